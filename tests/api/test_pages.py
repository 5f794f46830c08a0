"""Pages: personal, true to the newest events, and valid whatever is asked."""

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from frontrow.api.edge import Edge
from frontrow.api.wire import HomePage
from frontrow.app import App

Build = Callable[..., dict[str, Any]]
Client = TestClient[Edge]


def home(client: Client, user_id: str, **more: str) -> HomePage:
    answer = client.get("/v1/pages/home", params={"user_id": user_id, **more})
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=HomePage)


def shown(page: HomePage) -> list[str]:
    return [slot.item.item_id for row in page.rows for slot in row.slots]


def report(client: Client, *events: dict[str, Any]) -> None:
    answer = client.post("/v1/events", json={"events": events})
    assert answer.json()["accepted"] == len(events), answer.text


def test_a_page_is_whole_and_valid_and_says_what_made_it(client: Client) -> None:
    page = home(client, "u1")
    assert (page.user_id, page.tier, page.failures) == ("u1", "full", ())
    assert page.bundle == client.get("/v1/health/ready").json()["bundle"]
    assert len(page.rows) >= 3
    assert all(slot.evidence.text and slot.artwork for row in page.rows for slot in row.slots)


def test_two_pages_have_two_ids(client: Client) -> None:
    assert home(client, "u1").page_id != home(client, "u1").page_id


def test_pages_of_users_with_other_tastes_differ(client: Client) -> None:
    assert shown(home(client, "u1")) != shown(home(client, "u2"))


def test_a_stranger_gets_a_page_too(client: Client) -> None:
    assert len(shown(home(client, "nobody has heard of me"))) > 40


def test_a_hidden_title_and_one_thumbed_down_leave_the_next_page(client: Client, event: Build) -> None:
    first, second = shown(home(client, "u1"))[:2]
    report(client, event("hide", "u1", first), event("thumb", "u1", second, value=-1))
    after = shown(home(client, "u1"))
    assert first not in after
    assert second not in after


def test_a_thumb_shows_on_the_card(client: Client, event: Build) -> None:
    item = shown(home(client, "u1"))[5]
    report(client, event("thumb", "u1", item, value=2), event("list", "u1", item))
    slots = [slot for row in home(client, "u1").rows for slot in row.slots if slot.item.item_id == item]
    assert slots
    assert all((slot.thumb, slot.listed) == (2, True) for slot in slots)


def test_a_play_half_way_is_offered_to_continue_where_it_ended(client: Client, event: Build) -> None:
    item = shown(home(client, "u1", country="DE"))[0]
    report(
        client,
        event("play", "u1", item, play_id="p"),
        event("stop", "u1", item, play_id="p", value=900.0, position=900.0),
    )
    [row] = [row for row in home(client, "u1").rows if row.kind == "continue_watching"]
    slot = row.slots[0]
    assert slot.item.item_id == item
    assert slot.resume is not None
    assert slot.resume.position == 900.0


def test_an_episode_left_half_way_is_named(client: Client, event: Build) -> None:
    given = {"episode_id": "t40e3", "play_id": "p"}
    report(client, event("play", "new", "t40", **given))
    report(client, event("stop", "new", "t40", value=600.0, position=600.0, **given))
    [row] = [row for row in home(client, "new").rows if row.kind == "continue_watching"]
    resume = row.slots[0].resume
    assert resume is not None
    assert (resume.episode_id, resume.season, resume.number, resume.position) == ("t40e3", 2, 1, 600.0)


def test_a_record_limits_maturity_and_country_and_the_query_overrides_the_country(client: Client) -> None:
    client.put("/v1/users/child", json={"user_id": "child", "maturity": 6, "country": "DE"})
    only_in_france, for_adults = {f"t{n}" for n in range(0, 160, 9)}, {f"t{n}" for n in range(0, 160, 7)}
    assert not set(shown(home(client, "child"))) & (only_in_france | for_adults)
    assert set(shown(home(client, "child", country="FR"))) & only_in_france
    assert not set(shown(home(client, "child", country="FR"))) & for_adults


def test_a_deleted_title_is_gone_at_once_and_so_are_rows_about_it(client: Client) -> None:
    before = home(client, "u1")
    gone = {shown(before)[0], *(row.anchor for row in before.rows if row.anchor)}
    for item in gone:
        assert client.delete(f"/v1/items/{item}").status_code == 204
    after = home(client, "u1")
    assert not gone & set(shown(after))
    assert not gone & {row.anchor for row in after.rows}
    assert not gone & {slot.evidence.item_id for row in after.rows for slot in row.slots}


def test_a_changed_title_shows_its_new_facts_and_obeys_its_new_limits(client: Client) -> None:
    client.put("/v1/users/child", json={"user_id": "child", "maturity": 12})
    renamed, restricted = shown(home(client, "child"))[:2]
    old = client.get(f"/v1/items/{renamed}").json()
    client.put(f"/v1/items/{renamed}", json=old | {"title": "A new name"})
    old = client.get(f"/v1/items/{restricted}").json()
    client.put(f"/v1/items/{restricted}", json=old | {"maturity": 18})
    page = home(client, "child")
    names = {slot.item.title for row in page.rows for slot in row.slots if slot.item.item_id == renamed}
    assert names == {"A new name"}
    assert restricted not in shown(page)


def test_an_embargo_or_a_new_limit_holds_at_once_and_leaves_no_gap(client: Client) -> None:
    before = home(client, "u1")
    later = shown(before)[:10]
    for item in later:
        old = client.get(f"/v1/items/{item}").json()
        client.put(f"/v1/items/{item}", json=old | {"added_at": time.time() + 1000})
    after = home(client, "u1")
    assert not set(later) & set(shown(after))
    assert len(after.rows[0].slots) == len(before.rows[0].slots)
    picked = client.get("/v1/pages/picker").json()["items"]
    assert not set(later) & {item["item_id"] for item in picked}


def test_pages_go_on_while_a_write_waits_for_the_store(client: Client, app: App, world: Any) -> None:
    home(client, "u1")
    other = sqlite3.connect(world.folder / "frontrow.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    writes = [
        ("PUT", "/v1/users/ada", {"user_id": "ada"}),
        ("PUT", "/v1/items/new", {"item_id": "new", "title": "New"}),
        ("PUT", "/v1/accounts/home", {"account_id": "home"}),
        ("DELETE", "/v1/users/u2", None),
    ]
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(client.request, method, path, json=body) for method, path, body in writes]
        time.sleep(0.3)
        assert not any(one.done() for one in waiting)
        assert shown(home(client, "u1"))
        other.rollback()
        assert [one.result(30).status_code for one in waiting] == [200, 200, 200, 204]
    other.close()


def test_pages_are_logged_as_shown(client: Client, app: App) -> None:
    page = home(client, "u1", device="tv", country="FR")
    app.page_log.close()
    [kept] = app.store.pages.of_user("u1")
    assert (kept.page_id, kept.device, kept.country, kept.bundle) == (page.page_id, "tv", "FR", page.bundle)
    rows = [[row.kind, [slot.item.item_id for slot in row.slots]] for row in page.rows]
    assert msgspec.json.decode(kept.rows) == rows


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("", "user_id", ""),
        ("user_id=", "user_id", ""),
        (f"user_id={'x' * 129}", "user_id", "x" * 80),
        ("user_id=u&hour=24", "hour", "24"),
        ("user_id=u&hour=noon", "hour", "noon"),
        ("user_id=u&country=fr", "country", "fr"),
        ("user_id=u&country=FRA", "country", "FRA"),
        ("user_id=u&language=French", "language", "French"),
        ("user_id=u&device=fridge", "device", "fridge"),
    ],
)
def test_a_parameter_that_will_not_do_is_named(client: Client, query: str, field: str, value: str) -> None:
    answer = client.get(f"/v1/pages/home?{query}")
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert problem["field"] == field
    assert problem.get("value", "").startswith(value)
    assert problem["remedy"]


def test_the_picker_is_diverse_and_may_be_shown(client: Client) -> None:
    items = client.get("/v1/pages/picker?country=DE&maturity=12").json()["items"]
    assert len(items) == 40
    assert len({item["item_id"] for item in items}) == 40
    assert {genre for item in items for genre in item["genres"]} == set(
        ("Drama", "Comedy", "Crime", "Science fiction", "Romance")
    )
    assert all(item["maturity"] <= 12 for item in items)
    assert not {item["item_id"] for item in items} & {f"t{n}" for n in range(0, 160, 9)}


def test_the_picker_goes_on_to_the_next_screen(client: Client) -> None:
    screens = [client.get(f"/v1/pages/picker?offset={offset}").json() for offset in (0, 40, 400)]
    first, second, past = ({item["item_id"] for item in screen["items"]} for screen in screens)
    assert len(first) == len(second) == 40
    assert not first & second
    assert not past
    assert [screen["more"] for screen in screens] == [True, True, False]
    assert client.get("/v1/pages/picker?offset=401").status_code == 400


def test_the_picker_leaves_out_what_was_deleted(client: Client) -> None:
    first = client.get("/v1/pages/picker").json()["items"][0]["item_id"]
    client.delete(f"/v1/items/{first}")
    assert first not in {item["item_id"] for item in client.get("/v1/pages/picker").json()["items"]}
