"""Forgetting to the last copy: the write-ahead log is emptied, now or as soon as nobody reads an older state."""

from __future__ import annotations

import logging
import threading

from frontrow.errors import StoreUnavailable
from frontrow.stores import sqlite
from frontrow.stores.database import Database

log = logging.getLogger(__name__)


class Scrub:
    """Empties the log at each call; where a reader or writer is in the way, a thread tries again until it is done.

    A process that ends before that leaves the copies to whoever empties the log next: the next forgetting, the last
    connection that closes, or new writes over it.

    Parameters
    ----------
    database
        Whose log.
    pause
        Seconds between two attempts.
    """

    def __init__(self, database: Database, pause: float = 0.25) -> None:
        self._database = database
        self._pause = pause
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def __call__(self) -> None:
        """Empty the log now, or have it done soon; never waits for others."""
        if self._done():
            return
        with self._lock:
            if self._thread is None and not self._closing.is_set():
                self._thread = threading.Thread(target=self._go_on, name="scrub", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Try a last time, if it is not done yet, and end."""
        self._closing.set()
        with self._lock:
            thread = self._thread
        if thread:
            thread.join()

    def _go_on(self) -> None:
        while True:
            over = self._closing.wait(self._pause)
            with self._lock:  # so that a call meanwhile either counts or starts another thread
                if self._done():
                    self._thread = None
                    return
            if over:
                log.warning(
                    "copies of what was forgotten stay in the write-ahead log of %s for now", self._database.place
                )
                return

    def _done(self) -> bool:
        try:
            with self._database.reading() as cursor:
                return sqlite.scrub(cursor)
        except StoreUnavailable:
            return False
