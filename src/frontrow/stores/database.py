"""Connections of one database, and the two ways to use one: reading, and writing in a transaction."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Delete, Engine, PoolProxiedConnection, Select, Table, Update
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.engine.interfaces import DBAPICursor

from frontrow.stores import sqlite


class Reading(threading.local):
    """Lends cursors of a connection that each thread keeps: taking one from the pool costs more than most questions.

    The connection of a thread that ends goes back to the pool; one that failed does so at once.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._place = place
        self._connection: PoolProxiedConnection | None = None

    def __enter__(self) -> DBAPICursor:
        if self._connection is None:
            with sqlite.explained(self._place):
                self._connection = self._engine.raw_connection()
        return self._connection.cursor()

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if error is not None:
            self.close()
            with sqlite.explained(self._place):
                raise error

    def close(self) -> None:
        """Give back this thread's connection."""
        self._connection = None


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
    _reading: Reading = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_reading", Reading(self.engine, self.place))

    def reading(self) -> Reading:
        """Lend a cursor; each statement sees what was committed when it began."""
        return self._reading

    def close(self) -> None:
        """Close the connections; those of other threads that still read, when they end."""
        self._reading.close()
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
