"""Recall: the share of what the user turned to that the list holds."""

from __future__ import annotations

import numpy as np

from frontrow.metrics import Doubles, Recommended, per_user


def recall(shown: Recommended) -> Doubles:
    """Return (n,) hits / min(k, number of targets), in [0, 1]; NaN without targets.

    Notes
    -----
    The truncated denominator lets a perfect list reach 1 however many the targets are: D. Liang et al., "Variational
    autoencoders for collaborative filtering", WWW 2018.
    """
    hits = shown.hits.sum(axis=1, dtype=np.float64)
    return per_user(hits, np.minimum(shown.targets.lengths, shown.k))
