"""EASE fitted in full and kept in its serving form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.models.compact import CompactEase
from frontrow.models.ease import Ease
from frontrow.models.gram import Gram


@dataclass(frozen=True)
class SparseEase:
    """Fits :class:`frontrow.models.ease.Ease` and keeps the strongest weights into each title.

    Parameters
    ----------
    reg, threshold, graded, max_gb
        As of :class:`frontrow.models.ease.Ease`.
    k
        Weights kept into each title, at least 1.
    """

    reg: float = 500.0
    threshold: float = 0.0
    graded: bool = False
    k: int = 200
    max_gb: float = 4.0

    def fit(self, data: Dataset, rng: np.random.Generator) -> CompactEase:
        """Return the strongest weights of the full model."""
        return self._full.fit(data, rng).compact(self.k)

    def statistics(self, data: Dataset) -> Gram:
        """Return X'X of the users of the data."""
        return self._full.statistics(data)

    def solved(self, statistics: Gram) -> CompactEase:
        """Return the strongest weights of the model of the users in X'X, which is left as it is."""
        return self._full.solved(statistics).compact(self.k)

    @property
    def _full(self) -> Ease:
        return Ease(reg=self.reg, threshold=self.threshold, graded=self.graded, max_gb=self.max_gb)
