from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, make_url

from frontrow.errors import StoreUnavailable
from frontrow.stores import migrate, sqlite, tables
from frontrow.stores.database import Database
from frontrow.stores.sql import SqlStore


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(sqlite.open_engine(make_url(f"sqlite:///{tmp_path}/frontrow.db")), "frontrow.db")
    yield made
    made.engine.dispose()


def test_the_revision_in_the_code_is_the_newest_script() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [tables.REVISION]


def test_the_migrations_make_the_tables_of_the_code(database: Database) -> None:
    migrate.to_head(database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.METADATA) == []
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'events'").scalar()
    assert "AUTOINCREMENT" in str(made)


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate.to_head(database)
    migrate.to_head(database)
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").all() == [(tables.REVISION,)]


def test_who_waited_for_another_to_migrate_finds_it_done(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate.to_head(database)
    seen = iter(["", tables.REVISION])  # before the lock was had, and after
    monkeypatch.setattr(migrate, "_revision", lambda _: next(seen))
    migrate.to_head(database)
    assert next(seen, "both were asked") == "both were asked"


def test_a_migration_that_fails_leaves_the_file_as_it_was(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("half way")

    monkeypatch.setattr(importlib.import_module("alembic.op"), "bulk_insert", fail)
    with pytest.raises(RuntimeError, match="half way"):
        migrate.to_head(database)
    monkeypatch.undo()
    assert inspect(database.engine).get_table_names() == []
    migrate.to_head(database)
    assert "events" in inspect(database.engine).get_table_names()


def test_a_store_of_a_newer_frontrow_is_left_alone(database: Database) -> None:
    migrate.to_head(database)
    with database.writing() as cursor:
        cursor.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnavailable, match=r"revision '9999', which this Frontrow does not know.*upgrade"):
        migrate.to_head(database)


def test_a_new_store_of_the_newest_form_opens_without_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/frontrow.db"
    SqlStore(url).close()
    script = (
        "import sys; from frontrow.stores.sql import SqlStore; "
        f"SqlStore({url!r}).close(); print('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
