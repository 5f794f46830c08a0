"""How sure a mean over users is."""

from __future__ import annotations

import numpy as np

from frontrow.metrics import Doubles

_FEW = 64  # distinct values that are always counted: milliseconds either way
_USERS_A_VALUE = 32  # from so many on, counts of values are drawn sooner than users (6,000 to 500,000 users measured)
_AT_ONCE = 2**18  # numbers drawn at a time, or one draw: 4 MiB, near the processor's cache


def interval(values: Doubles, rng: np.random.Generator, draws: int = 1000, level: float = 0.95) -> tuple[float, float]:
    """Return the percentile bootstrap interval of the mean of (n,) values, n ≥ 1, users drawn with replacement.

    Notes
    -----
    B. Efron and R. Tibshirani, "An introduction to the bootstrap", 1993. Where many users have the same value, as under
    metrics of a single target, a draw is a vector of counts, multinomial over the distinct values with the chances of
    their frequencies: the same in distribution as drawing users one by one, which is what is done otherwise.
    """
    n = len(values)
    distinct, counts = np.unique(values, return_counts=True)
    if len(distinct) <= max(_FEW, n // _USERS_A_VALUE):
        means = _of_counts(distinct, counts / n, n, rng, draws)
    else:
        means = _of_users(values, rng, draws)
    low, high = np.quantile(means, [(1.0 - level) / 2.0, (1.0 + level) / 2.0])
    return float(low), float(high)


def _of_counts(distinct: Doubles, chances: Doubles, n: int, rng: np.random.Generator, draws: int) -> Doubles:
    """Return (draws,) means, a binomial number drawn for each distinct value."""
    means = np.empty(draws)
    step = max(1, _AT_ONCE // len(distinct))
    for first in range(0, draws, step):
        size = min(step, draws - first)
        means[first : first + size] = rng.multinomial(n, chances, size=size) @ distinct / n
    return means


def _of_users(values: Doubles, rng: np.random.Generator, draws: int) -> Doubles:
    """Return (draws,) means, an index drawn for each user."""
    n = len(values)
    means = np.empty(draws)
    step = max(1, _AT_ONCE // n)
    for first in range(0, draws, step):
        size = min(step, draws - first)
        drawn = rng.integers(n, size=(size, n))
        means[first : first + size] = values.take(drawn, mode="clip").mean(axis=1)  # in range: clip saves a check
    return means
