"""A title put after the training is on the next page of those it suits, where it may be shown."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import TestClient

from frontrow.api.edge import Edge
from frontrow.api.worker import platform_of
from frontrow.app import App, Visit
from frontrow.train import train

from .conftest import NOW, World

Client = TestClient[Edge]
DRAMA, ROMANCE = "u0", "u4"  # viewers of one genre each


def put(client: Client, item_id: str, genre: str = "Drama", **more: Any) -> None:
    title = {
        "item_id": item_id,
        "title": item_id.title(),
        "genres": [genre],
        "year": 2010,
        "runtime": 5400,
        "maturity": 6,
    }
    put_it = client.put(f"/v1/items/{item_id}", json={**title, "added_at": NOW - 3600, **more})
    assert put_it.status_code == 200, put_it.text


def rows(client: Client, user: str) -> dict[str, list[str]]:
    """Return the titles of a user's page by the kind of their row, in order."""
    page = client.get("/v1/pages/home", params={"user_id": user, "country": "DE"}).json()
    assert page["tier"] == "full"
    found: dict[str, list[str]] = {}
    for one in page["rows"]:
        found.setdefault(one["kind"], []).extend(slot["item"]["item_id"] for slot in one["slots"])
    return found


def shown(client: Client, user: str) -> set[str]:
    return {item for kind in rows(client, user).values() for item in kind}


def test_it_is_on_the_next_page_of_those_it_suits(client: Client) -> None:
    put(client, "wistful", "Drama")
    put(client, "kisses", "Romance")
    for user, suits, other in ((DRAMA, "wistful", "kisses"), (ROMANCE, "kisses", "wistful")):
        assert suits in shown(client, user)
        why = {item: client.get(f"/v1/users/{user}/why/{item}").json() for item in (suits, other)}
        assert why[suits]["score"] > why[other]["score"]
        assert why[suits]["score"] > 0


def test_the_newest_that_suits_comes_before_the_newest_that_does_not(client: Client) -> None:
    put(client, "wistful", "Drama")
    put(client, "kisses", "Romance")
    order = [item for item in rows(client, DRAMA)["new_releases"] if item in {"wistful", "kisses"}]
    assert order in (["wistful", "kisses"], ["wistful"], [])  # a row further up may have it


def test_why_names_titles_of_the_history_that_add_up(client: Client, app: App) -> None:
    put(client, "wistful")
    view = app.view()
    query = app.query(Visit(DRAMA), view)
    history = {view.title(item).item_id for item in query.profile.history.tolist()}
    why = client.get(f"/v1/users/{DRAMA}/why/wistful").json()
    assert why["because"]
    assert {one["item_id"] for one in why["because"]} <= history
    assert why["text"].startswith("Because you watched Title ")


def test_it_is_like_others_and_they_are_like_it(client: Client) -> None:
    put(client, "wistful")
    like_it = client.get("/v1/items/wistful/similar?k=20").json()["items"]
    assert like_it
    dramas = {f"t{number}" for number in range(0, 160, 5)}
    assert {one["item"]["item_id"] for one in like_it[:5]} <= dramas
    others = [client.get(f"/v1/items/{one['item']['item_id']}/similar?k=100").json()["items"] for one in like_it[:5]]
    assert any("wistful" in {one["item"]["item_id"] for one in other} for other in others)


@pytest.mark.parametrize(
    "limit", [{"territories": ["FR"]}, {"added_at": NOW + 1e6}], ids=["another country", "not yet there"]
)
def test_it_is_nowhere_it_may_not_be_shown(client: Client, limit: dict[str, Any]) -> None:
    put(client, "wistful", **limit)
    assert "wistful" not in shown(client, DRAMA)
    assert client.get(f"/v1/users/{DRAMA}/why/wistful", params={"country": "DE"}).status_code == 404
    put(client, "wistful")
    assert "wistful" in shown(client, DRAMA)


def test_an_age_limit_holds(client: Client) -> None:
    put(client, "wistful", maturity=16)
    assert "wistful" in shown(client, DRAMA)
    assert client.put(f"/v1/users/{DRAMA}", json={"user_id": DRAMA, "maturity": 12}).status_code == 200
    assert "wistful" not in shown(client, DRAMA)
    assert client.get(f"/v1/users/{DRAMA}/why/wistful").status_code == 404


def test_deleted_it_is_gone(client: Client) -> None:
    put(client, "wistful")
    put(client, "kisses", "Romance")
    assert client.delete("/v1/items/wistful").status_code == 204
    assert "wistful" not in shown(client, DRAMA)
    assert client.get("/v1/items/wistful/similar").status_code == 404
    assert "kisses" in shown(client, ROMANCE)


def test_watched_it_argues_for_its_kind(client: Client, event: Callable[..., dict[str, Any]]) -> None:
    put(client, "wistful")
    seen = [
        event(kind, "stranger", "wistful", play_id="p", **more)
        for kind, more in (("play", {}), ("stop", {"value": 5400, "position": 5400}))
    ]
    assert client.post("/v1/events", json={"events": seen}).status_code == 202
    scores = {item: client.get(f"/v1/users/stranger/why/{item}").json()["score"] for item in ("t5", "t10", "t4", "t11")}
    assert min(scores["t5"], scores["t10"]) > max(scores["t4"], scores["t11"])
    assert "wistful" not in rows(client, "stranger")["top_picks"]


def test_another_process_sees_it_when_it_looks(client: Client, world: World) -> None:
    other = platform_of(world.config)
    other.start()
    try:
        assert other.view().catalogue.items.index("wistful") == -1
        put(client, "wistful")
        until = time.monotonic() + 20
        while other.view().catalogue.items.index("wistful") < 0 and time.monotonic() < until:
            time.sleep(0.02)
        page = other.page(Visit(DRAMA, country="DE"))
        item = page.view.catalogue.items.index("wistful")
        assert item in {one for shown in page.page.rows for one in shown.items.tolist()}
    finally:
        other.close()


def test_the_next_bundle_takes_its_place_and_nobody_sees_a_seam(client: Client, app: App, world: World) -> None:
    put(client, "wistful")
    before = client.get(f"/v1/users/{DRAMA}/why/wistful").json()
    made = train(app.store, world.config, NOW + 1)
    assert made.promoted
    until = time.monotonic() + 20
    while app.view().knowledge.version != made.manifest.name and time.monotonic() < until:
        time.sleep(0.02)
    assert app.view().pipeline is app.service.live.pipeline  # type: ignore[union-attr]  # there is one
    after = client.get(f"/v1/users/{DRAMA}/why/wistful").json()
    assert after["score"] == pytest.approx(before["score"], rel=1e-3)
    assert "wistful" in shown(client, DRAMA)
