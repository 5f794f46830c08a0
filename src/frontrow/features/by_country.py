"""What depends on the viewer's country alone is computed once a country."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from frontrow.core import Floats, Query
from frontrow.knowledge import Knowledge
from frontrow.models import CountingModel, Queries


def scores_in(knowledge: Knowledge, model: str) -> Callable[[str], Floats]:
    """Return what gives the (n_items,) scores of a country by a model that looks at nothing else of a query."""
    asked = knowledge.model(model)

    @lru_cache
    def scores(country: str) -> Floats:
        found: Floats = asked.scores(Queries.one(Query("", "", knowledge.trained_at, country)))[0]
        return found

    return scores


def plays_in(knowledge: Knowledge, model: str) -> Callable[[str], Floats]:
    """Return what gives the (n_items,) plays in a country, as a model counted them."""
    asked: CountingModel = knowledge.counting(model)
    return lru_cache(asked.counts)
