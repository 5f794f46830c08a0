"""Ranks by plays in the viewer's country: the tier below personalization."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Candidates, Floats, Query
from frontrow.knowledge import Knowledge
from frontrow.models import Model, Queries


@dataclass(frozen=True)
class ByPopularity:
    """The share of plays in the country; reads the model and no feature, so no feature's failure touches it.

    Parameters
    ----------
    model
        A model of popularity by country.
    """

    knowledge: Knowledge
    model: str = "popular"
    _plays: Model = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plays", self.knowledge.model(self.model))

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns that must be there: none."""
        return ()

    def __call__(self, query: Query, found: Candidates) -> Floats:
        return np.asarray(self._plays.scores(Queries.one(query))[0][found.items], np.float32)
