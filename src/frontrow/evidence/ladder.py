"""Tries the reasons of each row in order until every place has one that is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
    for rung in range(max(map(len, ladders), default=0)):
        at_rung = [ladder[rung] if rung < len(ladder) else "" for ladder in ladders]
        for name in dict.fromkeys(at_rung):
            asking = np.array([other == name for other in at_rung], np.bool_)[shown.row]
            places = np.flatnonzero(asking & np.array([one is None for one in found], np.bool_))
            if name in reasons and len(places):
                _note(found, places, reasons[name](query, shown, places))
    ends = np.cumsum([len(row.items) for row in shown.rows])
    whole = [one or NEUTRAL for one in found]
    return tuple(
        replace(row, evidence=tuple(whole[end - len(row.items) : end]))
        for row, end in zip(shown.rows, ends, strict=True)
    )


def _note(found: list[Evidence | None], places: Places, answers: Sequence[Evidence | None]) -> None:
    for place, evidence in zip(places.tolist(), answers, strict=True):
        found[place] = evidence
