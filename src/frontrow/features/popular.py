"""How much each candidate is played in the viewer's country."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from frontrow.core import Candidates, Floats, Query, Values
from frontrow.features.by_country import scores_in
from frontrow.features.columns import POPULAR
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class Popular:
    """Column ``popular``: ln(1 + share · n_items), so that an average title has ln 2 and hits do not drown the rest.

    Parameters
    ----------
    model
        A model of popularity by country whose scores are shares of plays.
    """

    knowledge: Knowledge
    model: str = "popular"
    _in: Callable[[str], Floats] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        share = scores_in(self.knowledge, self.model)
        n = np.float32(len(self.knowledge.catalogue))
        object.__setattr__(self, "_in", lru_cache(lambda country: np.log1p(share(country) * n)))

    def __call__(self, query: Query, found: Candidates) -> Mapping[str, Values]:
        return {POPULAR: self._in(query.country).take(found.items)}
