"""Trending Now: titles played more of late than their past lets expect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Candidates, Floats, Query, Row
from frontrow.features.by_country import scores_in
from frontrow.knowledge import Knowledge
from frontrow.sources.strongest import strongest


@dataclass(frozen=True)
class TrendingNow:
    """The candidates that rise most in the country, personalized among themselves.

    Parameters
    ----------
    model
        The model of trends: above 0 rises.
    offer
        How many of the steepest are trending; also the number offered.
    personal
        The share of the viewer's own ranking in the order, 0 to 1; the rest is the steepness.
    """

    knowledge: Knowledge
    model: str = "trending"
    offer: int = 80
    personal: float = 0.5
    _rising: Callable[[str], Floats] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rising", scores_in(self.knowledge, self.model))

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        rise = self._rising(query.country).take(ranked.items)
        steepest = strongest(rise, self.offer)  # positions among the candidates, the steepest first
        if not len(steepest):
            return
        by_rise = np.arange(len(steepest))
        by_taste = np.empty_like(by_rise)
        by_taste[np.argsort(steepest)] = by_rise  # candidates stand in the order of the viewer's own ranking
        order = np.argsort(self.personal * by_taste + (1 - self.personal) * by_rise, kind="stable")
        yield Row("trending", "Trending Now", ranked.items[steepest[order]])
