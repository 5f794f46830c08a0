"""The store in memory: for tests and trials; what it was given is gone with the process."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from threading import RLock
from typing import Generic, TypeVar

from frontrow.core import Event
from frontrow.data.catalogue import Title
from frontrow.data.events import EVENT_FIELDS, EventColumns, code
from frontrow.stores import SILENT, Account, Log, LoggedPage, PageShelf, Receipt, Shelf, User, rows

T = TypeVar("T")

_SEQ = itemgetter(0)
_EVENT_ID = 1 + EVENT_FIELDS.index("event_id")
_USER_ID = 1 + rows.USER_ID
_KIND = 1 + EVENT_FIELDS.index("kind")
_SILENT = frozenset(map(code, SILENT))


class MemoryLog:
    """Events as tuples in a list; see :class:`frontrow.stores.Log`.

    Parameters
    ----------
    forgotten
        When users were forgotten, by id.
    """

    def __init__(self, forgotten: Mapping[str, float] | None = None) -> None:
        self._forgotten = forgotten if forgotten is not None else {}
        self._lock = RLock()
        self._seq = 0
        self._known: set[str] = set()
        self._events: list[rows.Tuple] = []
        self._by_user: defaultdict[str, list[rows.Tuple]] = defaultdict(list)

    def append(self, events: Sequence[Event] | EventColumns) -> Receipt:
        return self.append_each([events])[0]

    def append_each(self, batches: Sequence[Sequence[Event] | EventColumns]) -> list[Receipt]:
        # everything is turned into tuples before the first is kept: all or none
        tuples = [[row for chunk in rows.chunks(batch) for row in chunk] for batch in batches]
        with self._lock:
            return [self._keep(batch) for batch in tuples]

    def replay(self, after: int = 0, size: int = 100_000) -> Iterator[EventColumns]:
        while len(batch := self._batch(after, size)):
            yield batch
            after = int(batch.table.column("seq")[-1].as_py())

    def of_user(self, user_id: str, after: int = 0, *, telling: bool = False) -> EventColumns:
        with self._lock:
            events = self._by_user.get(user_id, [])
            found = events[bisect_right(events, after, key=_SEQ) :]
            return rows.in_columns([[row for row in found if row[_KIND] not in _SILENT] if telling else found])

    def forget(self, user_id: str) -> int:
        with self._lock:
            forgotten = self._by_user.pop(user_id, [])
            self._known.difference_update(event[_EVENT_ID] for event in forgotten)
            self._events = [event for event in self._events if event[_USER_ID] != user_id]
            return len(forgotten)

    def _keep(self, batch: list[rows.Tuple]) -> Receipt:
        before = self._seq
        for row in batch:
            late = row[rows.AT] <= self._forgotten.get(row[rows.USER_ID], -1.0)
            if not late and row[_EVENT_ID - 1] not in self._known:
                self._seq += 1
                event = (self._seq, *row)
                self._known.add(event[_EVENT_ID])
                self._events.append(event)
                self._by_user[event[_USER_ID]].append(event)
        stored = self._seq - before
        return Receipt(stored, len(batch) - stored)

    def _batch(self, after: int, size: int) -> EventColumns:
        with self._lock:
            start = bisect_right(self._events, after, key=_SEQ)
            return rows.in_columns([self._events[start : start + size]])


class MemoryShelf(Generic[T]):
    """Records in a dictionary; see :class:`frontrow.stores.Shelf`."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._version = 0
        self._records: dict[str, T] = {}

    def put(self, records: Mapping[str, T]) -> None:
        with self._lock:
            self._records.update(records)
            self._version += bool(records)

    def get(self, ids: Sequence[str]) -> dict[str, T]:
        with self._lock:
            return {name: self._records[name] for name in ids if name in self._records}

    def all(self) -> dict[str, T]:
        with self._lock:
            return dict(self._records)

    def delete(self, ids: Sequence[str]) -> int:
        with self._lock:
            known = {name for name in ids if name in self._records}
            for name in known:
                del self._records[name]
            self._version += bool(known)
            return len(known)

    def version(self) -> int:
        return self._version

    def rise(self) -> None:
        """Count a change that touched no record of this shelf."""
        with self._lock:
            self._version += 1


class MemoryPages(MemoryShelf[LoggedPage]):
    """The pages shown; see :class:`frontrow.stores.PageShelf`.

    Parameters
    ----------
    forgotten
        When users were forgotten, by id.
    """

    def __init__(self, forgotten: Mapping[str, float] | None = None) -> None:
        super().__init__()
        self._forgotten = forgotten if forgotten is not None else {}

    def put(self, records: Mapping[str, LoggedPage]) -> None:
        with self._lock:
            pages = records.items()
            super().put({name: page for name, page in pages if page.at > self._forgotten.get(page.user_id, -1.0)})

    def of_user(self, user_id: str, last: int = 100) -> list[LoggedPage]:
        shown = [page for page in self.all().values() if page.user_id == user_id]
        return shown[::-1][:last]

    def prune(self, before: float) -> int:
        return self.delete([name for name, page in self.all().items() if page.at < before])


class MemoryStore:
    """Facts in memory; see :class:`frontrow.stores.Store`. Safe to share between threads."""

    def __init__(self) -> None:
        self._forgotten: dict[str, float] = {}
        self.log: Log = MemoryLog(self._forgotten)
        self.titles: Shelf[Title] = MemoryShelf()
        self.accounts: Shelf[Account] = MemoryShelf()
        self._users: MemoryShelf[User] = MemoryShelf()
        self.users: Shelf[User] = self._users
        self.pages: PageShelf = MemoryPages(self._forgotten)
        self.blobs: Shelf[bytes] = MemoryShelf()

    def forget(self, user_id: str, clock: Callable[[], float] = lambda: 0.0) -> int:
        self._forgotten[user_id] = clock()
        self._users.rise()
        pages = [name for name, page in self.pages.all().items() if page.user_id == user_id]
        return self.log.forget(user_id) + self.pages.delete(pages) + self.users.delete([user_id])

    def close(self) -> None:
        """Do nothing: there is nothing to give back."""
