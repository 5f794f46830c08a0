"""One suite for every store: whatever keeps facts must pass it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Raw

from frontrow.core import Event, Kind
from frontrow.data.catalogue import Episode, Title
from frontrow.data.events import EVENT_SCHEMA, EventColumns, concatenated
from frontrow.stores import SILENT, Account, LoggedPage, Receipt, Shelf, Store, User
from frontrow.stores.registry import STORES, open_store

Opened = Callable[[str], Store]


def url_of(scheme: str, directory: Path) -> str:
    return {"memory": "memory:", "sqlite": f"sqlite:///{directory}/frontrow.db"}[scheme]


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(url_of(request.param, tmp_path))
    yield opened
    opened.close()


@pytest.fixture(params=sorted(set(STORES) - {"memory"}))
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that outlives its process."""
    return url_of(request.param, tmp_path)


def event(name: str, user: str = "ann", **more: Any) -> Event:
    return Event(**{"event_id": name, "kind": Kind.PLAY, "at": 1.5, "user_id": user, "item_id": "heat", **more})


def events(*names: str, user: str = "ann") -> list[Event]:
    return [event(name, user) for name in names]


FULL = Event(
    event_id="Ω-1", kind=Kind.IMPRESSION, at=1_700_000_000.25, user_id="zoë 🎬", item_id="千と千尋", episode_id="s1e2",
    value=-3.75, position=12.5, play_id="p", page_id="page", row=24, slot=19, artwork="mood", probability=0.125,
    device="tv", country="DE", language="de", text="it's \"quoted\"\n\x00 and % ? :x {y}",
)  # fmt: skip


def replayed(store: Store, after: int = 0, size: int = 100_000) -> EventColumns:
    return concatenated(list(store.log.replay(after, size)))


def names(store: Store) -> list[str]:
    return replayed(store).strings("event_id")


# ------------------------------------------------------------------------------------------------------ the log


def test_events_come_back_whole_and_in_order(store: Store) -> None:
    given = [FULL, *events("b", "a")]
    assert store.log.append(given) == Receipt(3, 0)
    assert replayed(store).events() == given
    assert replayed(store).table.schema == EVENT_SCHEMA


def test_seq_rises_from_batch_to_batch(store: Store) -> None:
    for name in "abc":
        store.log.append(events(name))
    seq = replayed(store).number("seq")
    assert (np.diff(seq.astype(np.int64), prepend=0) > 0).all()


def test_an_empty_log_replays_nothing(store: Store) -> None:
    assert list(store.log.replay()) == []


def test_an_empty_batch_is_kept_without_trace(store: Store) -> None:
    assert store.log.append([]) == Receipt(0, 0)
    assert store.log.append(EventColumns.of([])) == Receipt(0, 0)
    assert store.log.append_each([[], []]) == [Receipt(0, 0)] * 2
    assert store.log.append_each([]) == []
    assert names(store) == []


def test_an_event_sent_again_counts_once(store: Store) -> None:
    store.log.append(events("a", "b"))
    assert store.log.append(events("b", "c", "a")) == Receipt(1, 2)
    assert names(store) == ["a", "b", "c"]


def test_a_repeat_inside_a_batch_counts_once_and_the_first_stays(store: Store) -> None:
    assert store.log.append([event("a", value=1.0), event("b"), event("a", value=2.0)]) == Receipt(2, 1)
    assert [(one.event_id, one.value) for one in replayed(store).events()] == [("a", 1.0), ("b", 1.0)]


def test_columns_and_structs_are_kept_alike(store: Store) -> None:
    given = [FULL, *events("a", "b", user="bob")]
    columns = EventColumns.of(given)
    assert store.log.append(columns) == Receipt(3, 0)
    assert store.log.append(given) == Receipt(0, 3)
    assert replayed(store).events() == given


def test_columns_in_pieces_with_dictionaries_of_their_own_are_kept(store: Store) -> None:
    pieces = EventColumns(concatenated([EventColumns.of([FULL]), EventColumns.of(events("a"))]).table)
    store.log.append(pieces)
    assert replayed(store).events() == pieces.events()


def test_what_was_replayed_can_be_appended_elsewhere(store: Store) -> None:
    store.log.append([FULL, *events("a")])
    other = open_store("memory:")
    assert other.log.append(replayed(store)) == Receipt(2, 0)
    assert other.log.append(replayed(store).where(np.array([False, True]))) == Receipt(0, 1)
    assert replayed(other).events() == replayed(store).events()


def test_batches_together_have_a_receipt_each(store: Store) -> None:
    together: list[list[Event] | EventColumns] = [events("a", "b"), [], events("b", "c"), EventColumns.of(events("c"))]
    assert store.log.append_each(together) == [Receipt(2, 0), Receipt(0, 0), Receipt(1, 1), Receipt(0, 1)]
    assert names(store) == ["a", "b", "c"]


def test_a_batch_with_an_unkeepable_event_is_refused_whole(store: Store) -> None:
    unkeepable = Event(event_id="x", kind="dance", at=1.0, user_id="ann")  # type: ignore[arg-type]  # on purpose
    with pytest.raises(Exception, match="dance"):
        store.log.append_each([events("a"), [event("b"), unkeepable]])
    assert names(store) == []
    assert store.log.append(events("a", "b")) == Receipt(2, 0)


def test_replay_goes_on_after_a_number_in_batches_of_a_size(store: Store) -> None:
    store.log.append(events(*"abcdefg"))
    sizes = [len(batch) for batch in store.log.replay(size=3)]
    assert sizes == [3, 3, 1]
    third = int(replayed(store).number("seq")[2])
    assert replayed(store, after=third, size=2).strings("event_id") == list("defg")


def test_a_replay_sees_what_is_appended_while_it_runs(store: Store) -> None:
    store.log.append(events("a", "b"))
    replay = store.log.replay(size=2)
    assert len(next(replay)) == 2
    store.log.append(events("c"))
    assert [batch.strings("event_id") for batch in replay] == [["c"]]


def test_a_users_events_come_in_order_after_a_number(store: Store) -> None:
    store.log.append([event("a"), event("b", "bob"), event("c")])
    mine = store.log.of_user("ann")
    assert mine.strings("event_id") == ["a", "c"]
    store.log.append([event("d"), event("e", "bob")])
    assert store.log.of_user("ann", int(mine.number("seq")[-1])).strings("event_id") == ["d"]
    assert mine.table.schema == EVENT_SCHEMA


def test_a_users_telling_events_are_those_of_the_kinds_that_tell(store: Store) -> None:
    store.log.append([event(str(n), kind=kind) for n, kind in enumerate(Kind)] + [event("b", "bob")])
    told = store.log.of_user("ann", telling=True)
    assert [one.kind for one in told.events()] == [kind for kind in Kind if kind not in SILENT]
    third = int(told.number("seq")[2])
    assert store.log.of_user("ann", third, telling=True).events() == told.events()[3:]


def test_an_unknown_user_has_an_empty_batch(store: Store) -> None:
    nothing = store.log.of_user("nobody")
    assert len(nothing) == 0
    assert nothing.table.schema == EVENT_SCHEMA
    assert nothing.coded("item_id")[1] == []


def test_forgetting_leaves_nothing_of_one_and_all_of_others(store: Store) -> None:
    store.log.append([event("a"), event("b", "bob"), event("c")])
    assert store.log.forget("ann") == 2
    assert store.log.forget("ann") == 0
    assert names(store) == ["b"]
    assert len(store.log.of_user("ann")) == 0


def test_a_number_is_not_given_out_again_after_forgetting(store: Store) -> None:
    store.log.append([event("a", "bob"), event("b")])
    last = int(replayed(store).number("seq")[-1])
    store.log.forget("ann")
    store.log.append(events("c"))
    assert replayed(store, after=last).strings("event_id") == ["c"]


def test_a_large_batch_is_exact(store: Store) -> None:
    many = [event(f"e{number}", f"u{number % 7}") for number in range(10_000)]
    assert store.log.append(EventColumns.of(many)) == Receipt(10_000, 0)
    assert store.log.append([*many[::2], event("new")]) == Receipt(1, 5_000)
    assert replayed(store, size=6_000).events() == [*many, event("new")]


def test_threads_append_each_event_exactly_once(store: Store) -> None:
    def append(worker: int) -> Receipt:
        return Receipt(
            *np.sum([store.log.append(events(f"{worker}-{n}", f"shared-{n}")) for n in range(20)], axis=0).tolist()
        )

    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(append, range(8)))
    assert sum(receipt.stored for receipt in receipts) == 8 * 20 + 20
    assert sum(receipt.repeated for receipt in receipts) == 7 * 20
    assert len(set(names(store))) == len(names(store)) == 180


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
any_event = st.builds(
    Event,
    event_id=st.sampled_from("abcdef"), kind=st.sampled_from(Kind), at=st.floats(0, 1e11), user_id=texts,
    item_id=texts, value=st.floats(-1e9, 1e9), row=st.integers(-1, 10_000), probability=st.floats(0, 1), text=texts,
)  # fmt: skip
batches = st.lists(st.lists(any_event, max_size=4), max_size=4)


@pytest.mark.parametrize("scheme", sorted(STORES))
@settings(max_examples=40, deadline=None)
@given(batches=batches)
def test_a_log_is_the_first_event_of_each_id(
    scheme: str, batches: list[list[Event]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = open_store(url_of(scheme, tmp_path_factory.mktemp("log")))
    kept: dict[str, Event] = {}
    for batch in batches:
        fresh = {one.event_id for one in batch} - set(kept)
        kept = {one.event_id: one for one in reversed(batch)} | kept  # the first of an id wins
        assert store.log.append(batch) == Receipt(len(fresh), len(batch) - len(fresh))
    logged = replayed(store).events()
    assert {one.event_id: one for one in logged} == kept
    for user in {one.user_id for one in logged}:
        assert store.log.of_user(user).events() == [one for one in logged if one.user_id == user]
    store.close()


# -------------------------------------------------------------------------------------------------- the shelves

HEAT = Title(item_id="heat", title="Heat", year=1995, genres=("Crime",), territories=("DE",))
DARK = Title(item_id="dark", title="Dark", kind="series", episodes=(Episode(episode_id="1", number=1, runtime=3e3),))
PAGE = LoggedPage(page_id="p1", user_id="ann", at=5.0, rows=Raw(b'[["top",["heat","dark"]]]'), arm="b", probability=0.5)


def test_records_come_back_whole_in_order_of_first_keeping(store: Store) -> None:
    store.titles.put({"heat": HEAT, "dark": DARK})
    newer = Title(item_id="heat", title="Heat ✓")
    store.titles.put({"alien": HEAT, "heat": newer})
    assert list(store.titles.all().items()) == [("heat", newer), ("dark", DARK), ("alien", HEAT)]


def test_every_shelf_keeps_its_kind(store: Store) -> None:
    user = User(user_id="ann", name="Ann 🦆", maturity=12, picks=("heat",))
    account = Account(account_id="house", country="DE")
    store.users.put({"ann": user})
    store.accounts.put({"house": account})
    store.pages.put({"p1": PAGE})
    store.blobs.put({"b": bytes(range(256)), "empty": b""})
    assert store.users.get(["ann"]) == {"ann": user}
    assert store.accounts.all() == {"house": account}
    assert store.pages.get(["p1"]) == {"p1": PAGE}
    assert store.blobs.all() == {"b": bytes(range(256)), "empty": b""}


def test_get_returns_the_known_in_the_order_asked(store: Store) -> None:
    store.blobs.put({str(number): b"%d" % number for number in range(1_500)})
    asked = [str(number) for number in range(2_000, 0, -1)]
    found = store.blobs.get(asked)
    assert list(found) == asked[501:]
    assert found["7"] == b"7"
    assert store.blobs.get([]) == {}


def test_delete_counts_what_was_there(store: Store) -> None:
    store.blobs.put({"a": b"1", "b": b"2", "c": b"3"})
    assert store.blobs.delete(["a", "c", "a", "z"]) == 2
    assert store.blobs.delete([]) == 0
    assert store.blobs.all() == {"b": b"2"}


def test_a_record_deleted_and_kept_again_stands_last(store: Store) -> None:
    store.blobs.put({"a": b"1", "b": b"2"})
    store.blobs.delete(["a"])
    store.blobs.put({"a": b"3"})
    assert list(store.blobs.all()) == ["b", "a"]


@pytest.mark.parametrize("shelf", ["titles", "accounts", "users", "pages", "blobs"])
def test_a_version_rises_with_changes_alone(store: Store, shelf: str) -> None:
    records: Shelf[object] = getattr(store, shelf)
    record = {"titles": HEAT, "pages": PAGE, "blobs": b"1"}.get(shelf, Account(account_id="a"))
    if shelf == "users":
        record = User(user_id="a")
    seen = [records.version()]
    records.put({"a": record})
    seen.append(records.version())
    records.delete(["a"])
    seen.append(records.version())
    assert seen[0] < seen[1] < seen[2]
    records.put({})
    records.delete(["a"])
    records.get(["a"])
    assert records.version() == seen[-1]


def test_a_version_is_of_one_shelf(store: Store) -> None:
    before = store.users.version()
    store.titles.put({"heat": HEAT})
    assert store.users.version() == before


def page(name: str, user: str, at: float) -> LoggedPage:
    return LoggedPage(page_id=name, user_id=user, at=at, rows=Raw(b"[]"))


def test_a_users_last_pages_come_newest_first(store: Store) -> None:
    pages = [page("1", "ann", 1.0), page("2", "bob", 2.0), page("3", "ann", 3.0), page("4", "ann", 4.0)]
    store.pages.put({one.page_id: one for one in pages})
    assert [one.page_id for one in store.pages.of_user("ann", 2)] == ["4", "3"]
    assert len(store.pages.of_user("ann")) == 3
    assert store.pages.of_user("nobody") == []


def test_pages_before_a_time_are_pruned(store: Store) -> None:
    store.pages.put({name: page(name, "ann", at) for name, at in [("1", 1.0), ("2", 2.0), ("3", 3.0)]})
    version = store.pages.version()
    assert store.pages.prune(1.0) == 0
    assert store.pages.version() == version
    assert store.pages.prune(3.0) == 2
    assert list(store.pages.all()) == ["3"]
    assert store.pages.version() > version


def test_more_pages_than_are_pruned_at_once_are_pruned(store: Store) -> None:
    store.pages.put({str(number): page(str(number), "ann", float(number)) for number in range(5_003)})
    assert store.pages.prune(5_002.0) == 5_002
    assert list(store.pages.all()) == ["5002"]


def test_forgetting_a_user_without_a_record_raises_the_version_of_users(store: Store) -> None:
    before = store.users.version()
    store.forget("nobody has a record of me")
    assert store.users.version() > before


def test_forgetting_a_user_takes_events_pages_and_record(store: Store) -> None:
    store.log.append([event("a"), event("b", "bob"), event("c")])
    store.pages.put({"p1": PAGE, "p2": page("p2", "bob", 1.0)})
    store.users.put({"ann": User(user_id="ann"), "bob": User(user_id="bob")})
    version = store.users.version()
    assert store.forget("ann") == 4
    assert names(store) == ["b"]
    assert list(store.pages.all()) == ["p2"]
    assert list(store.users.all()) == ["bob"]
    assert store.users.version() > version
    assert store.forget("ann") == 0


def test_what_was_on_its_way_does_not_bring_a_forgotten_user_back(store: Store) -> None:
    store.log.append([event("a", at=1.0)])
    store.forget("ann", lambda: 5.0)
    late, fresh, other = event("b", at=5.0), event("c", at=5.1), event("d", "bob", at=1.0)
    assert store.log.append([late, fresh, other]) == Receipt(2, 1)
    assert store.log.append(EventColumns.of([late])) == Receipt(0, 1)
    assert names(store) == ["c", "d"]
    store.pages.put({"1": page("1", "ann", 4.0)})
    store.pages.put({"2": page("2", "ann", 4.0), "3": page("3", "ann", 6.0), "4": page("4", "bob", 4.0)})
    assert list(store.pages.all()) == ["3", "4"]


# ---------------------------------------------------------------------------- what outlives a process, or spans several


def test_everything_is_there_after_a_restart(url: str) -> None:
    first = open_store(url)
    first.log.append([FULL, *events("a")])
    first.titles.put({"heat": HEAT})
    version = first.titles.version()
    first.close()
    again = open_store(url)
    assert again.log.append([FULL]) == Receipt(0, 1)
    assert replayed(again).events() == [FULL, *events("a")]
    assert again.titles.all() == {"heat": HEAT}
    assert again.titles.version() == version
    again.close()


def test_one_process_sees_at_once_what_another_committed(url: str) -> None:
    here, there = open_store(url), open_store(url)
    there.log.append(events("a"))
    there.titles.put({"heat": HEAT})
    assert here.log.of_user("ann").strings("event_id") == ["a"]
    assert here.titles.version() == there.titles.version()
    assert here.titles.get(["heat"]) == {"heat": HEAT}
    here.close()
    there.close()


APPENDING = """
import sys
from frontrow.core import Event, Kind
from frontrow.stores.registry import open_store

url, worker = sys.argv[1:]
store = open_store(url)
for n in range(25):
    names = [f"{worker}-{n}", f"shared-{n}"]
    batch = [Event(event_id=name, kind=Kind.PLAY, at=1.0, user_id=f"u{worker}") for name in names]
    print(*store.log.append(batch))
store.close()
"""


def test_processes_open_one_new_store_and_append_each_event_once(url: str) -> None:
    commands = [[sys.executable, "-c", APPENDING, url, str(worker)] for worker in range(3)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    printed = "".join(process.communicate(timeout=300)[0] for process in running)
    assert [process.returncode for process in running] == [0] * 3
    counts = np.array(printed.split(), np.int64).reshape(-1, 2).sum(axis=0)
    assert counts.tolist() == [3 * 25 + 25, 2 * 25]
    store = open_store(url)
    assert len(set(names(store))) == len(names(store)) == 100
    own = store.log.of_user("u2").strings("event_id")
    assert [name for name in own if name.startswith("2-")] == [f"2-{n}" for n in range(25)]
    store.close()


def test_a_replay_beside_writers_misses_nothing(store: Store) -> None:
    seen: list[int] = []
    with ThreadPoolExecutor(4) as pool:
        appends = [pool.submit(store.log.append, events(f"{n}")) for n in range(200)]
        while not all(append.done() for append in appends):
            for batch in store.log.replay(after=seen[-1] if seen else 0, size=7):
                seen.extend(batch.number("seq").tolist())
    rest = replayed(store, after=seen[-1] if seen else 0).number("seq").tolist()
    assert seen + rest == replayed(store).number("seq").tolist()
    assert len(seen + rest) == 200
