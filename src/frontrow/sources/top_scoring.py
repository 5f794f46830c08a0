"""Proposes what the personal model scores highest."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontrow.core import Candidates, Query
from frontrow.knowledge import Knowledge
from frontrow.models import Model, Queries
from frontrow.sources.strongest import strongest


@dataclass(frozen=True)
class TopScoring:
    """The titles with the highest scores above zero for this history; none for an empty one.

    Parameters
    ----------
    model
        The personal model.
    """

    knowledge: Knowledge
    model: str = "ease"
    _personal: Model = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_personal", self.knowledge.model(self.model))

    def __call__(self, query: Query, k: int) -> Candidates:
        return Candidates(strongest(self._personal.scores(Queries.one(query))[0], k))
