"""Higher-order EASE: pairs of titles argue too, for what neither argues for alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.data.ranges import ABOVE_0, FROM_0, FROM_1, GB, THRESHOLD, check
from frontrow.errors import BadInput
from frontrow.models import Explained, Queries
from frontrow.models.ease import inverse, strongest_reasons
from frontrow.models.gram import Reals, gram, refuse_above
from frontrow.models.liked import liked
from frontrow.models.pairs import most_watched_together, with_pairs
from frontrow.models.sparse import Cells, add_rows, cells, strongest_sources
from frontrow.models.statistics import Sums, padded
from frontrow.models.transposed import transposed
from frontrow.models.turbo_cf import stacked

_BLOCK = 256  # titles predicted at a time


@dataclass(frozen=True)
class HigherOrderModel:
    """What pairs of titles and titles add to each score.

    Parameters
    ----------
    pairs
        (m, 2) int32 The titles of each pair.
    offsets, targets, weights
        The weights as compressed sparse rows: row p is pair p, row m + i is title i.
    """

    pairs: Items
    offsets: NDArray[np.int64]
    targets: Items
    weights: Floats

    @property
    def n_items(self) -> int:
        """The number of titles of the catalogue."""
        return len(self.offsets) - 1 - len(self.pairs)

    def scores(self, queries: Queries) -> Floats:
        found = np.zeros((len(queries.histories), self.n_items), np.float32)
        histories = cells(queries.histories.offsets, queries.histories.values, queries.weights)
        add_rows(with_pairs(histories, self.pairs, self.n_items), self._rows, found)
        return found

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons; half of what a pair adds is each of its titles'."""
        return strongest_reasons(self._added(asked), asked)

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        return self._added(asked)[:, items]

    @property
    def _rows(self) -> Cells:
        return cells(self.offsets, self.targets, self.weights)

    def _added(self, asked: Queries) -> Floats:
        """Each title of the history asked alone, and half of each of its pairs to both."""
        history, weights = asked.histories.values, asked.weights
        n = len(history)
        place = np.zeros(self.n_items, np.int64)
        place[history] = np.arange(n)
        whole = with_pairs(cells([0, n], history, weights), self.pairs, self.n_items)
        found = np.flatnonzero(whole.columns < len(self.pairs))
        pair, half = np.repeat(whole.columns[found], 2), np.repeat(whole.values[found] / 2, 2)
        owner = np.concatenate([place[self.pairs[whole.columns[found]].ravel()], np.arange(n)])
        columns = np.concatenate([pair, history + len(self.pairs)])
        values = np.concatenate([half, np.asarray(weights, np.float32)])
        order = np.argsort(owner, kind="stable")
        offsets = np.searchsorted(owner[order], np.arange(n + 1))
        added = np.zeros((n, self.n_items), np.float32)
        add_rows(cells(offsets, columns[order], values[order]), self._rows, added)
        return added


@dataclass(frozen=True)
class PairGram(Sums):
    """A'A of pairs and titles, as statistics that add up over users.

    Parameters
    ----------
    upper
        (m + n_items, m + n_items) float32 The upper triangle with the diagonal, 0 below: the pairs, then the titles.
    pairs
        (m, 2) int32 The titles of each pair: what is counted of other pairs, or in another order, does not add up.
    """

    upper: Reals
    pairs: Items

    def grown(self, n_items: int) -> Self:
        n = len(self.pairs) + n_items
        return type(self)(padded(self.upper, (n, n)), self.pairs)

    def refuse_others(self, pairs: Items) -> None:
        """Refuse pairs that are not those counted.

        Raises
        ------
        BadInput
            If any differs.
        """
        if not np.array_equal(self.pairs, pairs):
            raise BadInput(
                "statistics whose pairs differ are of other learners.",
                "Choose the pairs once, and make all statistics by the learner on them: HigherOrderEase.on(pairs).",
            )

    def _with(self, other: Self, operation: np.ufunc) -> Self:
        self.refuse_others(other.pairs)
        return replace(super()._with(other, operation), pairs=self.pairs)


@dataclass(frozen=True)
class HigherOrderEase:
    """Predicts each title of a history from the others and from pairs of the others.

    Parameters
    ----------
    n_pairs
        Pairs that are inputs of their own: those that most users watched both of.
    reg
        Ridge penalty λ of a title, in users: above 0.
    pair_reg
        Ridge penalty of a pair, above 0; several times ``reg``, since pairs are many and each says little.
    threshold
        A history's title counts as watched with pleasure when its grade is above this.
    k
        Weights kept into each title, at least 1.
    max_gb
        GiB that the matrix of pairs and titles and the weights kept of it may take while they are made; a larger
        catalogue is refused. By default there is room for 31,382 titles with 1,000 pairs, 400 weights into each.

    Notes
    -----
    With Z the pairs of X, |X − XB − ZC|² + λ_B|B|² + λ_C|C|² is minimised under diag(B) = 0 and, by the mask M, that no
    pair predicts a title of its own: C ∘ M = 0 ([1]_, equation 8). The paper iterates (ADMM); column by column there is
    a closed form. With A = [Z X], P = (A'A + Λ)⁻¹, r the row of title j and S = {r} and the pairs with j, the
    minimiser with zeros on S is

        W_j = e_r − P_·S · (P_SS)⁻¹ · e_r

    as W_j = P(A'x_j − E_S μ) = e_r − P_·S ν, with the multipliers μ (and in ν the λ_j of row r) that make S zero.
    S = {r} is EASE. One inverse serves all columns.

    References
    ----------
    .. [1] H. Steck, D. Liang, "Negative interactions for improved collaborative filtering: don't go deeper, go higher",
       RecSys 2021.
    """

    n_pairs: int = 1000
    reg: float = 500.0
    pair_reg: float = 5000.0
    threshold: float = 0.0
    k: int = 400
    max_gb: float = 4.0

    def __post_init__(self) -> None:
        check("higher_order", self, n_pairs=FROM_0)
        _check_ridge(self)

    def fit(self, data: Dataset, rng: np.random.Generator) -> HigherOrderModel:
        """Return the weights on the pairs most watched together."""
        return self.on(self.chosen(data)).fit(data, rng)

    def chosen(self, data: Dataset) -> Items:
        """Return (at most n_pairs, 2) the pairs most watched together, by rising title."""
        n_items = len(data.catalogue)
        refuse_above(self.max_gb, n_items)
        return most_watched_together(gram(liked(data, self.threshold).histories, n_items), self.n_pairs)

    def on(self, pairs: Items) -> PairedEase:
        """Return the learner on the given pairs: once they are chosen, all that is learnt is a sum over users."""
        return PairedEase(pairs, self.reg, self.pair_reg, self.threshold, self.k, self.max_gb)


@dataclass(frozen=True)
class PairedEase:
    """:class:`HigherOrderEase` on pairs already chosen, which makes its statistics additive over users.

    Parameters
    ----------
    pairs
        (m, 2) int32 The titles of each pair, both of the catalogue.
    reg, pair_reg, threshold, k, max_gb
        As of :class:`HigherOrderEase`.
    """

    pairs: Items = field(default_factory=lambda: np.empty((0, 2), np.int32))
    reg: float = 500.0
    pair_reg: float = 5000.0
    threshold: float = 0.0
    k: int = 400
    max_gb: float = 4.0

    def __post_init__(self) -> None:
        _check_ridge(self)

    def fit(self, data: Dataset, rng: np.random.Generator) -> HigherOrderModel:
        """Return the weights of pairs and titles."""
        return self._model(self.statistics(data).upper.astype(np.float32, copy=False))

    def statistics(self, data: Dataset) -> PairGram:
        """Return A'A of the users of the data, A the pairs and then the titles of each."""
        n_items, found = len(data.catalogue), liked(data, self.threshold).histories
        refuse_above(self.max_gb, n_items + len(self.pairs), self._bytes_a_cell(n_items))
        ones = np.ones(len(found.values), np.float32)
        whole = with_pairs(cells(found.offsets, found.values, ones), self.pairs, n_items)
        upper = gram(Ragged(whole.columns, whole.offsets), n_items + len(self.pairs))
        return PairGram(upper, self.pairs)

    def solved(self, statistics: PairGram) -> HigherOrderModel:
        """Return the model of the users in A'A, which is left as it is.

        Raises
        ------
        BadInput
            If A'A is of other pairs.
        """
        statistics.refuse_others(self.pairs)
        return self._model(statistics.upper.astype(np.float32))

    def _bytes_a_cell(self, n_items: int) -> float:
        """Return what a fit takes at once, of memory a pair of inputs: the matrix, then the weights kept of it.

        Each of these takes 8 bytes while the matrix stands, 24 while they are turned from targets to sources.
        """
        n = n_items + len(self.pairs)
        kept = n_items * min(self.k, n) / max(n, 1) ** 2
        return max(4 + 8 * kept, 24 * kept)

    def _model(self, upper: Floats) -> HigherOrderModel:
        m, n = len(self.pairs), len(upper)
        parts: list[Cells] = []
        if n > m:
            penalty: Reals = np.concatenate([np.full(m, self.pair_reg), np.full(n - m, self.reg)])
            upper = inverse(upper, penalty)
            fill_lower(upper)
            of_title = _pairs_by_title(self.pairs, n - m)
            for first in range(0, n - m, _BLOCK):
                into = np.zeros((min(_BLOCK, n - m - first), n), np.float32)
                predict_titles(upper, of_title.values, of_title.offsets, first, into)
                parts.append(_strongest(into, self.k))
        del upper  # before the weights are laid end to end
        return HigherOrderModel(self.pairs, *transposed(stacked(parts), n))


def _check_ridge(settings: HigherOrderEase | PairedEase) -> None:
    check("higher_order", settings, reg=ABOVE_0, pair_reg=ABOVE_0, threshold=THRESHOLD, k=FROM_1, max_gb=GB)


def _strongest(into: Floats, k: int) -> Cells:
    """Return the ``k`` weights of each row that are largest in absolute value, without zeros."""
    found = strongest_sources(np.abs(into), into, k)
    return cells(np.searchsorted(found.targets, np.arange(len(into) + 1)), found.sources, found.weights)


def _pairs_by_title(pairs: Items, n_items: int) -> Ragged:
    """Return the pairs that each title stands in."""
    order = np.argsort(pairs.ravel(), kind="stable")
    return Ragged.grouped(pairs.ravel()[order], (order // 2).astype(np.int32), n_items)


@numba.njit(cache=True, nogil=True)
def fill_lower(matrix: Floats) -> None:
    """Copy the upper triangle to the lower one."""
    for i in range(len(matrix)):
        for j in range(i):
            matrix[i, j] = matrix[j, i]


@numba.njit(cache=True, nogil=True)
def predict_titles(P: Floats, pairs: Items, offsets: NDArray[np.int64], first: int, into: Floats) -> None:
    """Write W' of the titles from ``first`` on: e_r − P_·S · (P_SS)⁻¹ · e_r, S being r and the pairs with the title."""
    m = len(P) - (len(offsets) - 1)
    for row in range(len(into)):
        title = first + row
        own = pairs[offsets[title] : offsets[title + 1]]
        S = np.empty(1 + len(own), np.int64)
        S[0], S[1:] = m + title, own
        block = np.empty((len(S), len(S)))
        for i in range(len(S)):
            for j in range(len(S)):
                block[i, j] = P[S[i], S[j]]
        e = np.zeros(len(S))
        e[0] = 1.0
        nu = np.linalg.solve(block, e)
        column = np.zeros(len(P), np.float32)
        for i in range(len(S)):
            column -= np.float32(nu[i]) * P[S[i]]
        column[S] = 0.0
        into[row] = column
