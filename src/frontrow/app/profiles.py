"""The state of users as their newest events leave it, in memory.

The event log is the truth. Before every page the log is asked for what came after the last event seen here, so an
event that any worker process accepted counts in the next page that any other makes.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from frontrow.core import Profile
from frontrow.data.events import EventColumns, concatenated
from frontrow.data.signals import profile
from frontrow.knowledge import Knowledge
from frontrow.stores import Log


@dataclass(frozen=True)
class _Known:
    """A user's telling events, the last at position ``seen`` of the log, when the shelf of users had this version."""

    seen: int
    version: int
    events: EventColumns


@dataclass(frozen=True)
class _Made:
    """A profile, and what it was made from."""

    events: EventColumns
    knowledge: Knowledge
    picks: tuple[str, ...]
    profile: Profile

    def still(self, events: EventColumns, knowledge: Knowledge, picks: tuple[str, ...]) -> bool:
        """Return whether it would be the same made now."""
        return events is self.events and knowledge is self.knowledge and picks == self.picks


class Profiles:
    """Profiles by user; the least recently asked for are let go first.

    Parameters
    ----------
    log
        Where events are.
    size
        The most users held.
    """

    def __init__(self, log: Log, size: int = 20_000) -> None:
        self._log = log
        self._size = size
        self._held: OrderedDict[str, tuple[_Known, _Made]] = OrderedDict()

    def of(self, user_id: str, knowledge: Knowledge, picks: tuple[str, ...] = (), version: int = 0) -> Profile:
        """Return a user's profile over a catalogue, newest events included.

        Parameters
        ----------
        picks
            Of the user's record.
        version
            Of the shelf of users, read before: it rises whenever anyone is forgotten.
        """
        known, made = self._held.get(user_id, (None, None))
        known = self._followed(user_id, known, version) if known else self._replayed(user_id, version)
        if made is None or not made.still(known.events, knowledge, picks):
            found = profile(known.events, knowledge.catalogue, knowledge.weights, knowledge.quantiles, picks)
            made = _Made(known.events, knowledge, picks, found)
        self._held[user_id] = known, made
        self._held.move_to_end(user_id)
        if len(self._held) > self._size:
            self._held.popitem(last=False)
        return made.profile

    def _replayed(self, user_id: str, version: int) -> _Known:
        events = self._log.of_user(user_id, telling=True)
        return _Known(_last(events), version, events)

    def _followed(self, user_id: str, known: _Known, version: int) -> _Known:
        """Return what is known with what the log has since."""
        if version != known.version and not self._still_there(user_id, known):
            return self._replayed(user_id, version)
        fresh = self._log.of_user(user_id, known.seen, telling=True)
        if not len(fresh):
            return _Known(known.seen, version, known.events)
        return _Known(_last(fresh), version, concatenated([known.events, fresh]))

    def _still_there(self, user_id: str, known: _Known) -> bool:
        """Return whether the last event seen is in the log; where it is not, the user was forgotten meanwhile."""
        if not known.seen:
            return True
        last = self._log.of_user(user_id, known.seen - 1, telling=True)
        return len(last) > 0 and int(last.number("seq")[0]) == known.seen


def _last(events: EventColumns) -> int:
    return int(events.number("seq")[-1]) if len(events) else 0
