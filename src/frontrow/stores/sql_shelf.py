"""Shelves in a database: each a table of id and body, where the body is the record's JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Table, bindparam, delete, select, text, update
from sqlalchemy.engine.interfaces import DBAPICursor

from frontrow.errors import StoreUnavailable
from frontrow.stores import LoggedPage, sqlite
from frontrow.stores.database import Database
from frontrow.stores.forgotten import Forgotten
from frontrow.stores.tables import PAGES, VERSIONS

T = TypeVar("T")

SLICE = 500  # ids asked for in one statement; a database takes only so many values at once

FORGET_PAGES = delete(PAGES).where(PAGES.c.user_id == bindparam("user"))
# the 1 stands in the statement itself, so that the shelf's name is its only value
RISE = update(VERSIONS).where(VERSIONS.c.name == bindparam("shelf")).values(version=VERSIONS.c.version + text("1"))
_PAGES_OF = (
    select(PAGES.c.id, PAGES.c.body).where(PAGES.c.user_id == bindparam("user")).order_by(PAGES.c.position.desc())
)
_BEFORE = select(PAGES.c.position).where(PAGES.c.at < bindparam("before")).order_by(PAGES.c.at)
_PRUNED = 5_000  # pages in one transaction, so that other writers get their turn


@dataclass(frozen=True)
class Form(Generic[T]):
    """How a record becomes bytes and is read back."""

    encode: Callable[[T], bytes]
    decode: Callable[[bytes], T]


def json_of(kind: type[T]) -> Form[T]:
    """Return the form of a struct: its JSON, checked when it is read back, but for what is ``Raw``."""
    return Form(msgspec.json.Encoder().encode, msgspec.json.Decoder(kind).decode)


AS_IS: Form[bytes] = Form(bytes, bytes)


class SqlShelf(Generic[T]):
    """Records of one kind; see :class:`frontrow.stores.Shelf`.

    Parameters
    ----------
    database
        Where they are.
    table
        With ``position``, ``id`` and ``body``.
    form
        Of the body.
    columns
        Columns of the table that repeat a field of the record, so that records can be found by it.
    """

    def __init__(self, database: Database, table: Table, form: Form[T], columns: Sequence[str] = ()) -> None:
        self._database = database
        self._name = table.name
        self._form = form
        self._columns = tuple(columns)
        self._put = database.newest_rows(table, "id", "body", *columns)
        self._some = f"{database.text(select(table.c.id, table.c.body))} WHERE id IN "
        self._all = database.text(select(table.c.id, table.c.body).order_by(table.c.position))
        self._delete = database.text(delete(table).where(table.c.id == bindparam("id")))
        self._version = database.text(select(VERSIONS.c.version).where(VERSIONS.c.name == bindparam("name")))
        self._rise = database.text(RISE)

    def put(self, records: Mapping[str, T]) -> None:
        if not records:
            return
        rows = [(name, self._form.encode(record), *self._found_by(record)) for name, record in records.items()]
        with self._database.writing() as cursor:
            if kept := self._wanted(cursor, rows):
                cursor.executemany(self._put, kept)
                self._rises(cursor)

    def get(self, ids: Sequence[str]) -> dict[str, T]:
        found: dict[str, bytes] = {}
        with self._database.reading() as cursor:
            for start in range(0, len(ids), SLICE):
                asked = tuple(ids[start : start + SLICE])
                cursor.execute(f"{self._some}({','.join(sqlite.MARK * len(asked))})", asked)
                found.update(cursor.fetchall())
        return self._records((name, found[name]) for name in ids if name in found)

    def all(self) -> dict[str, T]:
        with self._database.reading() as cursor:
            cursor.execute(self._all)
            return self._records(cursor.fetchall())

    def delete(self, ids: Sequence[str]) -> int:
        if not ids:
            return 0
        with self._database.writing() as cursor:
            cursor.executemany(self._delete, [(name,) for name in ids])
            deleted = cursor.rowcount
            if deleted:
                self._rises(cursor)
        return deleted

    def version(self) -> int:
        with self._database.reading() as cursor:
            cursor.execute(self._version, (self._name,))
            return int(cursor.fetchall()[0][0])

    def _wanted(self, _: DBAPICursor, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Return those of the rows that are to be kept."""
        return rows

    def _found_by(self, record: T) -> tuple[Any, ...]:
        return tuple(getattr(record, name) for name in self._columns)

    def _rises(self, cursor: DBAPICursor) -> None:
        cursor.execute(self._rise, (self._name,))

    def _records(self, bodies: Iterable[tuple[str, bytes]]) -> dict[str, T]:
        try:
            return {name: self._form.decode(body) for name, body in bodies}
        except msgspec.MsgspecError as error:
            raise StoreUnavailable(
                f"a record of {self._name} in {self._database.place} cannot be read: {error}.",
                "It may be of a newer Frontrow: use that one, or delete the record and send it again.",
            ) from error


class SqlPages(SqlShelf[LoggedPage]):
    """The pages shown; see :class:`frontrow.stores.PageShelf`."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, PAGES, json_of(LoggedPage), ("user_id", "at"))
        self._of_user = f"{database.text(_PAGES_OF)} LIMIT {sqlite.MARK}"
        oldest = f"{database.text(_BEFORE)} LIMIT {sqlite.MARK}"
        self._prune = f"{database.text(delete(PAGES))} WHERE position IN ({oldest})"
        self._forgotten = Forgotten(database)

    def of_user(self, user_id: str, last: int = 100) -> list[LoggedPage]:
        with self._database.reading() as cursor:
            cursor.execute(self._of_user, (user_id, last))
            return list(self._records(cursor.fetchall()).values())

    def prune(self, before: float) -> int:
        pruned = 0
        while some := self._prune_some(before):
            pruned += some
        return pruned

    def _wanted(self, cursor: DBAPICursor, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        late = self._forgotten.late(cursor)
        return [row for row in rows if not late(row[-2], row[-1])] if late else rows  # by user_id and at

    def _prune_some(self, before: float) -> int:
        with self._database.writing() as cursor:
            cursor.execute(self._prune, (before, _PRUNED))
            pruned = cursor.rowcount
            if pruned:
                self._rises(cursor)
        return pruned
