"""Connections of one database, and the two ways to use one: reading, and writing in a transaction."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from weakref import WeakSet

from sqlalchemy import Delete, Engine, PoolProxiedConnection, Select, Table, Update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.engine.interfaces import DBAPICursor

from frontrow.stores import sqlite


class _Kept:
    """A connection taken from the pool; it goes back when this is forgotten."""

    def __init__(self, connection: PoolProxiedConnection) -> None:
        self.connection = connection


class Reading(threading.local):
    """Lends cursors of a connection that each thread keeps: taking one from the pool costs more than most questions.

    The connection of a thread that ends goes back to the pool; one that failed is closed at once, and the next question
    takes another. Not to be nested.

    Parameters
    ----------
    engine, place
        As in :class:`Database`.
    kept
        The connections of all threads, for :meth:`Database.close`.
    """

    def __init__(self, engine: Engine, place: str, kept: WeakSet[_Kept]) -> None:
        self._engine = engine
        self._place = place
        self._all = kept
        self._mine: _Kept | None = None

    def __enter__(self) -> DBAPICursor:
        with sqlite.explained(self._place):
            if self._mine is None or not self._mine.connection.is_valid:
                self._mine = _Kept(self._engine.raw_connection())
                self._all.add(self._mine)
            try:
                return self._mine.connection.cursor()
            except Exception:
                self._drop()
                raise

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if error is not None:
            self._drop()
            with sqlite.explained(self._place):
                raise error

    def _drop(self) -> None:
        if self._mine is not None:
            mine, self._mine = self._mine, None
            mine.connection.invalidate()


@dataclass(frozen=True)
class Database:
    """Statements are SQLAlchemy's, compiled once; they run on the driver's own cursor.

    That is for the requests: an empty question takes 12 µs on the driver's cursor and 42 µs on SQLAlchemy's
    connection.

    Parameters
    ----------
    engine
        Its pool gives each thread that asks a connection of its own.
    place
        What errors call the database: its path.
    """

    engine: Engine
    place: str
    _kept: WeakSet[_Kept] = field(init=False, repr=False, default_factory=WeakSet)
    _reading: Reading = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_reading", Reading(self.engine, self.place, self._kept))

    def reading(self) -> Reading:
        """Lend a cursor; each statement sees what was committed when it began."""
        return self._reading

    def close(self) -> None:
        """Close all connections, those that other threads keep too: nobody is to read any more."""
        for kept in list(self._kept):
            kept.connection.close()
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[DBAPICursor]:
        """Lend a cursor in a transaction that is durable when the block ends, and undone when it raises."""
        with sqlite.explained(self.place):
            connection = self.engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(sqlite.BEGIN)
                yield cursor
                connection.commit()
            finally:
                connection.close()  # rolls back what was not committed

    def text(self, statement: Select[*tuple[object, ...]] | Delete | Update) -> str:
        """Return a statement as the driver takes it, with a mark for each value in the order they stand."""
        return str(statement.compile(dialect=self.engine.dialect))

    def inserting(self, statement: Insert, *columns: str) -> str:
        """Return an insertion of rows of the given columns as the driver takes it."""
        return str(statement.compile(dialect=self.engine.dialect, column_keys=list(columns)))

    def new_rows(self, table: Table, *columns: str) -> str:
        """Return the statement that inserts rows and leaves out those whose unique value is known."""
        return self.inserting(sqlite.insert(table).on_conflict_do_nothing(), *columns)

    def newest_rows(self, table: Table, key: str, *columns: str) -> str:
        """Return the statement that inserts rows and replaces those of the same key, in their place."""
        made = sqlite.insert(table)
        replaced = {name: made.excluded[name] for name in columns}
        return self.inserting(made.on_conflict_do_update([key], set_=replaced), key, *columns)
