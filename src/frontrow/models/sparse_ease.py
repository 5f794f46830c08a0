"""EASE fitted in full and kept in its serving form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.models.compact import CompactEase
from frontrow.models.ease import Ease


@dataclass(frozen=True)
class SparseEase:
    """Fits :class:`frontrow.models.ease.Ease` and keeps the strongest weights into each title.

    Parameters
    ----------
    reg, threshold, graded
        As of :class:`frontrow.models.ease.Ease`.
    k
        Weights kept into each title, at least 1.
    """

    reg: float = 500.0
    threshold: float = 0.0
    graded: bool = False
    k: int = 200

    def fit(self, data: Dataset, rng: np.random.Generator) -> CompactEase:
        """Return the strongest weights of the full model."""
        return Ease(reg=self.reg, threshold=self.threshold, graded=self.graded).fit(data, rng).compact(self.k)
