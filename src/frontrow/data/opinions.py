"""What a user last said of a title: thumb, stars, not interested, My List."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from frontrow.core import Bools, Items, Kind, Times
from frontrow.data.events import code
from frontrow.data.facts import Doubles, Facts, Longs, or_zero
from frontrow.data.rules import STARS


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest event of some kind of each of n entries, by time, then by the order in the log.

    Parameters
    ----------
    value
        (n,) NaN where there was none.
    at
        (n,) -inf where there was none.
    order
        (n,) The position in the batch; -1 where there was none.
    """

    value: Doubles
    at: Times
    order: Longs

    @classmethod
    def of(cls, found: Facts, which: Bools) -> Latest:
        """Return the latest of the facts at which the mask is true."""
        n = len(found.first)
        value, at, order = np.full(n, np.nan), np.full(n, -np.inf), np.full(n, -1, np.int64)
        rows = np.flatnonzero(which)
        entry = found.entry[rows]
        # of repeated indices the last assignment stays, and facts of an entry are in order of time
        value[entry], at[entry], order[entry] = found.value[rows], found.at[rows], found.order[rows]
        return cls(value, at, order)


@dataclass(frozen=True, slots=True)
class Opinions:
    """The latest opinions of each of n (user, item) entries.

    Parameters
    ----------
    thumb
        (n,) -1 down, 0 none or withdrawn, 1 up, 2 two thumbs up.
    rating
        Stars, 0.5 to 5.
    hidden
        (n,) Whether "not interested" stands.
    listed
        Whether it stands in My List: 1, or 0 when taken out.
    """

    thumb: Items
    rating: Latest
    hidden: Bools
    listed: Latest

    @property
    def is_listed(self) -> Bools:
        """(n,) Whether My List has it."""
        return self.listed.value > 0


def opinions(found: Facts) -> Opinions:
    """Return what the facts say of each entry."""
    thumb = Latest.of(found, found.kind == code(Kind.THUMB)).value
    rating = Latest.of(found, found.kind == code(Kind.RATING))
    return Opinions(
        thumb=np.clip(or_zero(thumb), -1, 2).astype(np.int32),
        rating=replace(rating, value=np.clip(rating.value, *STARS)),
        hidden=Latest.of(found, found.kind == code(Kind.HIDE)).value > 0,
        listed=Latest.of(found, found.kind == code(Kind.LIST)),
    )
