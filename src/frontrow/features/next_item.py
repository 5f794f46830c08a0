"""How well each candidate follows what was watched last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontrow.core import Candidates, Query, Values
from frontrow.features.columns import NEXT
from frontrow.knowledge import Knowledge
from frontrow.models import Queries


@dataclass(frozen=True)
class NextItem:
    """Column ``next``: the score of a model in which the titles watched last count most.

    Where the bundle has no such model there is no column, and the page is what it is without: the model may be left
    out of the configuration, and older bundles have none.

    Parameters
    ----------
    model
        A model of what is watched next.
    """

    knowledge: Knowledge
    model: str = "next"

    def __call__(self, query: Query, found: Candidates) -> Mapping[str, Values]:
        model = self.knowledge.models.get(self.model)
        return {} if model is None else {NEXT: model.scores(Queries.one(query))[0].take(found.items)}
