"""How much a history argues for each candidate, and which title of it argues most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontrow.core import BECAUSE, Candidates, Query, Values
from frontrow.features.columns import CONTRIBUTION, PERSONAL
from frontrow.knowledge import Knowledge
from frontrow.models import ExplainingModel, Queries


@dataclass(frozen=True)
class Personal:
    """Columns ``personal``, ``because`` and ``contribution`` from one pass of the explaining model.

    Parameters
    ----------
    model
        An explaining model.
    """

    knowledge: Knowledge
    model: str = "ease"
    _explaining: ExplainingModel = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_explaining", self.knowledge.explaining(self.model))

    def __call__(self, query: Query, found: Candidates) -> Mapping[str, Values]:
        told = self._explaining.explained(Queries.one(query))
        return {
            PERSONAL: told.scores.take(found.items),
            BECAUSE: told.because.take(found.items),
            CONTRIBUTION: told.contribution.take(found.items),
        }
