"""The event log in a database.

A replay misses no event, however many processes append: each append takes the database's one write lock before its
first number is given out, so the order of ``seq`` is the order of the commits, and whoever saw ``seq`` n has seen
everything below it. (Other databases: see ``sqlite.BEGIN``.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, delete, select, text
from sqlalchemy.engine.interfaces import DBAPICursor

from frontrow.core import Event
from frontrow.data.events import EVENT_FIELDS, EventColumns
from frontrow.stores import Receipt, rows, sqlite
from frontrow.stores.database import Database
from frontrow.stores.forgotten import Forgotten, Late
from frontrow.stores.scrub import Scrub
from frontrow.stores.tables import EVENTS, TELLING

_AFTER = select(EVENTS).where(EVENTS.c.seq > bindparam("after")).order_by(EVENTS.c.seq)
_OF_USER = (
    select(EVENTS)
    .where(EVENTS.c.user_id == bindparam("user"), EVENTS.c.seq > bindparam("after"))
    .order_by(EVENTS.c.seq)
)
FORGET_EVENTS = delete(EVENTS).where(EVENTS.c.user_id == bindparam("user"))


class SqlLog:
    """Events in one table, by ``seq``; see :class:`frontrow.stores.Log`."""

    def __init__(self, database: Database, scrub: Scrub) -> None:
        self._database = database
        self._scrub = scrub
        self._forgotten = Forgotten(database)
        self._insert = database.new_rows(EVENTS, *EVENT_FIELDS)
        self._after = f"{database.text(_AFTER)} LIMIT {sqlite.MARK}"
        self._of_user = database.text(_OF_USER)
        self._telling = database.text(_OF_USER.where(text(TELLING)))
        self._forget = database.text(FORGET_EVENTS)

    def append(self, events: Sequence[Event] | EventColumns) -> Receipt:
        return self.append_each([events])[0]

    def append_each(self, batches: Sequence[Sequence[Event] | EventColumns]) -> list[Receipt]:
        if not any(len(batch) for batch in batches):
            return [Receipt(0, 0) for _ in batches]
        with self._database.writing() as cursor:
            late = self._forgotten.late(cursor)
            return [self._insert_into(cursor, batch, late) for batch in batches]

    def replay(self, after: int = 0, size: int = 100_000) -> Iterator[EventColumns]:
        # one question a batch: between them no snapshot is held that would keep the write-ahead log growing
        while len(batch := self._batch(after, size)):
            yield batch
            after = int(batch.table.column("seq")[-1].as_py())

    def of_user(self, user_id: str, after: int = 0, *, telling: bool = False) -> EventColumns:
        with self._database.reading() as cursor:
            cursor.execute(self._telling if telling else self._of_user, (user_id, after))
            return rows.in_columns([cursor.fetchall()])

    def forget(self, user_id: str) -> int:
        with self._database.writing() as cursor:
            cursor.execute(self._forget, (user_id,))
            forgotten = cursor.rowcount
        self._scrub()
        return forgotten

    def _insert_into(self, cursor: DBAPICursor, events: Sequence[Event] | EventColumns, late: Late | None) -> Receipt:
        stored = 0
        for chunk in rows.chunks(events):
            kept = [row for row in chunk if not late(row[rows.USER_ID], row[rows.AT])] if late else chunk
            cursor.executemany(self._insert, kept)
            stored += cursor.rowcount
        return Receipt(stored, len(events) - stored)

    def _batch(self, after: int, size: int) -> EventColumns:
        with self._database.reading() as cursor:
            cursor.execute(self._after, (after, size))
            return rows.in_columns(iter(lambda: cursor.fetchmany(rows.CHUNK), []))
