"""Which vectors point in the direction of one."""

from __future__ import annotations

import numpy as np

from frontrow.core import Floats, Items


def nearest_by_cosine(vectors: Floats, item: int) -> tuple[Items, Floats]:
    """Return the other rows at an acute angle to a row, with the cosine, the nearest first.

    A row of zeros has no direction: it is near nothing, and nothing is near it.
    """
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    directed = lengths > 0
    cosines = np.zeros(len(lengths), np.float32)
    np.divide(vectors @ vectors[item], lengths * lengths[item], out=cosines, where=directed & directed[item])
    cosines[item] = 0
    order = np.argsort(-cosines, kind="stable").astype(np.int32)
    order = order[cosines[order] > 0]
    return order, cosines[order]
