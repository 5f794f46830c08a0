"""Hidden Gems: titles that suit the viewer and that few have found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Bools, Candidates, Query, Row
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class HiddenGems:
    """The best of the candidates that are among the less played half of the catalogue, all countries together.

    Parameters
    ----------
    model
        The model that counted plays.
    least_played
        The share of the catalogue that counts as little played.
    best
        The share of the ranking that counts as suiting the viewer.
    offer
        Titles offered.
    """

    knowledge: Knowledge
    model: str = "popular"
    least_played: float = 0.5
    best: float = 0.25
    offer: int = 80
    _little_played: Bools = field(init=False, repr=False)

    def __post_init__(self) -> None:
        counts = self.knowledge.counting(self.model).counts("")
        limit = np.quantile(counts, self.least_played) if len(counts) else 0.0
        object.__setattr__(self, "_little_played", (counts <= limit) & (counts < np.max(counts, initial=0.0)))

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        head = ranked.items[: int(np.ceil(self.best * len(ranked)))]
        items = head[self._little_played[head]][: self.offer]
        if len(items) and len(query.profile.history):  # without a history nothing says what suits
            yield Row("hidden_gems", "Hidden Gems for You", items)
