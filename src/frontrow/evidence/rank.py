"""Rank: the nth most played in a country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Evidence, Query
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
        where = within(query.country)
        if query.maturity < _EVERYTHING:
            where += f" for ages up to {query.maturity}"
        return [
            Evidence("rank", f"No. {rank}{where}", item, float(rank)) if counts[item] > 0 else None
            for item in shown.items[places].tolist()
            for rank in [1 + int((counts > counts[item]).sum() + (counts[:item] == counts[item]).sum())]
        ]
