"""Recall of all: the share of everything the user turned to that the list holds."""

from __future__ import annotations

import numpy as np

from frontrow.metrics import Doubles, Recommended, per_user


def recall_of_all(shown: Recommended) -> Doubles:
    """Return (n,) hits / number of targets, in [0, 1]; NaN without targets.

    Notes
    -----
    A user with more targets than places cannot reach 1, unlike in :func:`frontrow.metrics.recall.recall`. It is the
    Recall@20 of the graph recommenders: X. He et al., "LightGCN", SIGIR 2020.
    """
    return per_user(shown.hits.sum(axis=1, dtype=np.float64), shown.targets.lengths)
