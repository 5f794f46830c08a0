"""``POST /v1/events``: what is kept, what is refused, and how a refusal reads."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from litestar.testing import TestClient

from frontrow.api.edge import Edge
from frontrow.app import App

Build = Callable[..., dict[str, Any]]
Client = TestClient[Edge]
URL = "/v1/events"


def logged(app: App, user_id: str) -> list[str]:
    return app.store.log.of_user(user_id).strings("event_id")


def test_good_events_are_accepted_and_in_the_log_when_the_answer_comes(client: Client, app: App, event: Build) -> None:
    events = [event(), event("stop", value=60.0), event("search", item_id="", text="night")]
    answer = client.post(URL, json={"events": events})
    assert (answer.status_code, answer.json()) == (202, {"accepted": 3, "repeated": 0, "refused": []})
    assert logged(app, "new") == [one["event_id"] for one in events]


def test_an_event_sent_twice_counts_once(client: Client, app: App, event: Build) -> None:
    batch = {"events": [event()]}
    client.post(URL, json=batch)
    assert client.post(URL, json=batch).json() == {"accepted": 0, "repeated": 1, "refused": []}
    assert len(logged(app, "new")) == 1


def test_an_empty_batch_is_a_batch(client: Client) -> None:
    assert client.post(URL, json={"events": []}).json() == {"accepted": 0, "repeated": 0, "refused": []}


def test_good_events_are_kept_beside_bad_ones(client: Client, app: App, event: Build) -> None:
    good = [event(), event("thumb", value=1)]
    batch = [good[0], {"event_id": "x"}, event(kind="plai"), good[1], 3, event(item_id="nobody")]
    answer = client.post(URL, json={"events": batch})
    assert answer.status_code == 202
    assert answer.json()["accepted"] == 2
    assert [one["index"] for one in answer.json()["refused"]] == [1, 2, 4, 5]
    assert logged(app, "new") == [one["event_id"] for one in good]


BAD = [
    ({"kind": "plai"}, "kind", "plai", "impression, play, progress"),
    ({"at": "yesterday"}, "at", "yesterday", "seconds since the epoch"),
    ({"at": -1}, "at", "-1", "not milliseconds"),
    ({"at": 1_767_225_600_000}, "at", "1767225600000", "not milliseconds"),
    ({"country": "de"}, "country", "de", "two capital letters"),
    ({"device": "fridge"}, "device", "fridge", "tv, web, mobile or tablet"),
    ({"at": 9e9}, "at", "9000000000.0", "seconds since the epoch"),
    ({"user_id": ""}, "user_id", "", "length >= 1"),
    ({"event_id": "x" * 129}, "event_id", "x", "length <= 128"),
    ({"user": "u"}, "user", "u", "Did you mean user_id?"),
    ({"item_id": "nobody"}, "item_id", "nobody", "POST /v1/items"),
    ({"item_id": ""}, "item_id", "", "Give the item_id"),
    ({"item_id": "t10", "episode_id": "t20e1"}, "episode_id", "t20e1", "GET /v1/items"),
    ({"kind": "thumb", "value": 3}, "value", "3", "-1, 0, 1, 2"),
    ({"kind": "list", "value": 2}, "value", "2", "0, 1"),
    ({"kind": "hide", "value": -1}, "value", "-1", "0, 1"),
    ({"kind": "rating", "value": 0}, "value", "0", "0.5 to 5"),
    ({"kind": "rating", "value": 5.5}, "value", "5.5", "0.5 to 5"),
    ({"kind": "stop", "value": -2}, "value", "-2", "0 or more"),
    ({"kind": "impression", "slot": 0}, "row", "-1", "counted from 0"),
    ({"kind": "impression", "row": 0}, "slot", "-1", "counted from 0"),
    ({"kind": "impression", "row": 0, "slot": 0, "probability": 0}, "probability", "0", "(0, 1]"),
    ({"probability": 1.5}, "probability", "1.5", "<= 1"),
    ({"kind": "message", "text": "read"}, "text", "read", "sent, opened, opted_out"),
    ({"kind": "subscription", "text": ""}, "text", "", "started, cancelled"),
    ({"kind": "search", "item_id": ""}, "text", "", "searched"),
    ({"position": None}, "position", "null", "float"),
]


@pytest.mark.parametrize("bad", BAD, ids=[f"{change}"[:40] for change, *_ in BAD])
def test_a_refusal_names_the_field_its_value_and_what_would_be_right(
    client: Client, app: App, event: Build, bad: tuple[dict[str, Any], str, str, str]
) -> None:
    change, field, value, remedy = bad
    answer = client.post(URL, json={"events": [event() | change]})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    [refused] = answer.json()["refused"]
    assert refused["index"] == 0
    assert refused.get("field", "") == field
    assert refused.get("value", "").startswith(value)
    assert remedy in refused["remedy"]
    assert refused["problem"]
    assert logged(app, "new") == []


def test_a_missing_field_is_named(client: Client, app: App, event: Build) -> None:
    bad = event()
    del bad["user_id"]
    [refused] = client.post(URL, json={"events": [bad]}).json()["refused"]
    assert (refused["field"], refused["remedy"], refused["id"]) == ("user_id", "Give user_id.", bad["event_id"])


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_finite_number_is_refused(client: Client, number: str) -> None:
    body = f'{{"events": [{{"event_id": "e", "kind": "play", "at": {number}, "user_id": "new", "item_id": "t1"}}]}}'
    answer = client.post(URL, content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.json()["remedy"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"events": [}', 400),
        (b'{"events": [{"event_id": "\xff"}]}', 422),
        (b"[" * 100_000, 422),
        (b'{"events": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}", 400),
        (b"[]", 422),
        (b"3", 422),
        (b'{"events": {}}', 422),
        (b'{"event": []}', 422),
        (b'{"events": [], "more": 1}', 422),
        (b'{"events": null}', 422),
    ],
)
def test_a_body_that_is_no_batch_is_a_problem_that_says_what_would_be_right(
    client: Client, body: bytes, status: int
) -> None:
    answer = client.post(URL, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["remedy"]


def test_a_body_of_another_type_is_415(client: Client) -> None:
    answer = client.post(URL, content=b"events", headers={"content-type": "text/csv"})
    assert (answer.status_code, answer.json()["value"]) == (415, "text/csv")


def test_too_many_events_and_too_many_bytes_are_413(client: Client, app: App, event: Build) -> None:
    many = client.post(URL, json={"events": [event() for _ in range(1001)]})
    assert (many.status_code, many.json()["remedy"]) == (413, "Send at most 1000 at a time.")
    big = client.post(URL, content=b" " * (4 * 1024 * 1024 + 1), headers={"content-type": "application/json"})
    assert (big.status_code, big.json()["title"]) == (413, "Request Entity Too Large")


def test_a_clock_a_little_ahead_is_forgiven(client: Client, app: App, event: Build) -> None:
    soon = event(at=time.time() + 200)
    assert client.post(URL, json={"events": [soon]}).json()["accepted"] == 1


def test_a_title_added_this_moment_may_have_events(client: Client, app: App, event: Build) -> None:
    client.put("/v1/items/brand-new", json={"item_id": "brand-new", "title": "Brand new"})
    assert client.post(URL, json={"events": [event(item_id="brand-new")]}).json()["accepted"] == 1


def test_a_store_that_takes_no_more_is_503_with_a_word_on_when_to_come_back(
    client: Client, app: App, event: Build
) -> None:
    app.commit.close()
    answer = client.post(URL, json={"events": [event()]})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


def test_events_are_counted_by_what_became_of_them(client: Client, app: App, event: Build) -> None:
    one = event()
    client.post(URL, json={"events": [one, event(kind="plai")]})
    client.post(URL, json={"events": [one]})
    figures = client.get("/metrics").text
    for outcome in ("accepted", "repeated", "refused"):
        assert f'frontrow_events_total{{outcome="{outcome}"}} 1.0' in figures
