"""GF-CF: a graph filter without training that adds to the neighbours' filter what is common to all, the low pass."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items
from frontrow.data.dataset import Dataset
from frontrow.data.ranges import FROM_0, FROM_1, check
from frontrow.models import Explained, Queries
from frontrow.models.ease import strongest_reasons
from frontrow.models.liked import liked
from frontrow.models.low_rank import right_vectors
from frontrow.models.products import products
from frontrow.models.turbo_cf import RANGES, TurboCf, TurboCfModel, scaled


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

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons; a title disliked (weight ≤ 0) moves scores but is never a reason."""
        return strongest_reasons(self._added(asked), asked)

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        return self._added(asked)[:, items]

    @property
    def _near(self) -> TurboCfModel:
        return TurboCfModel(self.offsets, self.targets, self.weights)

    def _added(self, asked: Queries) -> Floats:
        every = np.arange(len(self.into), dtype=np.int32)
        weights = np.asarray(asked.weights, np.float32)[:, None]
        common = (weights * self.into[asked.histories.values]) @ self.out.T
        return np.asarray(self._near.contributions(asked, every) + common, np.float32)


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
    of D_U^−½ R D_I^−½, see :func:`frontrow.models.low_rank.right_vectors`.

    References
    ----------
    .. [1] Y. Shen, Y. Wu, Y. Zhang, C. Shan, J. Zhang, K. Letaief, D. Li, "How powerful is graph convolution for
       recommendation?", CIKM 2021.
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
        check("gf_cf", self, factors=FROM_1, low_pass=FROM_0, **RANGES)

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
