"""Rank: the nth most played in a country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Evidence, Items, Query
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.filters.permitted import catalogue_of
from frontrow.knowledge import Knowledge
from frontrow.models import CountingModel
from frontrow.rows.countries import within

_EVERYTHING = 18  # years: a limit that shuts nothing out


@dataclass(frozen=True)
class Rank:
    """The place by plays among the titles of the viewer's country and age limit; ties in the order of the catalogue.

    A title the viewer hid keeps its place, so the number is the same for everybody: the one below it stays second.

    Parameters
    ----------
    model
        The model that counted plays in the window.
    """

    knowledge: Knowledge
    model: str = "recent"
    _plays: CountingModel = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plays", self.knowledge.counting(self.model))

    def __call__(self, query: Query, shown: Shown, places: Places) -> Sequence[Evidence | None]:
        counts = np.where(catalogue_of(self.knowledge, query), self._plays.counts(query.country), 0)
        items = shown.items[places]
        ranks = ranked_by(counts, items)
        where = within(query.country)
        if query.maturity < _EVERYTHING:
            where += f" for ages up to {query.maturity}"
        return [
            Evidence("rank", f"No. {rank}{where}", item, float(rank)) if plays > 0 else None
            for item, rank, plays in zip(items.tolist(), ranks.tolist(), counts[items].tolist(), strict=True)
        ]


def ranked_by(counts: NDArray[np.floating], items: Items) -> NDArray[np.int64]:
    """Return (len(items),) the place of each item by falling count, from 1; ties in the order of the items.

    Only what is counted at least as often as the least of them is sorted: for a Top 10, some ten titles.
    """
    rivals = np.flatnonzero(counts >= counts[items].min(initial=np.inf))
    place = np.zeros(len(counts), np.int64)
    place[rivals[np.argsort(-counts[rivals], kind="stable")]] = np.arange(1, len(rivals) + 1)
    return place[items]
