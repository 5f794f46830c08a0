"""Whether one model is better than another, judged on the same users."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.errors import BadInput
from frontrow.evaluate.bootstrap import interval
from frontrow.metrics import Doubles

DRAWS = 1000  # of the bootstrap
FLIPS = 2000  # of the permutation test


@dataclass(frozen=True)
class Difference:
    """What one model has more than another, over the users for whom both have a value.

    Parameters
    ----------
    mean
        The mean of the differences.
    low, high
        Its paired bootstrap interval of 95 % over users.
    p
        Two-sided p-value of the sign-flip permutation test, in (0, 1].
    users
        How many were compared.
    """

    mean: float
    low: float
    high: float
    p: float
    users: int

    @property
    def beyond_chance(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def difference(ours: Doubles, theirs: Doubles, rng: np.random.Generator) -> Difference:
    """Return how much better ``ours`` are.

    Parameters
    ----------
    ours, theirs
        (n,) A value a user of the same users, NaN where it is not defined.

    Raises
    ------
    BadInput
        If the two are of different length, or no user has both values.

    Notes
    -----
    The bootstrap draws users, and with each of them both values: what makes a user easy or hard for both falls out of
    the difference. M. Smucker et al., "A comparison of statistical significance tests for information retrieval
    evaluation", CIKM 2007, found it to agree with the permutation test, which is beside it.
    """
    if len(ours) != len(theirs):
        raise BadInput(f"{len(ours)} users against {len(theirs)}.", "Compare models over the same users.")
    gaps = np.asarray(ours - theirs, np.float64)
    gaps = gaps[~np.isnan(gaps)]
    if not len(gaps):
        raise BadInput("no user has a value of both models.", "Compare models over the same users.")
    low, high = interval(gaps, rng, draws=DRAWS)
    return Difference(float(gaps.mean()), low, high, sign_flip(gaps, rng), len(gaps))


def sign_flip(gaps: Doubles, rng: np.random.Generator, flips: int = FLIPS) -> float:
    """Return the two-sided p-value of a mean difference, were each user's sign a toss of a coin.

    Notes
    -----
    p = (1 + #{|mean of flipped| ≥ |mean|}) / (1 + flips), which is never 0 and valid at any number of flips:
    B. Phipson and G. Smyth, "Permutation p-values should never be zero", Stat. Appl. Genet. Mol. Biol. 9(1), 2010.
    Equal pairs say nothing of either sign. Of the m users with the same size of difference d, a binomial number j of
    ½ chance keeps the plus: together they add (2j − m) · d.
    """
    sizes, users = np.unique(np.abs(gaps[gaps != 0]), return_counts=True)
    if not len(sizes):
        return 1.0
    step = max(1, _AT_ONCE // len(sizes))
    reached = 0
    for first in range(0, flips, step):
        kept = rng.binomial(users, 0.5, size=(min(step, flips - first), len(sizes)))
        sums = np.abs((2 * kept - users) @ sizes)
        reached += int((sums >= abs(gaps.sum()) * (1.0 - _ROUNDING)).sum())
    return (1 + reached) / (1 + flips)


_AT_ONCE = 2**22  # numbers drawn at a time: 32 MiB
_ROUNDING = 1e-9  # sums of the same numbers in another order
