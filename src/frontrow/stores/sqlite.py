"""What SQLite does its own way, all of it: opening, durability, locking, upserts, and what its errors mean.

Another database needs these same names: :data:`BEGIN`, :func:`open_engine`, :func:`insert`, :func:`scrub`,
:func:`explained`. For PostgreSQL :data:`BEGIN` must besides take a lock that serialises appends
(``pg_advisory_xact_lock``): its sequences give out numbers before the commit, so without the lock a reader could
see number 8 before number 7 and never come back for it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from frontrow.errors import BadConfig, BadInput, FrontrowError, StoreUnavailable

insert = Insert
MARK = "?"  # where a value stands in a statement
BEGIN = "BEGIN IMMEDIATE"  # takes the one write lock at once: writers follow each other, so seq order is commit order

PATIENCE = 30.0  # seconds to wait for another writer, unless the URL says ?timeout=
WAL_ATTEMPTS = 200
WAL_PAUSE = 0.02  # seconds

PRAGMAS = (
    "synchronous = FULL",  # a commit is on the disk when it returns
    "fullfsync = ON",  # and on macOS past the disk's own cache; without effect elsewhere
    "foreign_keys = ON",
    "secure_delete = ON",  # what was forgotten is overwritten, not only unlinked
)

REMEDIES = {
    "SQLITE_BUSY": "Another process is writing; end it, or wait longer with ?timeout=SECONDS in the store's URL.",
    "SQLITE_LOCKED": "Another connection is writing; wait longer with ?timeout=SECONDS in the store's URL.",
    "SQLITE_READONLY": "Make the file and its directory writable for this user.",
    "SQLITE_CANTOPEN": "Make its directory, and let this user read and write there.",
    "SQLITE_FULL": "Free space on its disk; what was not acknowledged was not kept.",
    "SQLITE_IOERR": "Check its disk; what was not acknowledged was not kept.",
    "SQLITE_CORRUPT": "The file is damaged: restore it from a copy, or save what can be read with sqlite3's .recover.",
    "SQLITE_NOTADB": "It is not a SQLite file; give the path of another one.",
}


def open_engine(url: URL) -> Engine:
    """Return connections to a file in WAL mode, made with its directory where it does not exist.

    Raises
    ------
    BadConfig
        If the URL names no file: SQLite's memory is one connection's own.
    StoreUnavailable
        If the file cannot be opened.
    """
    path = url.database or ""
    if not path or ":memory:" in path:
        raise BadConfig(f"the store {str(url)!r} names no file.", 'Use "memory:", or a path: "sqlite:///frontrow.db".')
    if "timeout" not in url.query:
        url = url.update_query_dict({"timeout": str(PATIENCE)})
    if not path.startswith("file:"):
        _make_directory(Path(path))
    engine = create_engine(url, connect_args={"check_same_thread": False}, max_overflow=-1, pool_use_lifo=True)
    event.listen(engine, "connect", _prepare)
    with explained(path):
        _use_wal(engine)
    return engine


def scrub(cursor: DBAPICursor) -> bool:
    """Empty the write-ahead log into the file, so that no copy of what was deleted stays there.

    Returns
    -------
    bool
        False when somebody reads an older state, or writes, so that the log stays; nothing is waited for.
    """
    waits = cursor.execute("PRAGMA busy_timeout").fetchall()[0][0]
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        [(busy, _, _)] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {waits}")
    return not busy


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn the database's errors into ones that say what to do.

    Raises
    ------
    BadInput
        If a value cannot be kept.
    StoreUnavailable
        If the database cannot be read or written.
    """
    try:
        yield
    except DBAPIError as error:
        raise _explanation(error.orig or error, place) from error
    except (sqlite3.Error, UnicodeEncodeError, OverflowError) as error:
        raise _explanation(error, place) from error


def _explanation(error: BaseException, place: str) -> FrontrowError:
    if isinstance(error, sqlite3.IntegrityError | UnicodeEncodeError | OverflowError):
        return BadInput(f"the store {place} cannot keep a value: {error}.", "Send numbers and text without gaps.")
    name = str(getattr(error, "sqlite_errorname", ""))
    remedy = next((text for start, text in REMEDIES.items() if name.startswith(start)), "")
    return StoreUnavailable(f"the store {place} cannot be used: {error}.", remedy)


def _make_directory(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"the store {path} cannot be made: {error}.", REMEDIES["SQLITE_CANTOPEN"]) from error


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # transactions begin where BEGIN stands, not where the driver thinks one is needed
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_wal(engine: Engine) -> None:
    """Switch to write-ahead logging, in which readers and the writer do not wait for each other.

    The switch needs the file for itself and does not wait for it, so several processes that open a new file
    try again until one of them has done it.
    """
    for _ in range(WAL_ATTEMPTS):
        try:
            return _switch(engine)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                raise
            time.sleep(WAL_PAUSE)
    return _switch(engine)


def _switch(engine: Engine) -> None:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.fetchall()
    finally:
        connection.close()
