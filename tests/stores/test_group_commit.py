from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event as Flag

import pytest

from frontrow.core import Event, Kind
from frontrow.data.events import EventColumns
from frontrow.errors import BadInput, StoreUnavailable
from frontrow.stores import Receipt
from frontrow.stores.group_commit import GroupCommit
from frontrow.stores.memory import MemoryLog
from frontrow.stores.sql import SqlStore


def event(name: str) -> Event:
    return Event(event_id=name, kind=Kind.PLAY, at=1.0, user_id="ann")


class GatedLog(MemoryLog):
    """Writes only when let through, and remembers how many callers each transaction had."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.open = Flag(), Flag()
        self.groups: list[int] = []
        self.error: Exception | None = None

    def append_each(self, batches: Sequence[Sequence[Event] | EventColumns]) -> list[Receipt]:
        self.begun.set()
        assert self.open.wait(10)
        self.groups.append(len(batches))
        if any(one.event_id == "bad" for batch in batches if not isinstance(batch, EventColumns) for one in batch):
            raise BadInput("a bad value")
        if self.error:
            raise self.error
        return super().append_each(batches)


@pytest.fixture
def log() -> GatedLog:
    return GatedLog()


@pytest.fixture
def commit(log: GatedLog) -> Iterator[GroupCommit]:
    group = GroupCommit(log, waiting=10, together=4)
    yield group
    log.open.set()
    group.close()


def behind_a_first(commit: GroupCommit, log: GatedLog, *batches: Sequence[Event]) -> list[Future[Receipt]]:
    """Append batches while the writer is held up by an earlier one, so that they gather."""
    first = commit.append([event("first")])
    assert log.begun.wait(10)
    waiting = [commit.append(batch) for batch in batches]
    log.open.set()
    assert first.result(10) == Receipt(1, 0)
    return waiting


def test_no_receipt_before_the_commit(commit: GroupCommit, log: GatedLog) -> None:
    receipt = commit.append([event("a")])
    assert log.begun.wait(10)
    assert not receipt.done()
    log.open.set()
    assert receipt.result(10) == Receipt(1, 0)


def test_those_who_wait_are_written_together_with_receipts_of_their_own(commit: GroupCommit, log: GatedLog) -> None:
    waiting = behind_a_first(commit, log, [event("a")], [event("a"), event("b")], [event("first")])
    assert [receipt.result(10) for receipt in waiting] == [Receipt(1, 0), Receipt(1, 1), Receipt(0, 1)]
    assert log.groups == [1, 3]


def test_a_transaction_has_at_most_so_many_events_but_a_larger_batch_stays_whole(
    commit: GroupCommit, log: GatedLog
) -> None:
    three, six = [event(f"a{n}") for n in range(3)], [event(f"b{n}") for n in range(6)]
    waiting = behind_a_first(commit, log, three, six, [event("c")])
    assert [receipt.result(10).stored for receipt in waiting] == [3, 6, 1]
    assert log.groups == [1, 1, 1, 1]


def test_an_error_goes_to_the_callers_of_its_transaction_alone(commit: GroupCommit, log: GatedLog) -> None:
    log.error = OSError("disk gone")
    log.open.set()
    with pytest.raises(OSError, match="disk gone"):
        commit.append([event("a")]).result(10)
    log.error = None
    assert commit.append([event("a")]).result(10) == Receipt(1, 0)


def test_a_bad_value_refuses_its_caller_alone(commit: GroupCommit, log: GatedLog) -> None:
    waiting = behind_a_first(commit, log, [event("a")], [event("bad")], [event("b")])
    assert waiting[0].result(10) == waiting[2].result(10) == Receipt(1, 0)
    assert isinstance(waiting[1].exception(10), BadInput)


def test_too_many_waiting_events_are_refused_at_once(commit: GroupCommit, log: GatedLog) -> None:
    commit.append([event("first")])
    assert log.begun.wait(10)
    kept = commit.append([event(f"a{n}") for n in range(9)])
    with pytest.raises(StoreUnavailable, match="9 events wait to be written"):
        commit.append([event("b"), event("c")])
    log.open.set()
    assert kept.result(10).stored == 9
    assert commit.append([event("b"), event("c")]).result(10).stored == 2


def test_a_caller_who_gave_up_waiting_is_not_written(commit: GroupCommit, log: GatedLog) -> None:
    commit.append([event("first")])
    assert log.begun.wait(10)
    given_up = commit.append([event("a")])
    assert given_up.cancel()
    after = commit.append([event("b")])
    log.open.set()
    assert after.result(10).stored == 1
    assert len(log.of_user("ann")) == 2


def test_closing_writes_what_waits_and_then_refuses(log: GatedLog) -> None:
    commit = GroupCommit(log)
    waiting = behind_a_first(commit, log, *[[event(f"a{n}")] for n in range(50)])
    commit.close()
    assert all(receipt.done() for receipt in waiting)
    assert len(log.of_user("ann")) == 51
    with pytest.raises(StoreUnavailable, match="closed"):
        commit.append([event("late")])
    commit.close()


def test_threads_and_tasks_share_one_log_with_exact_receipts(tmp_path: Path) -> None:
    store = SqlStore(f"sqlite:///{tmp_path}/frontrow.db")
    commit = GroupCommit(store.log)

    def of_thread(worker: int) -> list[Receipt]:
        return [commit.append([event(f"{worker}-{n}"), event(f"all-{n}")]).result(30) for n in range(40)]

    async def of_tasks() -> list[Receipt]:
        return await asyncio.gather(*(asyncio.wrap_future(commit.append([event(f"all-{n}")])) for n in range(40)))

    with ThreadPoolExecutor(5) as pool:
        by_threads = [pool.submit(of_thread, worker) for worker in range(5)]
        receipts = asyncio.run(of_tasks()) + [receipt for thread in by_threads for receipt in thread.result(60)]
    commit.close()
    logged = store.log.of_user("ann").strings("event_id")
    store.close()
    assert sum(receipt.stored for receipt in receipts) == len(logged) == len(set(logged)) == 5 * 40 + 40
    assert sum(receipt.repeated for receipt in receipts) == 5 * 40
