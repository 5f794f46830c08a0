"""Records of a shelf, kept in memory as long as nobody has changed the shelf."""

from __future__ import annotations

from typing import Generic, TypeVar

from frontrow.stores import Shelf

T = TypeVar("T")


class Records(Generic[T]):
    """The records asked for lately; all are dropped when any process changed the shelf.

    Parameters
    ----------
    shelf
        Where the records are.
    size
        The most records held; beyond it all are dropped.

    Attributes
    ----------
    version
        The shelf's version when a record was last asked for.
    """

    def __init__(self, shelf: Shelf[T], size: int = 50_000) -> None:
        self._shelf = shelf
        self._size = size
        self.version = -1
        self._held: dict[str, T | None] = {}

    def get(self, record_id: str) -> T | None:
        """Return a record as it is now, None when there is none."""
        version = self._shelf.version()
        if version != self.version or len(self._held) >= self._size:
            self._held.clear()
            self.version = version
        if record_id not in self._held:
            self._held[record_id] = self._shelf.get([record_id]).get(record_id)
        return self._held[record_id]
