"""Tries the reasons of each row in order until every place has one that is true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Evidence, Query, Row
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

    def __call__(self, query: Query, shown: Shown, places: Places) -> Sequence[Evidence | None]:
        """Return for each of the asked places its evidence, None where there is no such reason."""


def told(reasons: Mapping[str, Reason], query: Query, shown: Shown) -> tuple[Row, ...]:
    """Return the shown rows with evidence at every place.

    Parameters
    ----------
    reasons
        By name; a reason that a ladder names and that is not there is passed over.
    """
    ladders = [LADDERS.get(row.kind, DEFAULT) for row in shown.rows]
    found = [NEUTRAL] * len(shown.items)
    without = np.arange(len(shown.items))
    for rung in range(max(map(len, ladders), default=0)):
        at_rung = [ladder[rung] if rung < len(ladder) else "" for ladder in ladders]
        names = list(dict.fromkeys(at_rung))
        asked = np.array([names.index(name) for name in at_rung])[shown.row[without]]
        left: list[int] = []
        for number, name in enumerate(names):
            places = without[asked == number]
            if name in reasons and len(places):
                left += _kept(found, places, reasons[name](query, shown, places))
            else:
                left += places.tolist()
        without = np.array(left, np.intp)
    return tuple(_with_evidence(shown.rows, found))


def _kept(found: list[Evidence], places: Places, answers: Sequence[Evidence | None]) -> list[int]:
    """Put each answer at its place; return the places without one."""
    left = []
    for place, answer in zip(places.tolist(), answers, strict=True):
        if answer is None:
            left.append(place)
        else:
            found[place] = answer
    return left


def _with_evidence(rows: Sequence[Row], whole: list[Evidence]) -> Iterator[Row]:
    """Yield the rows with their part of the evidence of the whole page."""
    end = 0
    for row in rows:
        start, end = end, end + len(row.items)
        yield Row(row.kind, row.title, row.items, tuple(whole[start:end]), row.anchor, row.may_repeat)
