"""Top 10: what a country played most in the last days, the same for everybody in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Candidates, Query, Row
from frontrow.filters.permitted import permitted
from frontrow.knowledge import Knowledge
from frontrow.models import CountingModel
from frontrow.rows.countries import within
from frontrow.sources.strongest import strongest


@dataclass(frozen=True)
class Top10:
    """The permitted titles of the most plays, most first, ties in the order of the catalogue; watched ones too.

    Parameters
    ----------
    model
        The model that counted plays in the window.
    size
        How many.
    """

    knowledge: Knowledge
    model: str = "recent"
    size: int = 10
    _plays: CountingModel = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plays", self.knowledge.counting(self.model))

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        counts = np.where(permitted(self.knowledge, query), self._plays.counts(query.country), 0)
        items = strongest(counts, self.size)
        if len(items):
            yield Row("top_10", f"Top {self.size}{within(query.country)}", items, may_repeat=True)
