"""GF-CF: a graph filter without training that adds to the neighbours' filter what is common to all, the low pass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from frontrow.core import Floats, Items
from frontrow.data.dataset import Dataset
from frontrow.errors import BadConfig
from frontrow.models import Explained, Queries
from frontrow.models.ease import strongest_reasons
from frontrow.models.liked import liked
from frontrow.models.products import products
from frontrow.models.turbo_cf import TurboCf, TurboCfModel, scaled

_MORE = 32  # directions looked at beyond those wanted: the last of them are found less well
_ROUNDS = 3  # of power iteration
_RANK = 1e-10  # a squared singular value that is rounding, in largest ones


@dataclass(frozen=True)
class GfCfModel:
    """A sparse filter and a low-rank one.

    Parameters
    ----------
    offsets, targets, weights
        The sparse filter, as in :class:`frontrow.models.sparse.SparseItemWeights`.
    into, out
        (n_items, factors) float32: the low-rank filter is ``into @ out.T``.
    """

    offsets: NDArray[np.int64]
    targets: Items
    weights: Floats
    into: Floats
    out: Floats

    def scores(self, queries: Queries) -> Floats:
        histories = queries.histories.matrix(len(self.into), queries.weights)
        return self._near.scores(queries) + products(np.asarray(histories @ self.into, np.float32), self.out)

    def explained(self, history: Items, weights: Floats) -> Explained:
        """Return scores and reasons; a title disliked (weight ≤ 0) moves scores but is never a reason."""
        return strongest_reasons(self._added(history, weights), history, weights)

    def contributions(self, history: Items, weights: Floats, items: Items) -> Floats:
        """Return (len(history), len(items)): what each title of the history adds to each item's score."""
        return self._added(history, weights)[:, items]

    @property
    def _near(self) -> TurboCfModel:
        return TurboCfModel(self.offsets, self.targets, self.weights)

    def _added(self, history: Items, weights: Floats) -> Floats:
        every = np.arange(len(self.into), dtype=np.int32)
        common = (np.asarray(weights, np.float32)[:, None] * self.into[history]) @ self.out.T
        return np.asarray(self._near.contributions(history, weights, every) + common, np.float32)


@dataclass(frozen=True)
class GfCf:
    """Scores a title by the users it shares with the history, and by the strongest directions of all histories.

    Parameters
    ----------
    factors
        Directions that pass, at least 1; fewer where the catalogue or the users are fewer.
    low_pass
        β: how much the low pass counts beside the neighbours.
    user_exponent, from_exponent, to_exponent, power, k, threshold
        Of the neighbours' filter, as in :class:`frontrow.models.turbo_cf.TurboCf`; the paper's are 1, ½, ½ and 1.

    Notes
    -----
    The scores are r (B + β D_I^−½ V V' D_I^½), with B the filter of Turbo-CF and V the strongest right singular vectors
    of D_U^−½ R D_I^−½, found by randomized subspace iteration.

    References
    ----------
    .. [1] Y. Shen, Y. Wu, Y. Zhang, C. Shan, J. Zhang, K. Letaief, D. Li, "How powerful is graph convolution for
       recommendation?", CIKM 2021.
    .. [2] N. Halko, P.-G. Martinsson, J. Tropp, "Finding structure with randomness", SIAM Review 53(2), 2011,
       algorithm 4.4.
    """

    factors: int = 256
    low_pass: float = 0.3
    user_exponent: float = 1.0
    from_exponent: float = 0.5
    to_exponent: float = 0.5
    power: float = 1.0
    k: int = 1000
    threshold: float = 0.0

    def __post_init__(self) -> None:
        if self.factors < 1 or self.low_pass < 0:
            raise BadConfig(f"gf_cf cannot have {self}.", "factors is at least 1 and low_pass 0 or more.")

    def fit(self, data: Dataset, rng: np.random.Generator) -> GfCfModel:
        """Return both filters of the data."""
        histories, n_items = liked(data, self.threshold).histories, len(data.catalogue)
        near = self._neighbours.fit(data, rng)
        viewers = np.bincount(histories.values, minlength=n_items)
        heard, weight = scaled(histories.lengths, 0.5), scaled(viewers, 0.5)
        normal = heard[histories.owners] * weight[histories.values]
        vectors = right_vectors(histories.matrix(n_items, normal), self.factors, rng)
        out = np.float32(self.low_pass) * np.sqrt(viewers, dtype=np.float32)[:, None] * vectors
        return GfCfModel(near.offsets, near.targets, near.weights, weight[:, None] * vectors, out)

    @property
    def _neighbours(self) -> TurboCf:
        return TurboCf(self.user_exponent, self.from_exponent, self.to_exponent, self.power, self.k, self.threshold)


def right_vectors(matrix: csr_array, k: int, rng: np.random.Generator) -> Floats:
    """Return (n_columns, ≤ k) float32: the right singular vectors of the largest singular values, largest first.

    There are no more than the rank of the matrix: the vectors of a value of 0 would be any.
    """
    k = min(k, *matrix.shape)
    wide = min(k + _MORE, *matrix.shape)
    lying = matrix.T.tocsr()
    basis = np.linalg.qr(lying @ rng.normal(size=(matrix.shape[0], wide)).astype(np.float32))[0]
    for _ in range(_ROUNDS):
        basis = np.linalg.qr(lying @ (matrix @ basis))[0]
    image = matrix @ basis
    squares, turned = np.linalg.eigh((image.T @ image).astype(np.float64))
    rank = int((squares > _RANK * squares.max(initial=0.0)).sum())
    return np.asarray(basis @ turned[:, ::-1][:, : min(k, rank)].astype(np.float32), np.float32)
