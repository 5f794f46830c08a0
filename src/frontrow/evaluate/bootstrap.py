"""How sure a mean over users is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 2**22  # counts drawn at a time: 32 MiB


def interval(
    values: NDArray[np.float64], rng: np.random.Generator, draws: int = 1000, level: float = 0.95
) -> tuple[float, float]:
    """Return the percentile bootstrap interval of the mean of (n,) values, n ≥ 1, users drawn with replacement.

    Notes
    -----
    B. Efron and R. Tibshirani, "An introduction to the bootstrap", 1993. A draw is a vector of counts, multinomial over
    the distinct values with the chances of their frequencies: the same as drawing users one by one, and quick where
    many users have the same value, as under metrics of a single target.
    """
    n = len(values)
    distinct, counts = np.unique(values, return_counts=True)
    chances = counts / n
    means = np.empty(draws)
    step = max(1, _AT_ONCE // len(distinct))
    for first in range(0, draws, step):
        size = min(step, draws - first)
        means[first : first + size] = rng.multinomial(n, chances, size=size) @ distinct / n
    low, high = np.quantile(means, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return float(low), float(high)
