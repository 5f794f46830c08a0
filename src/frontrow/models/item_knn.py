"""Item kNN: titles watched by the same users, by cosine with shrinkage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.data.ranges import FROM_0, FROM_1, THRESHOLD, check
from frontrow.models.liked import liked
from frontrow.models.sparse import SparseItemWeights, joined, strongest_sources

_BLOCK = 512  # titles whose similarities are dense at a time


@dataclass(frozen=True)
class ItemKNNModel(SparseItemWeights):
    """The similarity of each title to its ``k`` nearest, kept by the title of the history."""


@dataclass(frozen=True)
class ItemKNN:
    """Scores a title by its similarity to the history, of its ``k`` nearest titles.

    Parameters
    ----------
    k
        Neighbours kept for each title to be scored, at least 1.
    shrink
        Added to the denominator, so that titles with few viewers are not similar by chance; 0 or more.
    threshold
        A history's title counts as watched with pleasure when its grade is above this.

    Notes
    -----
    With n_i the users who liked title i and n_ij those who liked both, s_ij = n_ij / (√(n_i · n_j) + shrink), and the
    score of j is Σ weight(i) · s_ij over those titles i of the history that are among the k most similar to j.

    References
    ----------
    .. [1] M. Deshpande, G. Karypis, "Item-based top-N recommendation algorithms", ACM TOIS 22(1), 2004.
    """

    k: int = 100
    shrink: float = 20.0
    threshold: float = 0.0

    def __post_init__(self) -> None:
        check("item_knn", self, k=FROM_1, shrink=FROM_0, threshold=THRESHOLD)

    def fit(self, data: Dataset, rng: np.random.Generator) -> ItemKNNModel:
        """Return the similarities of each title to its nearest."""
        n_items = len(data.catalogue)
        watched = liked(data, self.threshold).histories.matrix(n_items).tocsc()
        by_item = watched.T.tocsr()
        norm = np.sqrt(np.diff(watched.indptr)).astype(np.float32)
        parts = []
        for first in range(0, n_items, _BLOCK):
            together = np.asarray((by_item[first : first + _BLOCK] @ watched).todense(), np.float32)
            similarity = self._similarity(together, norm, first)
            found = strongest_sources(similarity, similarity, self.k)
            parts.append(found._replace(targets=found.targets + first))
        return ItemKNNModel(*joined(n_items, parts))

    def _similarity(self, together: Floats, norm: Floats, first: int) -> Floats:
        """Return (block, n_items) shrunk cosines of the titles from ``first`` on, 0 with themselves."""
        rows = np.arange(len(together))
        scale = np.outer(norm[first + rows], norm) + np.float32(self.shrink)
        similarity: Floats = np.divide(together, scale, out=np.zeros_like(together), where=together > 0)
        similarity[rows, first + rows] = 0.0
        return similarity
