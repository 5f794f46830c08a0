"""Titles over HTTP."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import TestClient

from frontrow.api.edge import Edge

Client = TestClient[Edge]


def test_titles_are_listed_in_order_with_their_number(client: Client) -> None:
    page = client.get("/v1/items?offset=3&limit=2").json()
    assert [item["item_id"] for item in page["items"]] == ["t3", "t4"]
    assert page["total"] == 160


def test_a_title_is_kept_read_changed_and_deleted(client: Client) -> None:
    title: dict[str, Any] = {"item_id": "new", "title": "New", "genres": ["Drama"]}
    assert client.put("/v1/items/new", json=title).status_code == 200
    assert client.get("/v1/items/new").json() == title
    client.put("/v1/items/new", json=title | {"year": 2001})
    assert client.get("/v1/items/new").json()["year"] == 2001
    assert client.delete("/v1/items/new").status_code == 204
    assert client.get("/v1/items/new").status_code == 404
    assert client.delete("/v1/items/new").status_code == 404


def test_good_titles_are_kept_beside_bad_ones(client: Client) -> None:
    batch = [{"item_id": "a", "title": "A"}, {"item_id": "b"}, {"item_id": "c", "title": "C", "maturity": 19}]
    answer = client.post("/v1/items", json={"items": batch})
    assert answer.status_code == 200
    assert answer.json()["accepted"] == 1
    assert [(one["id"], one["field"]) for one in answer.json()["refused"]] == [("b", "title"), ("c", "maturity")]
    assert client.get("/v1/items/a").status_code == 200
    assert client.get("/v1/items/b").status_code == 404


def test_a_batch_without_a_good_title_is_422(client: Client) -> None:
    answer = client.post("/v1/items", json={"items": [{"item_id": "b"}]})
    assert (answer.status_code, answer.json()["refused"][0]["field"]) == (422, "title")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"item_id": "other", "title": "T"}, "item_id"),
        ({"item_id": "new", "title": ""}, "title"),
        ({"item_id": "new", "title": "T", "titel": "T"}, "titel"),
        ({"item_id": "new", "title": "T", "episodes": [{"episode_id": "e", "number": -1}]}, "episodes[0].number"),
        ({"item_id": "new", "title": "T", "countries": ["France"]}, "countries[0]"),
    ],
)
def test_a_title_that_will_not_do_names_the_field(client: Client, body: dict[str, Any], field: str) -> None:
    answer = client.put("/v1/items/new", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert answer.json()["remedy"]


def test_similar_titles_are_of_the_same_taste_best_first(client: Client) -> None:
    found = client.get("/v1/items/t11/similar?k=5").json()
    scores = [one["score"] for one in found["items"]]
    assert found["item_id"] == "t11"
    assert 1 <= len(scores) <= 5
    assert scores == sorted(scores, reverse=True)
    assert all(one["item"]["genres"] == ["Comedy"] for one in found["items"])


def test_similar_leaves_out_deleted_titles_and_knows_new_ones_by_their_description(client: Client) -> None:
    first = client.get("/v1/items/t11/similar").json()["items"][0]["item"]["item_id"]
    client.delete(f"/v1/items/{first}")
    assert first not in {one["item"]["item_id"] for one in client.get("/v1/items/t11/similar").json()["items"]}
    client.put("/v1/items/new", json={"item_id": "new", "title": "New", "genres": ["Comedy"]})
    assert client.get("/v1/items/new/similar").json()["items"][0]["item"]["genres"] == ["Comedy"]
    assert client.get("/v1/items/nobody/similar").status_code == 404
    assert client.get("/v1/items/t11/similar?k=0").status_code == 400


def test_similar_titles_are_those_the_viewer_may_see(client: Client, event: Callable[..., dict[str, Any]]) -> None:
    def found(**asked: str) -> set[str]:
        items = client.get("/v1/items/t14/similar", params={"k": "100", **asked}).json()["items"]
        return {one["item"]["item_id"] for one in items}

    only_in_france, for_adults = {f"t{n}" for n in range(0, 160, 9)}, {f"t{n}" for n in range(0, 160, 7)}
    assert not found() & only_in_france
    assert found() & for_adults
    assert found(country="FR") & only_in_france
    assert not found(maturity="6") & for_adults
    client.put("/v1/users/kid", json={"user_id": "kid", "maturity": 6, "country": "FR"})
    seen = found(user_id="kid", maturity="18")
    assert seen & only_in_france
    assert not seen & for_adults
    one = min(seen)
    client.post("/v1/events", json={"events": [event("hide", "kid", one)]})
    assert found(user_id="kid") == seen - {one}
    later = client.get(f"/v1/items/{one}").json() | {"added_at": time.time() + 1000}
    client.put(f"/v1/items/{one}", json=later)
    assert one not in found(country="FR")


@pytest.mark.parametrize("variant", ["cast", "mood", "genre", "type"])
def test_artwork_is_drawn_once_and_then_confirmed(client: Client, variant: str) -> None:
    drawn = client.get(f"/v1/items/t1/artwork/{variant}")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert drawn.text.startswith("<svg")
    assert "max-age" in drawn.headers["cache-control"]
    again = client.get(f"/v1/items/t1/artwork/{variant}", headers={"If-None-Match": drawn.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_another_variant_or_title_is_a_problem(client: Client) -> None:
    answer = client.get("/v1/items/t1/artwork/poster")
    assert (answer.status_code, answer.json()["remedy"]) == (400, "One of cast, mood, genre and type.")
    assert client.get("/v1/items/nobody/artwork/cast").status_code == 404


@pytest.mark.parametrize("query", ["offset=-1", "limit=0", "limit=1001", "offset=x"])
def test_a_page_of_titles_that_cannot_be_is_a_problem(client: Client, query: str) -> None:
    assert client.get(f"/v1/items?{query}").status_code == 400
