"""The store in a SQL database: SQLite, embedded, in one file that several processes may use at once."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import bindparam, delete, make_url
from sqlalchemy.exc import ArgumentError

from frontrow.data.catalogue import Title
from frontrow.errors import BadConfig
from frontrow.stores import Account, Log, PageShelf, Shelf, User, sqlite
from frontrow.stores.database import Database
from frontrow.stores.forgotten import Forgotten
from frontrow.stores.migrate import to_head
from frontrow.stores.scrub import Scrub
from frontrow.stores.sql_log import FORGET_EVENTS, SqlLog
from frontrow.stores.sql_shelf import AS_IS, FORGET_PAGES, RISE, SqlPages, SqlShelf, json_of
from frontrow.stores.tables import ACCOUNTS, BLOBS, PAGES, TITLES, USERS

_FORGET_USER = delete(USERS).where(USERS.c.id == bindparam("user"))


class SqlStore:
    """Facts in one database, brought to the newest migration when it is opened; see :class:`frontrow.stores.Store`.

    What was forgotten is overwritten in the file when :meth:`forget` returns. A copy in the write-ahead log beside the
    file is gone then too, unless a reader is still looking at an older state: then as soon as it has ended, see
    :class:`~frontrow.stores.scrub.Scrub`.

    Safe to share between threads. Processes open one each: a connection does not survive a fork.

    Parameters
    ----------
    url
        As SQLAlchemy writes it: ``sqlite:///frontrow.db`` beside the working directory, ``sqlite:////var/…`` from the
        root. ``?timeout=`` sets for how many seconds a writer waits for another one.

    Raises
    ------
    BadConfig
        If the URL is not one, or names a database other than SQLite.
    StoreUnavailable
        If the file cannot be opened, or was made by a newer Frontrow.
    """

    def __init__(self, url: str) -> None:
        self._database = _opened(url)
        to_head(self._database)
        self._scrub = Scrub(self._database)
        self.log: Log = SqlLog(self._database, self._scrub)
        self.titles: Shelf[Title] = SqlShelf(self._database, TITLES, json_of(Title))
        self.accounts: Shelf[Account] = SqlShelf(self._database, ACCOUNTS, json_of(Account))
        self.users: Shelf[User] = SqlShelf(self._database, USERS, json_of(User))
        self.pages: PageShelf = SqlPages(self._database)
        self.blobs: Shelf[bytes] = SqlShelf(self._database, BLOBS, AS_IS)
        self._forget = [self._database.text(one) for one in (FORGET_EVENTS, FORGET_PAGES, _FORGET_USER)]
        self._rise = self._database.text(RISE)
        self._forgotten = Forgotten(self._database)

    def forget(self, user_id: str, clock: Callable[[], float] = lambda: 0.0) -> int:
        with self._database.writing() as cursor:
            forgotten = 0
            for statement in self._forget:
                cursor.execute(statement, (user_id,))
                forgotten += cursor.rowcount
            cursor.executemany(self._rise, [(USERS.name,), (PAGES.name,)])
            self._forgotten.add(cursor, user_id, clock())
        self._scrub()
        return forgotten

    def close(self) -> None:
        self._scrub.close()
        self._database.close()


def _opened(url: str) -> Database:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadConfig(f"{url!r} is not the URL of a store.", 'Write it as in "sqlite:///frontrow.db".') from error
    if parsed.get_backend_name() != "sqlite":
        raise BadConfig(
            f"no store is kept in {parsed.drivername!r} ({parsed!r}).", 'Use "sqlite:///PATH" or "memory:".'
        )
    return Database(sqlite.open_engine(parsed), parsed.database or "")
