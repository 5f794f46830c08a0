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
    found: list[Evidence | None] = [None] * len(shown.items)
    without = np.ones(len(shown.items), np.bool_)
    for rung in range(max(map(len, ladders), default=0)):
        if not without.any():
            break
        at_rung = [ladder[rung] if rung < len(ladder) else "" for ladder in ladders]
        for name in dict.fromkeys(at_rung):
            asking = np.array([other == name for other in at_rung], np.bool_)
            places = np.flatnonzero(asking[shown.row] & without)
            if name in reasons and len(places):
                answers = reasons[name](query, shown, places)
                _keep(found, places, answers)
                without[places] = [answer is None for answer in answers]
    return tuple(_with_evidence(shown.rows, [one or NEUTRAL for one in found]))


def _keep(found: list[Evidence | None], places: Places, answers: Sequence[Evidence | None]) -> None:
    """Put each answer at its place."""
    for place, answer in zip(places.tolist(), answers, strict=True):
        found[place] = answer


def _with_evidence(rows: Sequence[Row], whole: list[Evidence]) -> Iterator[Row]:
    """Yield the rows with their part of the evidence of the whole page."""
    end = 0
    for row in rows:
        start, end = end, end + len(row.items)
        yield Row(row.kind, row.title, row.items, tuple(whole[start:end]), row.anchor, row.may_repeat)
