"""Users and accounts over HTTP: records, picks, reasons, forgetting."""

from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import TestClient

from frontrow.api.edge import Edge
from frontrow.app import App

Build = Callable[..., dict[str, Any]]
Client = TestClient[Edge]


def top_picks(client: Client, user_id: str) -> list[dict[str, Any]]:
    rows = client.get("/v1/pages/home", params={"user_id": user_id}).json()["rows"]
    return [slot for row in rows if row["kind"] == "top_picks" for slot in row["slots"]]


def test_a_user_is_kept_listed_and_read(client: Client) -> None:
    record = {"user_id": "ada", "name": "Ada", "maturity": 12, "country": "FR", "language": "fr"}
    assert client.put("/v1/users/ada", json=record).json() == record
    assert client.get("/v1/users/ada").json() == record
    assert client.get("/v1/users").json() == {"users": [record], "total": 1}
    assert client.get("/v1/users?offset=1").json() == {"users": [], "total": 1}


def test_picks_make_the_next_page_personal_and_are_kept_in_the_record_alone(client: Client, app: App) -> None:
    crime, comedy = ["t2", "t12", "t22"], ["t1", "t11", "t21"]
    for picks, genre in ((crime, "Crime"), (comedy, "Comedy")):
        client.put("/v1/users/ada", json={"user_id": "ada", "picks": picks})
        slots = top_picks(client, "ada")
        assert sum(slot["item"]["genres"] == [genre] for slot in slots[:10]) >= 8
    assert len(app.store.log.of_user("ada")) == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"user_id": "bob"}, "user_id"),
        ({"user_id": "ada", "maturity": 19}, "maturity"),
        ({"user_id": "ada", "country": "France"}, "country"),
        ({"user_id": "ada", "picks": ["t1", "nobody"]}, "picks[1]"),
        ({"user_id": "ada", "age": 30}, "age"),
        ({}, "user_id"),
    ],
)
def test_a_record_that_will_not_do_names_the_field(client: Client, body: dict[str, Any], field: str) -> None:
    answer = client.put("/v1/users/ada", json=body)
    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert client.get("/v1/users/ada").status_code == 404


def test_a_forgotten_user_leaves_nothing_behind(client: Client, app: App, event: Build) -> None:
    before = client.get("/v1/pages/home?user_id=stranger").json()
    client.put("/v1/users/ada", json={"user_id": "ada", "picks": ["t2", "t12"]})
    client.post("/v1/events", json={"events": [event("hide", "ada", "t22")]})
    client.get("/v1/pages/home?user_id=ada")
    assert client.delete("/v1/users/ada").status_code == 204
    store = app.store
    assert len(store.log.of_user("ada")) == 0
    assert client.get("/v1/users/ada").status_code == 404
    assert client.delete("/v1/users/ada").status_code == 404
    after = client.get("/v1/pages/home?user_id=ada").json()
    assert {row["kind"] for row in after["rows"]} == {row["kind"] for row in before["rows"]}
    assert client.get("/v1/users/ada/why/t3").json()["because"] == []


def test_why_names_titles_of_the_history_that_sum_to_no_more_than_the_score(client: Client, app: App) -> None:
    item = top_picks(client, "u1")[0]["item"]["item_id"]
    reasons = client.get(f"/v1/users/u1/why/{item}").json()
    log = app.store.log.of_user("u1")
    history = {one.item_id for one in log.events()}
    because = reasons["because"]
    assert because
    assert {one["item_id"] for one in because} <= history
    shares = [one["contribution"] for one in because]
    assert shares == sorted(shares, reverse=True)
    assert reasons["text"].startswith(f"Because you watched {because[0]['title']}")


def test_why_says_picked_of_what_was_only_picked(client: Client) -> None:
    client.put("/v1/users/ada", json={"user_id": "ada", "picks": ["t2"]})
    item = top_picks(client, "ada")[0]["item"]["item_id"]
    reasons = client.get(f"/v1/users/ada/why/{item}").json()
    assert reasons["text"] == "Because you picked Title 2."


def test_why_of_a_stranger_says_that_nothing_is_known(client: Client) -> None:
    reasons = client.get("/v1/users/stranger/why/t1").json()
    assert (reasons["because"], reasons["score"]) == ([], 0.0)
    assert "nothing in your history" in reasons["text"]


def test_why_of_an_unknown_title_is_404(client: Client) -> None:
    assert client.get("/v1/users/u1/why/nobody").status_code == 404
    client.delete("/v1/items/t1")
    assert client.get("/v1/users/u1/why/t1").status_code == 404


def test_why_names_nothing_that_the_viewer_may_not_see(client: Client, event: Build) -> None:
    adult, hidden, harmless = "t14", "t24", "t34"
    seen = [event("stop", "kid", item, value=6000.0, position=6000.0, play_id=item) for item in (adult, harmless)]
    client.post("/v1/events", json={"events": [*seen, event("hide", "kid", hidden)]})
    named = {one["item_id"] for one in client.get("/v1/users/kid/why/t4").json()["because"]}
    assert adult in named
    client.put("/v1/users/kid", json={"user_id": "kid", "maturity": 6})
    reasons = client.get("/v1/users/kid/why/t4").json()
    assert [one["item_id"] for one in reasons["because"]] == [harmless]
    assert "Title 14" not in reasons["text"]
    assert [client.get(f"/v1/users/kid/why/{item}").status_code for item in (adult, hidden)] == [404, 404]
    assert client.get("/v1/users/kid/why/t9").status_code == 404
    assert client.get("/v1/users/kid/why/t9?country=FR").status_code == 200


def test_an_account_is_kept_read_and_deleted(client: Client) -> None:
    record = {"account_id": "home", "country": "FR"}
    assert client.get("/v1/accounts/home").status_code == 404
    assert client.put("/v1/accounts/home", json=record).json() == record
    assert client.get("/v1/accounts/home").json() == record
    assert client.put("/v1/accounts/home", json={"account_id": "other"}).json()["field"] == "account_id"
    assert client.delete("/v1/accounts/home").status_code == 204
    assert client.delete("/v1/accounts/home").status_code == 404
