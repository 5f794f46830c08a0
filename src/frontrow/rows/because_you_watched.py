"""Because You Watched X: titles that one title of the history argues for more than any other does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import BECAUSE, Bools, Candidates, Items, Query, Row
from frontrow.filters.permitted import permitted
from frontrow.knowledge import Knowledge

_DAY = 86_400.0  # seconds


@dataclass(frozen=True)
class BecauseYouWatched:
    """Rows about different titles X that were watched and liked.

    A row holds the candidates for which X is the strongest contributor to the personal score, in the order of the
    ranking; so X is never just one of many reasons, and no candidate stands in two of these rows. Which X: those that
    argue for the most of the ranking's head, the recently watched more.

    Parameters
    ----------
    rows
        At most so many rows.
    minimum
        An X that argues most for fewer candidates than this gets no row.
    head
        Of how many of the best candidates the arguments count.
    half_life_days
        An X watched so long ago counts half.
    offer
        Titles offered by each row.
    """

    knowledge: Knowledge
    rows: int = 5
    minimum: int = 10
    head: int = 500
    half_life_days: float = 60.0
    offer: int = 100
    _discount: NDArray[np.float64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        places = np.arange(self.head, dtype=np.float64)
        object.__setattr__(self, "_discount", np.reciprocal(np.log2(2.0 + places)))

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        because = ranked.columns.get(BECAUSE)
        if because is None:
            return
        reasons = because.astype(np.int32, copy=False)
        anchors = self.anchors(query, reasons)
        items, counts = argued_for(ranked.items, reasons, np.array(anchors, np.int32), self.offer, self._n)
        for anchor, argued, count in zip(anchors, items, counts.tolist(), strict=True):
            title = f"Because You Watched {self.knowledge.catalogue[anchor].title}"
            yield Row("because_you_watched", title, argued[:count], anchor=anchor)

    @property
    def _n(self) -> int:
        return len(self.knowledge.catalogue)

    def anchors(self, query: Query, because: Items) -> list[int]:
        """Return the titles X to have a row about, the most wanted first."""
        profile = query.profile
        nameable = self._may_be_named(query)
        liked = profile.history[nameable]
        if not len(liked):
            return []
        counts, backing = arguments(because, self._discount, self._n)
        age = query.now - profile.watched_at[nameable]  # seconds
        wanted = backing[liked] * np.exp2(-np.maximum(age, 0.0) / (self.half_life_days * _DAY))
        best = liked[np.argsort(-wanted, kind="stable")]
        anchors: list[int] = best[counts[best] >= self.minimum][: self.rows].tolist()
        return anchors

    def _may_be_named(self, query: Query) -> Bools:
        """Return (h,) which titles of the history were watched, liked, and may be spoken of to this viewer."""
        history = query.profile.history
        watched = np.zeros(self._n, np.bool_)
        watched[query.profile.watched] = True
        return (query.profile.weights > 0) & watched[history] & permitted(self.knowledge, query, history)


@numba.njit(cache=True, nogil=True)
def arguments(because: Items, discount: NDArray[np.float64], n: int) -> tuple[Items, NDArray[np.float64]]:
    """Return (n,) for how many candidates each title argues most, and (n,) the discounts of those in the head."""
    counts, backing = np.zeros(n, np.int32), np.zeros(n, np.float64)
    for place, item in enumerate(because):
        if item >= 0:
            counts[item] += 1
            if place < len(discount):
                backing[item] += discount[place]
    return counts, backing


@numba.njit(cache=True, nogil=True)
def argued_for(ranked: Items, because: Items, anchors: Items, most: int, n: int) -> tuple[Items, Items]:
    """Return (n_anchors, most) the first candidates that each anchor argues most for, and (n_anchors,) how many."""
    row_of = np.full(n, -1, np.int32)
    row_of[anchors] = np.arange(len(anchors))
    items = np.empty((len(anchors), most), np.int32)
    counts = np.zeros(len(anchors), np.int32)
    for place, item in enumerate(because):
        row = row_of[item] if item >= 0 else -1
        if row >= 0 and counts[row] < most:
            items[row, counts[row]] = ranked[place]
            counts[row] += 1
    return items, counts
