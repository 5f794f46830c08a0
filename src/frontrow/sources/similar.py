"""Proposes what is like the titles watched last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from frontrow.core import Candidates, Query
from frontrow.knowledge import Knowledge
from frontrow.models import Model, Queries
from frontrow.sources.strongest import strongest


@dataclass(frozen=True)
class Similar:
    """The titles nearest to the newest, liked part of the history.

    Parameters
    ----------
    model
        An item-to-item model.
    newest
        How many of the last liked titles count.
    """

    knowledge: Knowledge
    model: str = "item_knn"
    newest: int = 10
    _near: Model = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_near", self.knowledge.model(self.model))

    def __call__(self, query: Query, k: int) -> Candidates:
        asked = Queries.one(query)
        liked = asked.weights > 0
        last = np.cumsum(liked[::-1])[::-1] <= self.newest
        recent = replace(asked, weights=np.where(liked & last, asked.weights, np.float32(0)))
        return Candidates(strongest(self._near.scores(recent)[0], k))
