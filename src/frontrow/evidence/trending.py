"""Trending: played more of late than before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Evidence, Floats, Query, Reasons
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.features.by_country import scores_in
from frontrow.knowledge import Knowledge

_SAID = (Evidence("trending", "Trending now"),)


@dataclass(frozen=True)
class Trend:
    """Says so where the rise is above 0; the evidence's value is the rise.

    No country is named, for where a country has few plays the rise is mostly that of all countries together.

    Parameters
    ----------
    model
        The model of trends.
    """

    knowledge: Knowledge
    model: str = "trending"
    _rising: Callable[[str], Floats] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rising", scores_in(self.knowledge, self.model))

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        rises = self._rising(query.country)[shown.items[places]]
        return Reasons(_SAID, np.where(rises > 0, 0, -1).astype(np.int32), rises.astype(np.float64))
