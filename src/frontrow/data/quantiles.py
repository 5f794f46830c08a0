"""How a completion ranks among those of titles of like runtime.

Raw completion favours short titles and raw minutes long ones; the quantile within a runtime decile favours neither
(after D2Q: Zhan et al., "Deconfounding duration bias in watch-time prediction", KDD 2022, arXiv 2206.06003).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

_BUCKETS = 10
_LEVELS = 101
_APART = 2.0  # completions lie in 0..1, so buckets laid two apart never meet on one axis


@dataclass(frozen=True, slots=True)
class Quantiles:
    """A table learnt once and used wherever feedback is graded, so that a request grades as training did.

    Parameters
    ----------
    edges
        (9,) Seconds: the inner borders of the runtime deciles.
    levels
        (10, 101) The completion at each percentile of each decile, rising; an empty table ranks a completion c at c.
    """

    edges: Doubles = field(default_factory=lambda: np.empty(0))
    levels: Doubles = field(default_factory=lambda: np.empty((0, _LEVELS)))

    @classmethod
    def learnt(cls, completion: Doubles, runtime: Doubles) -> Self:
        """Return the table of (n,) completions in 0..1 of titles of (n,) runtimes in seconds; n ≥ 1."""
        edges = np.quantile(runtime, np.linspace(0.0, 1.0, _BUCKETS + 1)[1:-1])
        bucket = np.searchsorted(edges, runtime, side="right")
        levels = np.empty((_BUCKETS, _LEVELS))
        percentiles = np.linspace(0.0, 1.0, _LEVELS)
        for one in range(_BUCKETS):
            inside = completion[bucket == one]
            levels[one] = np.quantile(inside if len(inside) else completion, percentiles)
        return cls(edges, levels)

    def of(self, completion: Doubles, runtime: Doubles) -> Doubles:
        """Return (n,) ranks in 0..1 of completions, the mean of the shares below and not above each; NaN for NaN."""
        if not len(self.levels):
            return completion
        offset = _APART * np.searchsorted(self.edges, runtime, side="right")
        axis = (self.levels + _APART * np.arange(_BUCKETS)[:, None]).reshape(-1)
        wanted = completion + offset
        rank = np.searchsorted(axis, wanted, side="left") + np.searchsorted(axis, wanted, side="right")
        return np.where(np.isnan(completion), np.nan, rank / (2.0 * _LEVELS) - offset / _APART)
