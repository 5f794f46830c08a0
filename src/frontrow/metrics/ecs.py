"""Effective catalogue size: over how many titles recommendations are spread."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from frontrow.metrics import Recommended


def ecs(shown: Recommended) -> float:
    """Return the effective catalogue size of all places of all lists, from 1 (one title) to the size of the catalogue.

    0 when nothing is recommended. See :func:`effective_size`.
    """
    return effective_size(np.bincount(shown.shown.values, minlength=len(shown.catalogue)))


def effective_size(amounts: NDArray[np.number]) -> float:
    """Return over how many titles amounts (plays, hours, places) are spread: the number of them if all were equal.

    Notes
    -----
    With the shares p_i sorted from large to small, ECS = 2 · Σ i · p_i − 1. C. Gomez-Uribe and N. Hunt, "The Netflix
    Recommender System: algorithms, business value, and innovation", ACM TMIS 6(4), 2015.
    """
    total = float(amounts.sum())
    if total <= 0:
        return 0.0
    shares = np.sort(amounts)[::-1] / total
    return float(2.0 * (np.arange(1, len(shares) + 1) @ shares) - 1.0)
