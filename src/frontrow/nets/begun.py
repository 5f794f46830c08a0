"""Vectors of titles to begin a training with: from what is watched together, in closed form."""

from __future__ import annotations

import numpy as np
import torch
from scipy.sparse import coo_array, csr_array
from scipy.sparse.linalg import svds
from torch import Tensor

from frontrow.nets.batches import Events

REACH = 8  # entries apart at which two titles still count as watched together
DECAY = 0.75  # weight of one entry more between them
SIZE = 0.1  # standard deviation of the numbers


def together(events: Events) -> csr_array:
    """Return (n_items, n_items) how often two titles are watched near each other: Σ_k DECAY^(k−1) over k ≤ REACH.

    Liked or not: whatever is read needs a vector; training decides what is predicted.
    """
    owner = np.repeat(np.arange(len(events.first)), events.stop - events.first)
    start = np.cumsum(events.stop - events.first) - (events.stop - events.first)
    item = events.entries.items[np.arange(len(owner)) + np.repeat(events.first - start, events.stop - events.first)]
    total = csr_array((events.n_items, events.n_items), dtype=np.float32)
    for step in range(1, REACH + 1):
        same = owner[:-step] == owner[step:]
        weight = np.full(int(same.sum()), DECAY ** (step - 1), np.float32)
        pairs = (item[:-step][same], item[step:][same])
        total = csr_array(total + csr_array((weight, pairs), shape=total.shape))
    return csr_array(total + total.T)


def vectors(events: Events, factors: int) -> Tensor | None:
    """Return (n_items, factors) float32 vectors whose products approximate the positive pointwise information of pairs.

    PPMI_ij = max(0, log(n_ij n / (n_i n_j))) ≈ U S Vᵀ; the vectors are U √S, scaled to a small standard deviation. A
    title without an event has the vector 0. None where there are too few titles or pairs for that many factors.

    References
    ----------
    .. [1] O. Levy, Y. Goldberg, "Neural word embedding as implicit matrix factorization", NeurIPS 2014, §4: the
       symmetric factors of a truncated SVD of PPMI stand for word2vec's.
    """
    counts = coo_array(together(events))
    near = counts.sum(axis=1)
    information = np.log(counts.data * near.sum() / (near[counts.row] * near[counts.col]))
    positive = csr_array((np.maximum(information, 0), (counts.row, counts.col)), shape=counts.shape)
    positive.eliminate_zeros()
    if min(events.n_items, positive.nnz) <= factors:  # what svds can give
        return None
    left, values, _ = svds(positive, k=factors, rng=0)
    table = left * np.sqrt(values)
    return torch.from_numpy(np.ascontiguousarray(table * (SIZE / table.std()), np.float32))
