"""How sure a mean over users is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def interval(
    values: NDArray[np.float64], rng: np.random.Generator, draws: int = 1000, level: float = 0.95
) -> tuple[float, float]:
    """Return the percentile bootstrap interval of the mean of (n,) values, n ≥ 1, users drawn with replacement.

    Notes
    -----
    B. Efron and R. Tibshirani, "An introduction to the bootstrap", 1993. Each draw is a vector of counts
    (multinomial, equal chances), so that a thousand draws take memory for one.
    """
    n = len(values)
    means = np.array([rng.multinomial(n, np.full(n, 1.0 / n)) @ values / n for _ in range(draws)])
    low, high = np.quantile(means, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return float(low), float(high)
