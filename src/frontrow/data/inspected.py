"""A batch of events laid out for the checks of :mod:`frontrow.data.checks`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Items, Kind, Times
from frontrow.data.catalogue import Catalogue
from frontrow.data.events import KINDS, EventColumns, code
from frontrow.data.facts import Doubles, Longs
from frontrow.data.playback import runtimes

HOUR = 3600.0
DAY = 24 * HOUR
UNKNOWN = -2  # an index: a name stands there, but nothing has it

_SHOWN = (
    "kind",
    "at",
    "user_id",
    "item_id",
    "episode_id",
    "value",
    "position",
    "play_id",
    "row",
    "slot",
    "probability",
)


class Oddity(NamedTuple):
    """What a check found: how many, out of how many, and one of them in words."""

    many: int
    of: int
    example: str


@dataclass(frozen=True)
class Limits:
    """Where the checks draw their lines.

    Parameters
    ----------
    ahead
        Seconds that a client's clock may be ahead.
    late
        Seconds that an event may come late, as from a device that was offline.
    earliest
        Seconds since the epoch: a time before is that of a clock that was never set.
    watched_share
        Of the runtime that may be watched in one playback; rewinding makes it more than 1.
    settled
        Seconds after which a playback must have said more than that it began.
    acts
        An hour, of one user: all events but impressions and progress.
    early
        Seconds that a title may be seen before it was added.
    past_days
        How many days before a day its volume is compared with, by the median.
    swing
        A day's volume is odd at this many times the median, or at the median ÷ this.
    least_volume
        The median from which volumes are compared at all.
    """

    ahead: float = 300.0
    late: float = 30 * DAY
    earliest: float = 631_152_000.0  # 1990
    watched_share: float = 1.25
    settled: float = 6 * HOUR
    acts: int = 600
    early: float = DAY
    past_days: int = 14
    swing: float = 3.0
    least_volume: float = 50.0


@dataclass(frozen=True)
class Inspected:
    """Events, the catalogue they speak of, the time they are looked at, and the limits."""

    events: EventColumns
    catalogue: Catalogue
    now: float
    limits: Limits

    def __len__(self) -> int:
        return len(self.events)

    def number(self, name: str) -> NDArray[Any]:
        """Return (n,) a numeric column."""
        return self.events.number(name)

    def is_kind(self, *kinds: Kind) -> Bools:
        """Return (n,) True for events of the given kinds."""
        chosen = np.zeros(len(KINDS), np.bool_)
        chosen[[code(kind) for kind in kinds]] = True
        return chosen[self.kind]

    @cached_property
    def kind(self) -> NDArray[np.int8]:
        """(n,) Codes of kinds."""
        return self.number("kind")

    @cached_property
    def at(self) -> Times:
        """(n,) Times."""
        return self.number("at")

    @cached_property
    def item(self) -> Items:
        """(n,) Item indices: -1 where none is named, -2 where it is unknown."""
        codes, names = self.events.coded("item_id")
        index = self.catalogue.items.indices(names)
        index[index < 0] = [UNKNOWN if names[place] else -1 for place in np.flatnonzero(index < 0)]
        return index[codes]

    @cached_property
    def episode(self) -> Items:
        """(n,) Positions of episodes: -1 where none is named or the title is unknown, -2 where it lacks the episode."""
        codes, names = self.events.coded("episode_id")
        pair = self.item.astype(np.int64) * (len(names) + 1) + codes
        distinct, first, where = np.unique(pair, return_index=True, return_inverse=True)
        places = np.full(len(distinct), -1, np.int32)
        for place, row in enumerate(first.tolist()):
            name, item = names[codes[row]], int(self.item[row])
            if name and item >= 0:
                places[place] = self.catalogue.episode_places.get((item, name), UNKNOWN)
        return places[where]

    @cached_property
    def runtime(self) -> Doubles:
        """(n,) Seconds of the film or episode; 0 unknown."""
        known = np.flatnonzero((self.item >= 0) & (self.episode > UNKNOWN))
        seconds = np.zeros(len(self))
        seconds[known] = runtimes(self.catalogue, self.item[known], self.episode[known])
        return seconds

    @cached_property
    def playback(self) -> Longs:
        """(n,) A number for each playback: of one user and play id, or without one, of one user, title and episode."""
        play = self.codes("play_id")
        title = self.numbered("item_id", "episode_id")
        has_id = np.asarray(self.events.table.column("play_id").to_numpy() != "", np.bool_)
        return _paired(self.codes("user_id"), np.where(has_id, play, play.max(initial=0) + 1 + title))

    def codes(self, name: str) -> Longs:
        """Return (n,) a number for each distinct value of a column, from 0."""
        return self.events.encoded(name)[0].astype(np.int64)

    def numbered(self, *names: str) -> Longs:
        """Return (n,) a number for each distinct combination of values, from 0."""
        numbers = np.zeros(len(self), np.int64)
        for name in names:
            numbers = _paired(numbers, self.codes(name))
        return numbers

    def oddity(self, odd: Bools, among: Bools | None = None) -> Oddity:
        """Return the events at which a mask is true as an oddity, out of those ``among`` which it was looked for."""
        rows = np.flatnonzero(odd)
        of = len(self) if among is None else int(among.sum())
        return Oddity(len(rows), of, self.shown(int(rows[0])) if len(rows) else "")

    def shown(self, row: int) -> str:
        """Return one event in words: its id and what else it holds."""
        record = self.events.table.slice(row, 1).to_pylist()[0]
        record["kind"] = str(KINDS[record["kind"]])
        held = ", ".join(f"{name}={record[name]}" for name in _SHOWN if record[name] not in ("", None))
        return f"event {record['event_id']}: {held}"


def _paired(one: Longs, other: Longs) -> Longs:
    """Return (n,) a number for each distinct pair."""
    if not other.any():
        return one
    _, numbers = np.unique(one * (other.max(initial=0) + 1) + other, return_inverse=True)
    return numbers.astype(np.int64)
