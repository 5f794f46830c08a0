"""How much each candidate is played in the viewer's country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from frontrow.core import Candidates, Floats, Query, Values
from frontrow.features.columns import POPULAR
from frontrow.knowledge import Knowledge
from frontrow.models import Model, Queries


@dataclass(frozen=True)
class Popular:
    """Column ``popular``: ln(1 + share · n_items), so that an average title has ln 2 and hits do not drown the rest.

    Parameters
    ----------
    model
        A model of popularity by country whose scores are shares of plays.
    """

    knowledge: Knowledge
    model: str = "popular"
    _plays: Model = field(init=False, repr=False)
    _in: Callable[[str], Floats] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plays", self.knowledge.model(self.model))
        object.__setattr__(self, "_in", lru_cache(self._column))

    def __call__(self, query: Query, found: Candidates) -> Mapping[str, Values]:
        return {POPULAR: self._in(query.country)[found.items]}

    def _column(self, country: str) -> Floats:
        """Return (n_items,) the column for the whole catalogue in a country."""
        share = self._plays.scores(Queries.one(Query("", "", self.knowledge.trained_at, country)))[0]
        return np.asarray(np.log1p(share * np.float32(len(self.knowledge.catalogue))), np.float32)
