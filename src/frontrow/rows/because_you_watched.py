"""Because You Watched X: titles that one title of the history argues for more than any other does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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
        for anchor in self.anchors(query, reasons):
            items = ranked.items[reasons == anchor][: self.offer]
            title = f"Because You Watched {self.knowledge.catalogue[anchor].title}"
            yield Row("because_you_watched", title, items, anchor=anchor)

    def anchors(self, query: Query, because: Items) -> list[int]:
        """Return the titles X to have a row about, the most wanted first."""
        profile = query.profile
        nameable = self._may_be_named(query)
        liked = profile.history[nameable]
        if not len(liked):
            return []
        n = len(self.knowledge.catalogue)
        counts = np.bincount(because + 1, minlength=n + 1)[1:]
        head = because[: self.head]
        backing = np.bincount(head + 1, self._discount[: len(head)], minlength=n + 1)[1:]
        age = query.now - profile.watched_at[nameable]  # seconds
        wanted = backing[liked] * np.exp2(-np.maximum(age, 0.0) / (self.half_life_days * _DAY))
        order = np.argsort(-wanted, kind="stable")
        return [int(item) for item in liked[order] if counts[item] >= self.minimum][: self.rows]

    def _may_be_named(self, query: Query) -> Bools:
        """Return (h,) which titles of the history were watched, liked, and may be spoken of to this viewer."""
        history = query.profile.history
        watched = np.zeros(len(self.knowledge.catalogue), np.bool_)
        watched[query.profile.watched] = True
        return (query.profile.weights > 0) & watched[history] & permitted(self.knowledge, query)[history]
