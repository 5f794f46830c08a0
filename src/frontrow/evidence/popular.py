"""Popular: among the most played in a country."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial

import numpy as np

from frontrow.core import Evidence, Floats, Query, Reasons
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.features.by_country import plays_in
from frontrow.knowledge import Knowledge
from frontrow.rows.countries import within


@dataclass(frozen=True)
class PopularHere:
    """Says so of the titles among the most played of the country; the evidence's value is the plays as counted.

    Parameters
    ----------
    model
        The model that counted plays.
    most_played
        The share of the catalogue that counts as popular.
    """

    knowledge: Knowledge
    model: str = "popular"
    most_played: float = 0.1
    _plays: Callable[[str], Floats] = field(init=False, repr=False)
    _least: Callable[[str], float] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plays = plays_in(self.knowledge, self.model)
        object.__setattr__(self, "_plays", plays)
        object.__setattr__(self, "_least", lru_cache(partial(fewest, plays, self.most_played)))

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        plays = self._plays(query.country)[shown.items[places]]
        many = (plays > 0) & (plays >= self._least(query.country))
        text = f"Popular{within(query.country)}" if query.country else "Popular"
        return Reasons([Evidence("popular", text)], np.where(many, 0, -1).astype(np.int32), plays.astype(np.float64))


def fewest(plays: Callable[[str], Floats], share: float, country: str) -> float:
    """Return the plays of the least played title among a share of the catalogue, the most played in a country."""
    counts = plays(country)
    size = max(1, int(share * len(counts)))
    return float(np.partition(counts, len(counts) - size)[len(counts) - size])
