"""How many events a second become durable, and what that is of what SQLite itself can do.

``python -m benchmarks.ingest [--events N] [--rounds N] [--json]``

Case ``store``: large batches in columns, as an import or the simulator gives them; ``store/structs``: the same as
event structs, as the API gives them; ``store/batch-100``: structs a hundred at a time, each batch durable before the
next; ``store/group-commit``: batches of ten from 32 threads at once, each durable before its thread goes on.
``ratio_to_sqlite`` is beside ``executemany`` on the bare ``sqlite3`` module: the same rows, already tuples, into the
same table with the same indexes, pragmas and transactions; the two take turns batch by batch, the median of several
rounds counts.
``replay`` and ``of_user`` are what training and a page request read.

Another case is a function from :class:`Load` and a :class:`Report`, listed in :data:`CASES`.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from benchmarks.ingest_api import api
from benchmarks.report import Report, json_flag
from frontrow.core import Event
from frontrow.data.events import EVENT_FIELDS, EVENT_SCHEMA, KINDS, EventColumns
from frontrow.stores import rows
from frontrow.stores.group_commit import GroupCommit
from frontrow.stores.sql import SqlStore
from frontrow.stores.sqlite import PRAGMAS

USERS, ITEMS = 4_000, 4_000
LARGE, SMALL, TINY = 20_000, 100, 10  # events a batch
CLIENTS = 32
MOST_SMALL = 20_000  # events that go in one small batch after another; the disk's commits set the time, not the number
QUESTIONS = 2_000
MICRO = 1e6

_COLUMNS = ", ".join(f'"{name}"' for name in EVENT_FIELDS)
_MARKS = ", ".join("?" * len(EVENT_FIELDS))
INSERT = f"INSERT INTO events ({_COLUMNS}) VALUES ({_MARKS})"  # noqa: S608 -- made of our own names


@dataclass(frozen=True)
class Load:
    """What is measured with.

    Parameters
    ----------
    events
        How many.
    rounds
        Of which the median counts.
    seed
        Of the events.
    """

    events: int = 200_000
    rounds: int = 5
    seed: int = 1

    @cached_property
    def columns(self) -> EventColumns:
        """Events as a day of viewing has them: impressions mostly, and the plays of them."""
        return made_up(self.events, np.random.default_rng(self.seed))

    @cached_property
    def structs(self) -> list[Event]:
        """The same events one by one."""
        return self.columns.events()


def made_up(n: int, rng: np.random.Generator) -> EventColumns:
    """Return ``n`` events with the sizes and repeats of real ones; which user saw what means nothing here."""
    shown = rng.random(n) < 0.8
    codes = np.where(shown, KINDS.index("impression"), rng.integers(1, 4, n)).astype(np.int8)
    pages = np.arange(n) // 40
    made = {
        "seq": np.zeros(n, np.int64),
        "event_id": [rng.bytes(16).hex() for _ in range(n)],
        "kind": codes,
        "at": 1.7e9 + np.sort(rng.random(n)) * 86_400,
        "user_id": _some(
            [f"viewer-{number:05d}" for number in range(USERS)], rng.integers(0, USERS, n // 40 + 1)[pages]
        ),
        "item_id": _some([f"Q{number * 37}" for number in range(ITEMS)], rng.integers(0, ITEMS, n)),
        "episode_id": _some(["", "s1e1", "s1e2"], rng.integers(0, 3, n)),
        "value": np.where(shown, 1.0, rng.random(n) * 7_200),
        "position": np.where(shown, 0.0, rng.random(n) * 7_200),
        "play_id": np.where(shown, "", [f"play-{number}" for number in pages]),
        "page_id": [f"page-{number:010d}" for number in pages],
        "row": rng.integers(0, 25, n, np.int16),
        "slot": rng.integers(0, 20, n, np.int16),
        "artwork": _some(["cast", "mood", "genre", "type"], rng.integers(0, 4, n)),
        "probability": rng.random(n),
        "device": _some(["tv", "web", "mobile"], rng.integers(0, 3, n // 40 + 1)[pages]),
        "country": _some(["DE", "US", "JP"], rng.integers(0, 3, n // 40 + 1)[pages]),
        "language": _some(["de", "en", "ja"], rng.integers(0, 3, n // 40 + 1)[pages]),
        "text": [""] * n,
    }
    return EventColumns(
        pa.Table.from_arrays([pa.array(made[name]) for name in EVENT_SCHEMA.names], schema=EVENT_SCHEMA)
    )


def store(load: Load, report: Report) -> None:
    """Measure the store beside bare SQLite, batch by batch."""
    few = load.structs[:MOST_SMALL]
    beside_sqlite("store", load.columns, LARGE, load.rounds, report)
    beside_sqlite("store/structs", load.structs, LARGE, load.rounds, report)
    beside_sqlite("store/batch-100", few, SMALL, load.rounds, report)


def beside_sqlite(case: str, events: Sequence[Event] | EventColumns, size: int, rounds: int, report: Report) -> None:
    """Append events in batches of a size through the store and through ``sqlite3``, in turn, to new files."""
    batches = [_part(events, start, size) for start in range(0, len(events), size)]
    tuples = [[row for chunk in rows.chunks(batch) for row in chunk] for batch in batches]
    ours, bare = np.array([_seconds_of_both(batches, tuples) for _ in range(rounds)]).T
    report.add(case, "events_per_s", len(events) / float(np.median(ours)), "1/s")
    report.add(case, "sqlite_events_per_s", len(events) / float(np.median(bare)), "1/s")
    report.add(case, "ratio_to_sqlite", float(np.median(bare / ours)))


def group_commit(load: Load, report: Report) -> None:
    """Measure many callers at once, each waiting for its own receipt."""
    events = load.structs[:MOST_SMALL]
    parts = [_part(events, start, TINY) for start in range(0, len(events), TINY)]
    rates = [len(events) / _seconds_of_group_commit(parts) for _ in range(load.rounds)]
    report.add("store/group-commit", "events_per_s", median(rates), "1/s")


def reading(load: Load, report: Report) -> None:
    """Measure a replay of everything, and a user's events after the last known."""
    with _new_store() as opened:
        opened.log.append(load.columns)
        seconds = []
        for _ in range(load.rounds):
            started = perf_counter()
            last = [int(batch.number("seq")[-1]) for batch in opened.log.replay()][-1]
            seconds.append(perf_counter() - started)
        report.add("replay", "events_per_s", load.events / median(seconds), "1/s")
        users = load.columns.strings("user_id")[:QUESTIONS]
        for metric, after in (("nothing_new", last), ("whole", 0)):
            waits = [_seconds(partial(opened.log.of_user, user, after)) for user in users]
            report.add("of_user", f"{metric}_p50_us", median(waits) * MICRO, "µs")
            report.add("of_user", f"{metric}_p99_us", float(np.quantile(waits, 0.99)) * MICRO, "µs")


CASES: dict[str, Callable[[Load, Report], None]] = {
    "store": store,
    "group-commit": group_commit,
    "reading": reading,
    "api": api,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the cases asked for, all by default."""
    parser = argparse.ArgumentParser(prog="benchmarks.ingest", description=__doc__, parents=[json_flag()])
    parser.add_argument("--events", type=int, default=Load.events)
    parser.add_argument("--rounds", type=int, default=Load.rounds)
    parser.add_argument("--case", action="append", choices=CASES, help="may be repeated; all without it")
    asked = parser.parse_args(arguments)
    load = Load(asked.events, asked.rounds)
    with Report(json=asked.json, title="ingest") as report:
        for case in asked.case or CASES:
            CASES[case](load, report)


@contextmanager
def _new_store() -> Iterator[SqlStore]:
    with TemporaryDirectory() as directory:
        opened = SqlStore(f"sqlite:///{directory}/frontrow.db")
        try:
            yield opened
        finally:
            opened.close()


def _seconds_of_both(
    batches: Sequence[Sequence[Event] | EventColumns], tuples: Sequence[list[rows.Tuple]]
) -> tuple[float, float]:
    """Return the seconds of the store and of bare SQLite, which take turns so that both meet the same machine."""
    ours = bare = 0.0
    with _new_store() as opened, _bare_sqlite() as connection:
        for number, (batch, same) in enumerate(zip(batches, tuples, strict=True)):
            first = number % 2 == 0
            ours += _seconds(partial(opened.log.append, batch)) if first else 0.0
            bare += _seconds(partial(_insert, connection, same))
            ours += 0.0 if first else _seconds(partial(opened.log.append, batch))
        assert sum(len(kept) for kept in opened.log.replay()) == sum(map(len, tuples))
    return ours, bare


@contextmanager
def _bare_sqlite() -> Iterator[sqlite3.Connection]:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "frontrow.db"
        SqlStore(f"sqlite:///{path}").close()  # makes the table and its indexes, and WAL, which stays with the file
        connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        yield connection
        connection.close()


def _insert(connection: sqlite3.Connection, batch: list[rows.Tuple]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(INSERT, batch)
    connection.execute("COMMIT")


def _seconds_of_group_commit(parts: Sequence[Sequence[Event] | EventColumns]) -> float:
    with _new_store() as opened, ThreadPoolExecutor(CLIENTS) as clients:
        commit = GroupCommit(opened.log)
        started = perf_counter()
        receipts = list(clients.map(lambda part: commit.append(part).result(), parts))
        seconds = perf_counter() - started
        commit.close()
    assert sum(receipt.stored for receipt in receipts) == sum(len(part) for part in parts)
    return seconds


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _part(events: Sequence[Event] | EventColumns, start: int, size: int) -> Sequence[Event] | EventColumns:
    if isinstance(events, EventColumns):
        return EventColumns(events.table.slice(start, size))
    return events[start : start + size]


def _some(names: list[str], chosen: NDArray[np.int64]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(chosen, pa.int32()), pa.array(names))


if __name__ == "__main__":
    main()
