"""Group commit: what many callers append at the same time is written in one transaction.

A durable commit costs the disk the same for one event as for a thousand. One thread writes; while a commit is under
way the next group gathers by itself, so nobody waits for a timer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from threading import Condition, Thread
from typing import NamedTuple, TypeAlias

from frontrow.core import Event
from frontrow.data.events import EventColumns
from frontrow.errors import BadInput, StoreUnavailable
from frontrow.stores import Log, Receipt

Batch: TypeAlias = Sequence[Event] | EventColumns


class _Caller(NamedTuple):
    events: Batch
    receipt: Future[Receipt]


class GroupCommit:
    """Appends to a log for many callers, threads or (by ``asyncio.wrap_future``) tasks.

    Parameters
    ----------
    log
        Where to append.
    waiting
        At most so many events wait to be written; more are refused at once, so that an overloaded server says so
        instead of growing.
    together
        A transaction ends when it has so many events.
    """

    def __init__(self, log: Log, waiting: int = 200_000, together: int = 20_000) -> None:
        self._log = log
        self._most_waiting = waiting
        self._together = together
        self._callers: deque[_Caller] = deque()
        self._waiting = 0
        self._closed = False
        self._changed = Condition()
        self._writer = Thread(target=self._write_on, name="group-commit", daemon=True)
        self._writer.start()

    def append(self, events: Batch) -> Future[Receipt]:
        """Return what becomes the receipt once the events are durable, or the error that kept them from it.

        Raises
        ------
        StoreUnavailable
            At once, if too many events wait already or this was closed.
        """
        caller = _Caller(events, Future())
        with self._changed:
            if self._closed:
                raise StoreUnavailable("the event log is closed.", "Send the events to a server that is running.")
            if self._waiting and self._waiting + len(events) > self._most_waiting:
                raise StoreUnavailable(f"{self._waiting} events wait to be written.", "Send these again in a moment.")
            self._callers.append(caller)
            self._waiting += len(events)
            self._changed.notify()
        return caller.receipt

    def close(self) -> None:
        """Take no more, write what waits, and return when it is written."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._writer.join()

    def _write_on(self) -> None:
        while callers := self._next_group():
            self._write([caller for caller in callers if caller.receipt.set_running_or_notify_cancel()])

    def _next_group(self) -> list[_Caller]:
        """Wait for callers and return the next of them in order; none when closed and all is written."""
        with self._changed:
            self._changed.wait_for(lambda: self._callers or self._closed)
            group: list[_Caller] = []
            size = 0
            while self._callers and (not group or size + len(self._callers[0].events) <= self._together):
                group.append(self._callers.popleft())
                size += len(group[-1].events)
            self._waiting -= size
            return group

    def _write(self, callers: list[_Caller]) -> None:
        try:
            receipts = self._log.append_each([caller.events for caller in callers])
        except BadInput as error:
            if len(callers) == 1:
                callers[0].receipt.set_exception(error)
            else:  # one caller's bad value is no fault of the others
                for caller in callers:
                    self._write([caller])
        except Exception as error:  # whatever it is, it is for the callers; the writer must go on
            for caller in callers:
                caller.receipt.set_exception(error)
        else:
            for caller, receipt in zip(callers, receipts, strict=True):
                caller.receipt.set_result(receipt)
