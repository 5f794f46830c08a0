"""The serving form of EASE: the strongest weights into each title, read in one pass over a history."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from frontrow.core import Floats
from frontrow.errors import BadConfig
from frontrow.models.sparse import Cells, SparseItemWeights, cells, joined, strongest_sources

_BLOCK = 512  # columns pruned at a time


@dataclass(frozen=True)
class CompactEase(SparseItemWeights):
    """The strongest weights of EASE into each title, kept by the title of the history."""


def strongest(weights: Floats, k: int) -> CompactEase:
    """Return the ``k`` weights of each column that are largest in absolute value; zeros are dropped.

    Negative weights are kept as positive ones are: they carry no reason, but a score without them is another score.

    Parameters
    ----------
    weights
        (n_items, n_items) The matrix B of :class:`frontrow.models.ease.EaseModel`.
    k
        Weights a column keeps, at least 1.
    """
    return CompactEase(*pruned(weights, k))


def pruned(weights: Floats, k: int) -> Cells:
    """Return the rows of (n_sources, n_targets) ``weights``, of each column the ``k`` largest in absolute value."""
    if k < 1:
        raise BadConfig(f"the compact form cannot keep {k} weights a title.", "k is at least 1.")
    n_sources, n_targets = weights.shape
    if k >= n_sources:
        whole = csr_array(weights)
        return cells(whole.indptr, whole.indices, whole.data)
    parts = []
    for first in range(0, n_targets, _BLOCK):
        into = weights[:, first : first + _BLOCK].T
        found = strongest_sources(np.abs(into), into, k)
        parts.append(found._replace(targets=found.targets + first))
    return joined(n_sources, parts)
