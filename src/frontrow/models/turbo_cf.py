"""Turbo-CF: a graph filter without training, one sparse product of the histories with themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.data.ranges import ABOVE_0, FINITE, FROM_0, THRESHOLD, Range, check
from frontrow.models.liked import liked
from frontrow.models.sparse import Cells, SparseItemWeights, cells
from frontrow.models.transposed import transposed

_BLOCK = 2048  # titles filtered at a time
RANGES: Mapping[str, Range] = {
    "user_exponent": FINITE, "from_exponent": FINITE, "to_exponent": FINITE, "power": ABOVE_0, "k": FROM_0,
    "threshold": THRESHOLD,
}  # fmt: skip


@dataclass(frozen=True)
class TurboCfModel(SparseItemWeights):
    """The filter: what a viewing of each title adds to the score of those watched by the same users."""


@dataclass(frozen=True)
class TurboCf:
    """Scores a title by the users it shares with the history, each weighed by how much they watch.

    Nothing is trained: a fit is one sparse product, seconds at 40,000 titles, so that it can be redone at any time.

    Parameters
    ----------
    user_exponent
        α: a user who watched n titles counts n^−α; the larger, the less those who watch everything say.
    from_exponent
        a: a title of the history with n viewers argues with n^−a.
    to_exponent
        b: a title with n viewers is argued for with n^−b; the smaller, the more popular what is recommended.
    power
        s: each weight is raised to it; below 1 weak links gain.
    k
        Weights kept into each title, the strongest; 0 keeps all.
    threshold
        A history's title counts as watched with pleasure when its grade is above this.

    Notes
    -----
    B = (D_I^−a R' D_U^−α R D_I^−b)^∘s without its diagonal, with R the binary histories and D the numbers of titles and
    viewers; the scores are r B. The paper's R̃ = D_U^−α R D_I^(α − 1) is the user exponent 2α with 1 − α for both
    others, and it goes on to polynomials of B; exponents set apart are worth more, see the leaderboard's ``gowalla``.

    References
    ----------
    .. [1] J.-D. Park, Y.-M. Shin, W.-Y. Shin, "Turbo-CF: matrix decomposition-free graph filtering for fast
       recommendation", SIGIR 2024.
    """

    user_exponent: float = 0.7
    from_exponent: float = 0.6
    to_exponent: float = 0.3
    power: float = 1.0
    k: int = 1000
    threshold: float = 0.0

    def __post_init__(self) -> None:
        check("turbo_cf", self, **RANGES)

    def fit(self, data: Dataset, rng: np.random.Generator) -> TurboCfModel:
        """Return the filter of the data."""
        histories, n_items = liked(data, self.threshold).histories, len(data.catalogue)
        heard = scaled(histories.lengths, self.user_exponent)
        viewers = np.bincount(histories.values, minlength=n_items)
        watched = histories.matrix(n_items)
        weighed = histories.matrix(n_items, np.repeat(heard, histories.lengths))
        by_item = watched.T.tocsr()
        source, target = scaled(viewers, self.from_exponent), scaled(viewers, self.to_exponent)
        parts = []
        for first in range(0, n_items, _BLOCK):
            together = by_item[first : first + _BLOCK] @ weighed
            found = cells(together.indptr, together.indices, together.data * source[together.indices])
            parts.append(self._kept(found, first, target))
        return TurboCfModel(*transposed(stacked(parts), n_items))

    def _kept(self, found: Cells, first: int, target: Floats) -> Cells:
        """Return the weights into the titles from ``first`` on that the model keeps, as the formula has them."""
        offsets, columns = np.zeros_like(found.offsets), np.empty_like(found.columns)
        values = np.empty_like(found.values)
        kept = keep_strongest(found, first, self.k or len(target), Cells(offsets, columns, values))
        into = np.repeat(target[first : first + len(offsets) - 1], np.diff(offsets))
        return Cells(offsets, columns[:kept], (values[:kept] * into) ** np.float32(self.power))


def scaled(counts: NDArray[np.int64], exponent: float) -> Floats:
    """Return n^−exponent of each count, 0 for nothing."""
    values = np.zeros(len(counts), np.float32)
    np.power(counts, -exponent, out=values, where=counts > 0, dtype=np.float32)
    return values


def stacked(parts: list[Cells]) -> Cells:
    """Return the rows of all parts, one part after another."""
    if not parts:
        return cells([0], [], [])
    lengths = np.concatenate([np.diff(part.offsets) for part in parts])
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    return cells(offsets, np.concatenate([p.columns for p in parts]), np.concatenate([p.values for p in parts]))


@numba.njit(cache=True, nogil=True)
def keep_strongest(rows: Cells, first: int, k: int, kept: Cells) -> int:
    """Write the ``k`` largest entries of each row, without its diagonal, in their order; return how many in all.

    Row r's diagonal is in column ``first`` + r. Among equals at the border the first stay.
    """
    total = 0
    for row in range(len(rows.offsets) - 1):
        begin, end = rows.offsets[row], rows.offsets[row + 1]
        border, spare = np.float32(0), end - begin
        if end - begin > k:
            ordered = np.sort(without(rows, begin, end, first + row))
            border = ordered[max(0, len(ordered) - k)]
            spare = k - np.sum(ordered > border)  # how many at the border may stay
        for cell in range(begin, end):
            value = rows.values[cell]
            if rows.columns[cell] == first + row or value < border or (value == border and spare <= 0):
                continue
            spare -= value == border
            kept.columns[total], kept.values[total] = rows.columns[cell], value
            total += 1
        kept.offsets[row + 1] = total
    return total


@numba.njit(cache=True, nogil=True)
def without(rows: Cells, begin: int, end: int, column: int) -> Floats:
    """Return the values of a row but that of one column."""
    values: Floats = rows.values[begin:end][rows.columns[begin:end] != column]
    return values
