"""Every title as likely as any other: what a protocol gives to a model that knows nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.models import Queries


@dataclass(frozen=True)
class ChanceModel:
    """Scores at random, drawn anew for each title and query."""

    n_items: int
    seed: int

    def scores(self, queries: Queries) -> Floats:
        n = len(queries.histories)
        rng = np.random.default_rng([self.seed, n, len(queries.histories.values)])  # other queries, other numbers
        return rng.random((n, self.n_items), np.float32)


@dataclass(frozen=True)
class Chance:
    """Learns how many titles there are."""

    def fit(self, data: Dataset, rng: np.random.Generator) -> ChanceModel:
        """Return random scores."""
        return ChanceModel(len(data.catalogue), int(rng.integers(2**31)))
