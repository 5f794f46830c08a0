"""Proposes what the viewer's country plays most."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontrow.core import Candidates, Query
from frontrow.knowledge import Knowledge
from frontrow.models import Model, Queries
from frontrow.sources.strongest import strongest


@dataclass(frozen=True)
class MostPopular:
    """The titles of the largest share of plays in the country.

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

    def __call__(self, query: Query, k: int) -> Candidates:
        return Candidates(strongest(self._plays.scores(Queries.one(query))[0], k))
