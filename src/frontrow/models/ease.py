"""EASE: a linear item-item model with a closed form, whose scores are sums over the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numba
import numpy as np
from scipy.linalg.lapack import spotrf, spotri

from frontrow.core import NO_ITEM, Floats, Items
from frontrow.data.dataset import Dataset
from frontrow.data.ranges import ABOVE_0, GB, THRESHOLD, Range, check
from frontrow.errors import BadConfig
from frontrow.models import Explained, Queries
from frontrow.models.compact import CompactEase, strongest
from frontrow.models.gram import Gram, Reals, gram, refuse_above
from frontrow.models.liked import liked

_BLOCK = 64  # side of the tiles in which a triangle is mirrored: two of them fit the first cache
RANGES: Mapping[str, Range] = {
    "reg": ABOVE_0.hinted("200 to 1000 suits most data"), "threshold": THRESHOLD, "max_gb": GB,
}  # fmt: skip


@dataclass(frozen=True)
class EaseModel:
    """The full matrix of item-item weights.

    Parameters
    ----------
    weights
        (n_items, n_items) float32 B: row i is what a viewing of title i adds to the score of every title; the diagonal
        is 0.
    """

    weights: Floats

    def scores(self, queries: Queries) -> Floats:
        histories = queries.histories.matrix(len(self.weights), queries.weights)
        return np.asarray(histories @ self.weights, np.float32)

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons; a title disliked (weight ≤ 0) moves scores but is never a reason."""
        return strongest_reasons(self._added(asked), asked)

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        weights = np.asarray(asked.weights, np.float32)
        return weights[:, None] * self.weights[np.ix_(asked.histories.values, items)]

    def compact(self, k: int = 200) -> CompactEase:
        """Return the serving form: the ``k`` strongest weights into each title."""
        return strongest(self.weights, k)

    def _added(self, asked: Queries) -> Floats:
        return np.asarray(asked.weights, np.float32)[:, None] * self.weights[asked.histories.values]


def strongest_reasons(added: Floats, asked: Queries) -> Explained:
    """Return scores and reasons from (h, n_items), what each title of the one history adds to each score."""
    history, weights = asked.histories.values, asked.weights
    reasons = np.vstack([np.zeros((1, added.shape[1]), np.float32), np.where((weights > 0)[:, None], added, 0)])
    best = reasons.argmax(axis=0)  # row 0, "none", wins where nothing is above 0
    because = np.concatenate([np.array([NO_ITEM], np.int32), history.astype(np.int32, copy=False)])[best]
    return Explained(added.sum(axis=0), because, reasons.max(axis=0))


@dataclass(frozen=True)
class Ease:
    """Predicts each title of a history from the others, by ridge regression with a zero diagonal.

    Parameters
    ----------
    reg
        Ridge penalty λ, in users: above 0; the larger, the more a pair must be seen together to count.
    threshold
        A history's title counts as watched with pleasure when its grade is above this.
    graded
        Whether an entry of X is the grade, instead of 1.
    max_gb
        GiB that the matrix may take; a larger catalogue is refused before anything is made.

    Notes
    -----
    P = (X'X + λI)⁻¹, B = I − P · diag(1 / diag(P)), which has a zero diagonal. X'X is built by
    :func:`frontrow.models.gram.gram`; the factor, the inverse and B are made in its own memory, so that the peak is
    one (n_items, n_items) float32 matrix beside the histories (float64 while grades are summed).

    References
    ----------
    .. [1] H. Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019.
    """

    reg: float = 500.0
    threshold: float = 0.0
    graded: bool = False
    max_gb: float = 4.0

    def __post_init__(self) -> None:
        check("ease", self, **RANGES)

    def fit(self, data: Dataset, rng: np.random.Generator) -> EaseModel:
        """Return the weights that predict each title from the others."""
        upper = self.statistics(data).upper.astype(np.float32, copy=False)
        return EaseModel(without_self(upper, self.reg))

    def statistics(self, data: Dataset) -> Gram:
        """Return X'X of the users of the data."""
        return liked_gram(data, self.threshold, self.graded, self.max_gb)

    def solved(self, statistics: Gram) -> EaseModel:
        """Return the model of the users in X'X, which is left as it is."""
        return EaseModel(without_self(statistics.upper.astype(np.float32), self.reg))


def liked_gram(data: Dataset, threshold: float, graded: bool, max_gb: float) -> Gram:
    """Return X'X over what was liked, refused where it takes more than ``max_gb`` GiB."""
    n_items = len(data.catalogue)
    refuse_above(max_gb, n_items, 12 if graded else 4)  # grades: a sum in float64, then its float32
    found = liked(data, threshold)
    return Gram(gram(found.histories, n_items, found.grades if graded else None))


def without_self(upper: Floats, penalty: float | Reals) -> Floats:
    """Turn the upper triangle of X'X into B = I − P · diag(1 / diag(P)), P = (X'X + diag(penalty))⁻¹, in place.

    Parameters
    ----------
    upper
        (n_items, n_items) float32.
    penalty
        λ of all titles, or (n_items,) of each.

    Raises
    ------
    BadConfig
        If the penalty is too small for the matrix to be inverted in float32.
    """
    if not len(upper):
        return upper
    weights = inverse(upper, penalty)
    mirror(weights, np.diag(weights).copy(), _BLOCK)
    return weights


def inverse(upper: Floats, penalty: float | Reals) -> Floats:
    """Turn an upper triangle into that of (it + diag(penalty))⁻¹, in place; what stands below is no matter.

    Raises
    ------
    BadConfig
        If the penalty is too small for the matrix to be inverted in float32.
    """
    upper[np.diag_indices_from(upper)] += np.asarray(penalty, np.float32)
    # LAPACK reads columns: the upper triangle of our rows is the lower one of its columns.
    factor, info = spotrf(upper.T, lower=1, clean=0, overwrite_a=1)
    found, failed = spotri(factor, lower=1, overwrite_c=1)
    if info or failed:
        raise BadConfig(f"X'X + reg · I cannot be inverted with reg = {np.min(penalty):g}.", "Raise reg.")
    turned: Floats = found.T
    return turned


@numba.njit(cache=True, nogil=True)
def mirror(matrix: Floats, diagonal: Floats, block: int) -> None:
    """Turn the upper triangle of P into B = −P / diag(P) by columns, both triangles, with a zero diagonal."""
    n = len(matrix)
    for top in range(0, n, block):
        for left in range(top, n, block):
            for i in range(top, min(top + block, n)):
                for j in range(max(left, i + 1), min(left + block, n)):
                    value = matrix[i, j]
                    matrix[i, j] = -value / diagonal[j]
                    matrix[j, i] = -value / diagonal[i]
    for i in range(n):
        matrix[i, i] = 0.0
