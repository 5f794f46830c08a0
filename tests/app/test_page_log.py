"""The page log is written beside the requests: batched, bounded, and never in their way."""

import threading
import time
from collections.abc import Mapping

from msgspec import Raw

from frontrow.app.measures import Measures
from frontrow.app.page_log import PageLog
from frontrow.stores import LoggedPage
from frontrow.stores.memory import MemoryPages


def page(number: int) -> LoggedPage:
    return LoggedPage(page_id=f"p{number}", user_id="u", at=float(number), rows=Raw(b'[["k",["t1"]]]'))


class Counted(MemoryPages):
    """Counts the writes; the first may be made to fail, all to wait."""

    def __init__(self, fail: bool = False) -> None:
        super().__init__()
        self.writes = 0
        self.gate = threading.Event()
        self.gate.set()
        self._fail = fail

    def put(self, records: Mapping[str, LoggedPage]) -> None:
        self.writes += 1
        self.gate.wait(10)
        if self._fail and self.writes == 1:
            raise OSError("the disk is full")
        super().put(records)


def test_pages_are_written_a_batch_at_a_time() -> None:
    shelf = Counted()
    log = PageLog(shelf, Measures(), batch=10, pause=0.01)
    for number in range(25):
        log.add(page(number))
    log.start()
    log.close()
    assert list(shelf.all()) == [f"p{number}" for number in range(25)]
    assert shelf.writes == 3


def test_what_waits_at_the_end_is_kept() -> None:
    shelf = Counted()
    log = PageLog(shelf, Measures(), pause=60.0)
    log.start()
    log.add(page(1))
    log.close()
    assert list(shelf.all()) == ["p1"]


def test_a_store_that_stands_still_holds_up_no_request() -> None:
    shelf, measures = Counted(), Measures()
    shelf.gate.clear()
    log = PageLog(shelf, measures, waiting=5, pause=0.001)
    log.start()
    began = time.monotonic()
    for number in range(200):
        log.add(page(number))
    assert time.monotonic() - began < 1.0
    assert b'frontrow_pages_not_logged_total{cause="queue full"}' in measures.text()
    shelf.gate.set()
    log.close()


def test_a_failing_store_is_counted_and_the_next_batch_kept() -> None:
    shelf, measures = Counted(fail=True), Measures()
    log = PageLog(shelf, measures, batch=1, pause=0.001)
    log.add(page(1))
    log.add(page(2))
    log.start()
    log.close()
    assert list(shelf.all()) == ["p2"]
    assert b'frontrow_pages_not_logged_total{cause="store failed"} 1.0' in measures.text()


class Unprunable(Counted):
    """Cannot drop pages."""

    def prune(self, before: float) -> int:
        raise OSError("the disk is away")


def test_old_pages_are_dropped_every_hour() -> None:
    shelf, now = MemoryPages(), [100 * 86_400.0]
    log = PageLog(shelf, Measures(), pause=0.001, keep_days=99.0, clock=lambda: now[0])
    shelf.put({"p": page(1)})
    log.start()
    until = time.monotonic() + 10
    while shelf.all() and time.monotonic() < until:
        time.sleep(0.001)
    assert not shelf.all()
    shelf.put({"p": page(1)})
    time.sleep(0.02)
    assert shelf.all()  # it is not looked at all the time
    now[0] += 3_600.0
    while shelf.all() and time.monotonic() < until:
        time.sleep(0.001)
    assert not shelf.all()
    log.close()


def test_pages_that_cannot_be_dropped_keep_none_from_being_written() -> None:
    shelf = Unprunable()
    log = PageLog(shelf, Measures(), pause=0.001)
    log.start()
    time.sleep(0.02)
    log.add(page(1))
    log.close()
    assert list(shelf.all()) == ["p1"]


def test_a_log_that_never_started_ends_at_once() -> None:
    PageLog(Counted(), Measures()).close()
