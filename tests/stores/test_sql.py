from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import cast

import pytest
from msgspec import Raw

from frontrow.core import Event, Kind
from frontrow.data.catalogue import Title
from frontrow.errors import BadConfig, BadInput, StoreUnavailable
from frontrow.stores import LoggedPage, User, sqlite
from frontrow.stores.forgotten import KEPT, digest
from frontrow.stores.sql import SqlStore

USER = "ann-whose-name-is-easily-found"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "frontrow.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    opened = SqlStore(f"sqlite:///{path}?timeout=0.05")
    yield opened
    opened.close()


def event(name: str = "a", value: float = 1.0) -> Event:
    return Event(event_id=name, kind=Kind.PLAY, at=1.0, user_id=USER, value=value)


def test_a_file_is_made_with_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "some" / "where" / "frontrow.db"
    SqlStore(f"sqlite:///{path}").close()
    assert path.exists()


def test_closing_leaves_one_file_whoever_has_read(path: Path) -> None:
    store = SqlStore(f"sqlite:///{path}")
    store.log.append([event()])
    has_read, may_end = threading.Event(), threading.Event()

    def read() -> None:
        store.users.version()
        has_read.set()
        may_end.wait(10)

    idle = threading.Thread(target=read)
    idle.start()
    assert has_read.wait(10)
    store.close()
    assert not path.with_name("frontrow.db-wal").exists()
    may_end.set()
    idle.join()


def test_a_connection_that_broke_is_replaced(store: SqlStore) -> None:
    with store._database.reading() as cursor:
        cast("sqlite3.Cursor", cursor).connection.close()
    with pytest.raises(StoreUnavailable, match="cannot be used"):
        store.users.version()
    assert store.users.version() >= 0


def test_a_connection_whose_question_failed_is_closed(store: SqlStore) -> None:
    with pytest.raises(StoreUnavailable, match="no such table"), store._database.reading() as cursor:
        cursor.execute("SELECT * FROM nowhere")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        cast("sqlite3.Cursor", cursor).connection.execute("SELECT 1")
    assert store.users.version() >= 0


def test_a_thread_that_ends_gives_its_connection_back(store: SqlStore) -> None:
    for _ in range(5):
        reader = threading.Thread(target=store.users.version)
        reader.start()
        reader.join()
    assert len(store._database._kept) == 0


def test_a_commit_waits_for_the_disk(store: SqlStore) -> None:
    with store._database.reading() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchall()[0][0] for name in ("journal_mode", "synchronous")}
    assert found == {"journal_mode": "wal", "synchronous": 2}


def test_a_locked_file_is_named_with_what_to_do(store: SqlStore, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match=r"frontrow\.db cannot be used: database is locked.*timeout") as caught:
        store.log.append([event()])
    assert "Another process" in caught.value.remedy
    other.rollback()
    other.close()
    assert store.log.append([event()]).stored == 1


def held(path: Path, lock: str) -> sqlite3.Connection:
    """Return a connection that holds a lock on a file in the journal mode SQLite begins with."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE theirs (x)")
    other.execute(f"BEGIN {lock}")
    return other


def test_a_new_file_that_another_process_holds_is_opened_once_it_lets_go(path: Path) -> None:
    other = held(path, "EXCLUSIVE")
    release = Timer(0.3, other.rollback)
    release.start()
    store = SqlStore(f"sqlite:///{path}?timeout=0.01")
    release.join()
    assert store.log.append([event()]).stored == 1
    store.close()
    other.close()


def test_a_new_file_that_another_process_keeps_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "WAL_ATTEMPTS", 2)
    other = held(path, "EXCLUSIVE")
    with pytest.raises(StoreUnavailable, match=r"database is locked.*Another process is writing"):
        SqlStore(f"sqlite:///{path}?timeout=0.01")
    other.close()


def test_a_file_locked_before_its_migration_is_named(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match=r"frontrow\.db cannot be used: database is locked"):
        SqlStore(f"sqlite:///{path}?timeout=0.01")
    connection.close()


def test_readers_do_not_wait_for_a_writer(store: SqlStore, path: Path) -> None:
    store.log.append([event()])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert len(store.log.of_user(USER)) == 1
    other.close()


def test_a_read_only_file_is_read_and_refuses_to_be_written(store: SqlStore, path: Path) -> None:
    store.log.append([event()])
    read_only = SqlStore(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert len(read_only.log.of_user(USER)) == 1
    with pytest.raises(StoreUnavailable, match=r"readonly.*Make the file and its directory writable"):
        read_only.titles.put({"heat": Title(item_id="heat", title="Heat")})
    read_only.close()


def test_a_file_of_something_else_is_refused(path: Path) -> None:
    path.write_bytes(b"something else altogether " * 100)
    with pytest.raises(StoreUnavailable, match=r"frontrow\.db cannot be used: file is not a database.*another one"):
        SqlStore(f"sqlite:///{path}")


def test_a_damaged_file_is_told_from_a_bug(store: SqlStore, path: Path) -> None:
    store.log.append([event(str(number)) for number in range(2_000)])
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: 16 * 4096] + b"\xff" * (len(whole) - 16 * 4096))
    damaged = SqlStore(f"sqlite:///{path}")
    with pytest.raises(StoreUnavailable, match=r"malformed.*restore it from a copy"):
        list(damaged.log.replay())
    damaged.close()


def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match=r"file/frontrow\.db cannot be made"):
        SqlStore(f"sqlite:///{tmp_path}/file/frontrow.db")


def test_a_path_that_is_a_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"unable to open database file\. Make its directory"):
        SqlStore(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_sqlites_memory_is_refused(url: str) -> None:
    with pytest.raises(BadConfig, match=r"names no file.*memory:"):
        SqlStore(url)


@pytest.mark.parametrize("url", ["frontrow.db", "", "://"])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(BadConfig, match=r"is not the URL of a store.*sqlite:///frontrow\.db"):
        SqlStore(url)


def test_another_database_is_refused_without_showing_its_password() -> None:
    with pytest.raises(BadConfig, match="postgresql") as caught:
        SqlStore("postgresql://me:secret@host/db")
    assert "secret" not in str(caught.value)


def test_a_value_that_is_no_number_is_refused_and_nothing_kept(store: SqlStore) -> None:
    with pytest.raises(BadInput, match=r"cannot keep a value: NOT NULL constraint failed: events\.value"):
        store.log.append([event("a"), event("b", value=float("nan"))])
    with pytest.raises(BadInput, match="surrogates not allowed"):
        store.blobs.put({"a": b"", "\ud800": b""})
    assert len(store.log.of_user(USER)) == 0
    assert store.blobs.all() == {}
    assert store.blobs.version() == 0


def test_a_record_that_cannot_be_read_is_named(store: SqlStore) -> None:
    with store._database.writing() as cursor:
        cursor.execute("INSERT INTO titles (id, body) VALUES ('x', '{\"item_id\": 7}')")
    with pytest.raises(StoreUnavailable, match=r"a record of titles in .* cannot be read: Expected `str`"):
        store.titles.all()


def test_what_was_forgotten_stands_in_no_file(store: SqlStore, path: Path) -> None:
    store.users.put({USER: User(user_id=USER)})
    for number in range(50):
        store.log.append([event(f"{number}"), Event(event_id=f"b{number}", kind=Kind.PLAY, at=1.0, user_id="bob")])
        store.pages.put({f"p{number}": LoggedPage(page_id=f"p{number}", user_id=USER, at=1.0, rows=Raw(b"[]"))})

    def traces() -> int:
        return sum(file.read_bytes().count(USER.encode()) for file in path.parent.iterdir())

    assert traces() > 150
    assert store.forget(USER) == 101
    assert traces() == 0


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return holds()


def reading(path: Path) -> sqlite3.Connection:
    """Return a connection that looks at the state of now until it is closed."""
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM events").fetchall()
    return reader


def traces(path: Path) -> int:
    return sum(file.read_bytes().count(USER.encode()) for file in path.parent.iterdir())


def test_a_reader_delays_the_last_copy_of_what_was_forgotten_no_longer_than_it_reads(
    store: SqlStore, path: Path
) -> None:
    store.log.append([event(f"{number}") for number in range(500)])
    reader = reading(path)
    began = time.monotonic()
    assert store.forget(USER) == 500
    assert store.forget("bob") == 0  # joins the attempts under way
    assert time.monotonic() - began < 5
    assert traces(path) > 0
    reader.close()
    assert eventually(lambda: traces(path) == 0)


def test_closing_tries_a_last_time(store: SqlStore, path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store.log.append([event(f"{number}") for number in range(500)])
    reader = reading(path)
    store.forget(USER)
    store.close()
    assert "stay in the write-ahead log" in caplog.text
    reader.close()
    SqlStore(f"sqlite:///{path}").forget("another")
    assert traces(path) == 0


def test_a_digest_of_a_forgotten_user_is_kept_for_a_day(store: SqlStore) -> None:
    for user, at in (("a", 100.0), ("b", 200.0), ("c", 150.0 + KEPT)):
        store.forget(user, lambda at=at: at)  # type: ignore[misc]  # a default binds the value of this turn
    with store._database.reading() as cursor:
        kept = cursor.execute("SELECT digest FROM forgotten").fetchall()
    assert kept == [(digest("b"),), (digest("c"),)]


def test_a_users_telling_events_are_found_without_reading_the_silent(store: SqlStore) -> None:
    plan = f"EXPLAIN QUERY PLAN {store.log._telling}"  # type: ignore[attr-defined]  # of this log
    with store._database.reading() as cursor:
        assert "telling_events_of_user" in str(cursor.execute(plan, (USER, 0)).fetchall())


def test_forgetting_the_events_alone_leaves_no_trace_of_them(store: SqlStore, path: Path) -> None:
    store.log.append([event(f"{number}") for number in range(500)])
    assert store.log.forget(USER) == 500
    assert not any(USER.encode() in file.read_bytes() for file in path.parent.iterdir())
