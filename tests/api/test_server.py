"""Real worker processes: one truth in all of them, bundles swapped under load, a stop that finishes what it began."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from frontrow import bundle
from frontrow.api.server import packed, serve
from frontrow.api.wire import HomePage
from frontrow.api.worker import unpacked
from frontrow.bundle import Bundles
from frontrow.config import Config, ServerSettings, StoreSettings
from frontrow.errors import BadConfig
from frontrow.stores.registry import open_store

Build = Callable[..., dict[str, Any]]
pytestmark = pytest.mark.xdist_group("servers")

ROUNDS = 12


def test_a_configuration_survives_the_way_to_a_worker() -> None:
    config = Config(models={"recent": {"learner": "popularity", "half_life_days": float("inf")}})
    assert unpacked(packed(config)) == config


def test_a_store_in_memory_is_not_shared_by_several_processes() -> None:
    config = Config(store=StoreSettings("memory:"), server=ServerSettings(workers=2))
    with pytest.raises(BadConfig, match="workers = 2"):
        serve(config)


def test_what_one_worker_accepted_the_next_page_of_any_worker_shows(
    world: Any, start_server: Callable[..., Any], event: Build
) -> None:
    server = start_server(world, 2)
    server.wait()
    for turn in range(ROUNDS):
        user = f"u{turn}"
        pages = [page_of(server, user) for _ in range(4)]  # every worker holds the user's state now
        hidden, liked, played = [item for item in ids(pages[0]) if not item.endswith("0")][:3]  # movies
        batch = [
            event("hide", user, hidden),
            event("thumb", user, liked, value=1),
            event("play", user, played, play_id=f"p{turn}"),
            event("stop", user, played, play_id=f"p{turn}", value=1000.0, position=1000.0),
        ]
        status, _ = server.request("POST", "/v1/events", {"events": batch})
        assert status == 202
        for page in [page_of(server, user) for _ in range(6)]:
            assert hidden not in ids(page)
            assert {s.thumb for r in page.rows for s in r.slots if s.item.item_id == liked} <= {1}
            assert [r.slots[0].item.item_id for r in page.rows if r.kind == "continue_watching"] == [played]


def test_a_forgotten_user_is_forgotten_by_every_worker(
    world: Any, start_server: Callable[..., Any], event: Build
) -> None:
    server = start_server(world, 2)
    server.wait()
    batch = [event("stop", "gone", "t1", play_id="p", value=1000.0, position=1000.0)]
    server.request("POST", "/v1/events", {"events": batch})
    assert all(has_row(page_of(server, "gone"), "continue_watching") for _ in range(6))
    assert server.request("DELETE", "/v1/users/gone")[0] == 204
    assert not any(has_row(page_of(server, "gone"), "continue_watching") for _ in range(6))


def test_a_swap_of_bundles_under_load_loses_no_request(world: Any, start_server: Callable[..., Any]) -> None:
    bundles = Bundles(world.config.bundles.directory)
    other = twin_of(bundles)
    server = start_server(world, 2)
    server.wait()
    answers: list[tuple[int, str]] = []
    stop = threading.Event()

    def visit(user: str) -> None:
        while not stop.is_set():
            status, body = server.request("GET", f"/v1/pages/home?user_id={user}")
            answers.append((status, msgspec.json.decode(body, type=HomePage).bundle if status == 200 else ""))

    visitors = [threading.Thread(target=visit, args=(f"u{n}",)) for n in range(4)]
    for visitor in visitors:
        visitor.start()
    for _ in range(3):
        time.sleep(0.5)
        bundles.promote(other)
        time.sleep(0.5)
        bundles.rollback()
    time.sleep(0.5)
    stop.set()
    for visitor in visitors:
        visitor.join()
    assert {status for status, _ in answers} == {200}
    assert {name for _, name in answers} == set(bundles.names())


def test_a_stop_keeps_the_pages_shown_and_ends_well(world: Any, start_server: Callable[..., Any]) -> None:
    server = start_server(world, 2)
    server.wait()
    shown = {page_of(server, "u1").page_id for _ in range(20)}
    figures = server.request("GET", "/metrics")[1].decode()
    assert 'frontrow_pages_total{tier="full"} 20.0' in figures  # of both workers, whichever answers
    assert list(server.temporary.glob("frontrow-figures-*"))
    assert server.stop() == 0
    assert not list(server.temporary.iterdir())
    store = open_store(world.config.store.url)
    assert {page.page_id for page in store.pages.of_user("u1")} == shown
    store.close()


def page_of(server: Any, user: str) -> HomePage:
    status, body = server.request("GET", f"/v1/pages/home?user_id={user}&country=FR")
    assert status == 200
    return msgspec.json.decode(body, type=HomePage)


def ids(page: HomePage) -> list[str]:
    return [slot.item.item_id for row in page.rows for slot in row.slots]


def has_row(page: HomePage, kind: str) -> bool:
    return any(row.kind == kind for row in page.rows)


def twin_of(bundles: Bundles) -> str:
    """Save the live bundle under another name, and return that."""
    live = bundles.live()
    assert live is not None
    found = bundle.load(live)
    name = f"{found.manifest.name}-twin"
    bundle.save(
        Path(bundles.directory),
        replace(found.knowledge, version=name),
        msgspec.structs.replace(found.manifest, name=name),
    )
    return name
