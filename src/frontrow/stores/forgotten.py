"""Users forgotten of late: what was on its way into the store when they went must not bring them back.

Kept are a digest of the user's id and the time, for :data:`KEPT` seconds: longer than anything waits to be written.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from sqlalchemy import bindparam, delete, select
from sqlalchemy.engine.interfaces import DBAPICursor

from frontrow.stores.database import Database
from frontrow.stores.tables import FORGOTTEN

KEPT = 86_400.0  # seconds

Late = Callable[[str, float], bool]
"""Whether what a user did at a time is from before the user was forgotten."""


def digest(user_id: str) -> bytes:
    """Return what is kept of a forgotten user's id."""
    return blake2b(user_id.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Forgotten:
    """The table of users forgotten of late."""

    def __init__(self, database: Database) -> None:
        self._keep = database.newest_rows(FORGOTTEN, "digest", "at")
        self._drop = database.text(delete(FORGOTTEN).where(FORGOTTEN.c.at < bindparam("before")))
        self._all = database.text(select(FORGOTTEN.c.digest, FORGOTTEN.c.at))

    def add(self, cursor: DBAPICursor, user_id: str, at: float) -> None:
        """Note in a transaction that a user was forgotten, and drop those forgotten long before."""
        cursor.execute(self._drop, (at - KEPT,))
        cursor.execute(self._keep, (digest(user_id), at))

    def late(self, cursor: DBAPICursor) -> Late | None:
        """Return what tells whether something comes too late; None, which is the rule, when nobody was forgotten.

        Asked within the transaction that writes, it knows of every forgetting that was before.
        """
        cursor.execute(self._all)
        at: dict[bytes, float] = dict(cursor.fetchall())
        return late(at) if at else None


def late(forgotten: dict[bytes, float]) -> Late:
    """Return the question over the given digests and times."""
    seen: dict[str, float] = {}

    def comes_late(user_id: str, at: float) -> bool:
        if user_id not in seen:
            seen[user_id] = forgotten.get(digest(user_id), -1.0)
        return at <= seen[user_id]

    return comes_late
