"""Bring a database to the newest migration, whoever opens it first and however many open it at once."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection

from frontrow.errors import StoreUnavailable
from frontrow.stores import sqlite
from frontrow.stores.database import Database
from frontrow.stores.tables import REVISION

SCRIPTS = Path(__file__).parent / "migrations"


def to_head(database: Database) -> None:
    """Run the migrations that are missing, in one transaction.

    The write lock is taken before the revision is read, so of several processes that open a new file one migrates
    it and the others find it done.

    Raises
    ------
    StoreUnavailable
        If the database was made by a newer Frontrow, or cannot be written.
    """
    with sqlite.explained(database.place), database.engine.connect() as connection:
        if _revision(connection) == REVISION:
            return
        connection.exec_driver_sql(sqlite.BEGIN)
        if _revision(connection) != REVISION:
            _upgrade(connection, database.place)
        connection.commit()


def _upgrade(connection: Connection, place: str) -> None:
    # here and not above: a quarter of a second that only a store to be migrated needs
    command, config, errors = (import_module(f"alembic.{name}") for name in ("command", "config", "util.exc"))
    settings = config.Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    try:
        command.upgrade(settings, "head")
    except errors.CommandError as error:
        raise StoreUnavailable(
            f"the store {place} stands at revision {_revision(connection)!r}, which this Frontrow does not know.",
            "It was made by a newer one: upgrade Frontrow.",
        ) from error


def _revision(connection: Connection) -> str:
    """Return the migration a database stands at, "" for a new one."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
