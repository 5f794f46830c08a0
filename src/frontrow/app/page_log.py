"""Writes the pages that were shown, a batch at a time, beside the requests and never in their way."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from math import inf
from queue import SimpleQueue

from frontrow.app.measures import Measures
from frontrow.stores import LoggedPage, PageShelf

log = logging.getLogger(__name__)

_HOUR = 3_600.0  # seconds
_DAY = 24 * _HOUR


class PageLog:
    """A bounded queue of pages and the thread that keeps them.

    Parameters
    ----------
    shelf
        Where pages are kept.
    measures
        Counts the pages that were lost: the queue was full, or the store failed.
    waiting
        The most pages that may wait; more are dropped and counted.
    batch
        The most pages written at once.
    pause
        Seconds between two writes.
    keep_days, clock
        Pages shown longer ago are dropped from the store, once at the start and then every hour.
    """

    def __init__(
        self,
        shelf: PageShelf,
        measures: Measures,
        waiting: int = 10_000,
        batch: int = 200,
        pause: float = 0.2,
        *,
        keep_days: float = inf,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._shelf = shelf
        self._measures = measures
        self._pages: SimpleQueue[LoggedPage] = SimpleQueue()
        self._waiting = waiting
        self._batch = batch
        self._pause = pause
        self._keep_days = keep_days
        self._clock = clock
        self._prune_at = -inf
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="page-log", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def add(self, page: LoggedPage) -> None:
        """Take a page to be kept soon; never blocks."""
        if self._pages.qsize() < self._waiting:
            self._pages.put(page)
        else:
            self._measures.unlogged.labels("queue full").inc()

    def close(self, patience: float = 10.0) -> None:
        """Keep what waits, then stop.

        Parameters
        ----------
        patience
            Seconds to wait at most.
        """
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(patience)

    def _run(self) -> None:
        while not self._closing.wait(self._pause):
            self._write()
            self._prune()
        while not self._pages.empty():
            self._write()

    def _prune(self) -> None:
        now = self._clock()
        if now < self._prune_at:
            return
        self._prune_at = now + _HOUR
        try:
            self._shelf.prune(now - self._keep_days * _DAY)
        except Exception:  # the next hour is early enough
            log.exception("old pages could not be dropped")

    def _write(self) -> None:
        pages = [self._pages.get_nowait() for _ in range(min(self._pages.qsize(), self._batch))]
        if not pages:
            return
        try:
            self._shelf.put({page.page_id: page for page in pages})
        except Exception:  # whatever the store raises, pages must go on being shown
            log.exception("%d pages could not be logged", len(pages))
            self._measures.unlogged.labels("store failed").inc(len(pages))
