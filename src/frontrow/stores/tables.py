"""The tables of a SQL store, as the newest migration leaves them."""

from __future__ import annotations

import pyarrow as pa
from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

from frontrow.data.events import EVENT_FIELDS, EVENT_SCHEMA, code
from frontrow.stores import SILENT

REVISION = "0002"  # the newest migration; opening a store that stands there imports no Alembic

METADATA = MetaData()

TELLING = f"kind NOT IN ({', '.join(str(code(kind)) for kind in SILENT)})"
"""A condition on events; word for word that of the index over them, or the index is not used."""


def _rising(name: str) -> Column[int]:
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _sql_type(kind: pa.DataType) -> TypeEngine[float] | TypeEngine[int] | TypeEngine[str]:
    if pa.types.is_floating(kind):
        return Double()
    return SmallInteger() if pa.types.is_integer(kind) else Text()


# AUTOINCREMENT: the number of a deleted event is never given out again, so "after seq" stays true after a forget.
EVENTS = Table(
    "events",
    METADATA,
    _rising("seq"),
    *(
        Column(name, _sql_type(EVENT_SCHEMA.field(name).type), nullable=False, unique=name == "event_id" or None)
        for name in EVENT_FIELDS
    ),
    Index("events_of_user", "user_id", "seq"),
    Index("telling_events_of_user", "user_id", "seq", sqlite_where=text(TELLING)),
    sqlite_autoincrement=True,
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("name", Text(), primary_key=True),
    Column("version", BigInteger(), nullable=False),
)

FORGOTTEN = Table(
    "forgotten",
    METADATA,
    Column("digest", LargeBinary(), primary_key=True),  # of the user's id
    Column("at", Double(), nullable=False),
)


def _shelf(name: str, *more: Column[str] | Column[float] | Index) -> Table:
    return Table(
        name,
        METADATA,
        _rising("position"),  # order of first keeping
        Column("id", Text(), nullable=False, unique=True),
        Column("body", LargeBinary(), nullable=False),
        *more,
        sqlite_autoincrement=True,
    )


TITLES = _shelf("titles")
ACCOUNTS = _shelf("accounts")
USERS = _shelf("users")
BLOBS = _shelf("blobs")
PAGES = _shelf(
    "pages",
    Column("user_id", Text(), nullable=False),
    Column("at", Double(), nullable=False),
    Index("pages_of_user", "user_id", "position"),
    Index("pages_at", "at"),
)
