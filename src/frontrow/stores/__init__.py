"""Where facts are kept: the event log, the catalogue, accounts and users, the pages shown, named blobs.

Everything a write method was given is durable when it returns. Implementations: ``memory`` and ``sql``; both pass
``tests/conformance/test_stores.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from frontrow.core import Event, Id, Kind
from frontrow.data.accounts import Account as Account
from frontrow.data.accounts import User as User
from frontrow.data.catalogue import Title
from frontrow.data.events import EventColumns

T = TypeVar("T")

SILENT = (Kind.IMPRESSION, Kind.SEARCH, Kind.DETAILS, Kind.PREVIEW, Kind.MESSAGE)
"""Most of a log, and silent on what a user has watched or likes; a log finds the other kinds without reading these."""


class LoggedPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was shown: enough to join events to it and to learn from it without bias.

    Parameters
    ----------
    rows
        JSON of each row's kind and its item ids in order: ``[["top_picks",["t7","t3"]],…]``; made for each page that
        is shown, read for few.
    probability
        With which the page was chosen among those it could have been, in (0, 1]; None where nobody knows.
    bundle, arm, tier
        What made it.
    """

    page_id: Id
    user_id: Id
    at: float
    rows: msgspec.Raw
    device: str = ""
    country: str = ""
    bundle: str = ""
    arm: str = ""
    tier: str = "full"
    probability: float | None = None


class Receipt(NamedTuple):
    """What an append did: how many were new, how many were known: by their id, or with a user since forgotten."""

    stored: int
    repeated: int


class Log(Protocol):
    """The append-only event log: idempotent by event id, replayed in the order of appending.

    Events of a user from before the user was forgotten (see :meth:`Store.forget`) are left out, as those known are.
    """

    def append(self, events: Sequence[Event] | EventColumns) -> Receipt:
        """Keep the events, all or none; those whose id is known are left out and counted."""

    def append_each(self, batches: Sequence[Sequence[Event] | EventColumns]) -> list[Receipt]:
        """Keep several batches together, all or none; return a receipt for each."""

    def replay(self, after: int = 0, size: int = 100_000) -> Iterator[EventColumns]:
        """Yield batches of at most ``size`` events with ``seq > after``, oldest first."""

    def of_user(self, user_id: str, after: int = 0, *, telling: bool = False) -> EventColumns:
        """Return a user's events with ``seq > after``, oldest first; the telling ones are those not of a silent kind.

        Asked for the telling ones, it costs nothing for each silent one there is.
        """

    def forget(self, user_id: str) -> int:
        """Delete every event of a user; return how many there were."""


class Shelf(Protocol[T]):
    """Records by their id: titles, accounts, users, logged pages, blobs."""

    def put(self, records: Mapping[str, T]) -> None:
        """Keep the records, replacing those of the same id; all or none."""

    def get(self, ids: Sequence[str]) -> dict[str, T]:
        """Return those of the ids that are known."""

    def all(self) -> dict[str, T]:
        """Return every record in the order of first keeping."""

    def delete(self, ids: Sequence[str]) -> int:
        """Delete records; return how many there were."""

    def version(self) -> int:
        """Return a number that rises with every change, whichever process made it; cheap to ask."""


class PageShelf(Shelf[LoggedPage], Protocol):
    """The pages shown: as many as there were visits, so that they can be asked for by user and dropped by age."""

    # pages of a user from before the user was forgotten are left out by `put`, see Store.forget

    def of_user(self, user_id: str, last: int = 100) -> list[LoggedPage]:
        """Return the last pages a user was shown, newest first."""

    def prune(self, before: float) -> int:
        """Delete the pages shown before a time, seconds since the epoch; return how many there were."""


class Store(Protocol):
    """A log and shelves."""

    log: Log
    titles: Shelf[Title]
    accounts: Shelf[Account]
    users: Shelf[User]
    pages: PageShelf
    blobs: Shelf[bytes]

    def forget(self, user_id: str, clock: Callable[[], float] = lambda: 0.0) -> int:
        """Delete a user's events, pages and record, all or none; return how many records there were.

        What is still on its way into the store, in whichever process, does not bring the user back: for a day, events
        and pages of that user that happened at this time or before are left out when they arrive. For that a digest of
        the user's id is kept, for as long.

        The version of ``users`` rises, whether there was a record or not, so that whoever holds a state in memory
        learns of it.

        Parameters
        ----------
        clock
            Tells the time, seconds since the epoch, UTC; asked once the store is ours to write, for that may take long.
        """

    def close(self) -> None:
        """Give back files and connections."""
