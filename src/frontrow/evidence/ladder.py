"""Tries the reasons of each row in order until every place has one that is true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Protocol

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Evidence, Items, Query, Reasons, Row
from frontrow.evidence.shown import Shown

Places = NDArray[np.intp]  # positions in the arrays of Shown
Numbers = NDArray[np.float64]

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
    said = [NEUTRAL]  # its position, 0, stands at every place that has no reason yet
    which, values = np.zeros(len(shown.items), np.int32), np.zeros(len(shown.items))
    for names, asked in _rungs(tuple([row.kind for row in shown.rows])):
        without, ends = unexplained(which, asked[shown.row], len(names))
        start = 0
        for name, end in zip(names, ends.tolist(), strict=True):
            places, start = without[start:end], end
            if name in reasons and len(places):
                found = reasons[name](query, shown, places)
                put((found.which, found.values), places, (which, values), len(said))
                said += found.said
    return tuple(_with_evidence(shown.rows, Reasons(said, which, values)))


@lru_cache
def _rungs(kinds: tuple[str, ...]) -> list[tuple[list[str], Items]]:
    """Return the reasons asked for at each rung, and which of them for each row; pages have few sequences of kinds."""
    ladders = [LADDERS.get(kind, DEFAULT) for kind in kinds]
    rungs = []
    for at_rung in zip_longest(*ladders, fillvalue=""):
        names = list(dict.fromkeys(at_rung))
        rungs.append((names, np.array([names.index(name) for name in at_rung], np.int32)))
    return rungs


@numba.njit(cache=True, nogil=True)
def unexplained(which: Items, asked: Items, n: int) -> tuple[Places, Items]:
    """Return the places that have no reason yet, by the reason asked for them, and where each of the ``n`` ends."""
    ends = np.zeros(n + 1, np.int32)
    for place in range(len(which)):
        if which[place] == 0:
            ends[asked[place] + 1] += 1
    ends = np.cumsum(ends)
    places = np.empty(ends[n], np.intp)
    for place in range(len(which)):
        if which[place] == 0:
            places[ends[asked[place]]] = place
            ends[asked[place]] += 1
    return places, ends[:n]


@numba.njit(cache=True, nogil=True)
def put(found: tuple[Items, Numbers], places: Places, page: tuple[Items, Numbers], first: int) -> None:
    """Put the sentences found, and the numbers behind them, at their places of the page; counted from ``first``."""
    for at, place in enumerate(places):
        if found[0][at] >= 0:
            page[0][place] = first + found[0][at]
            page[1][place] = found[1][at]


def _with_evidence(rows: Sequence[Row], page: Reasons) -> Iterator[Row]:
    """Yield the rows with their part of the reasons of the whole page."""
    end = 0
    for row in rows:
        start, end = end, end + len(row.items)
        yield Row(row.kind, row.title, row.items, page.part(start, end), row.anchor, row.may_repeat)
