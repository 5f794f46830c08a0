"""Tries the reasons of each row in order until every place has one that is true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Evidence, Query, Reasons, Row
from frontrow.evidence.shown import Shown

Places = NDArray[np.intp]  # positions in the arrays of Shown

NEUTRAL = Evidence("editorial", "From the catalogue")  # true of every title there is

LADDERS: Mapping[str, tuple[str, ...]] = {
    "continue_watching": ("continue",),
    "hidden_gems": ("watched", "genre", "facts"),
    "my_list": ("listed",),
    "new_releases": ("new", "watched", "facts"),
    "popular": ("popular", "facts"),
    "top_10": ("rank",),
    "trending": ("trending", "facts"),
    "watch_again": ("again",),
}
DEFAULT = ("watched", "genre", "popular", "new", "facts")


class Reason(Protocol):
    """Finds what is true of shown titles."""

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        """Return a reason for each of the asked places, -1 where there is no such reason."""


def told(reasons: Mapping[str, Reason], query: Query, shown: Shown) -> tuple[Row, ...]:
    """Return the shown rows with evidence at every place.

    Parameters
    ----------
    reasons
        By name; a reason that a ladder names and that is not there is passed over.
    """
    ladders = [LADDERS.get(row.kind, DEFAULT) for row in shown.rows]
    said = [NEUTRAL]  # its position, 0, stands at every place that has no reason yet
    which, values = np.zeros(len(shown.items), np.int32), np.zeros(len(shown.items))
    for rung in range(max(map(len, ladders), default=0)):
        at_rung = [ladder[rung] if rung < len(ladder) else "" for ladder in ladders]
        names = list(dict.fromkeys(at_rung))
        without = np.flatnonzero(which == 0)
        asked = np.array([names.index(name) for name in at_rung])[shown.row[without]]
        for number, name in enumerate(names):
            places = without[asked == number]
            if name in reasons and len(places):
                found = reasons[name](query, shown, places)
                true = found.which >= 0
                which[places[true]] = found.which[true] + len(said)
                values[places[true]] = found.values[true]
                said += found.said
    return tuple(_with_evidence(shown.rows, Reasons(said, which, values)))


def _with_evidence(rows: Sequence[Row], page: Reasons) -> Iterator[Row]:
    """Yield the rows with their part of the reasons of the whole page."""
    end = 0
    for row in rows:
        start, end = end, end + len(row.items)
        yield Row(row.kind, row.title, row.items, page.part(start, end), row.anchor, row.may_repeat)
