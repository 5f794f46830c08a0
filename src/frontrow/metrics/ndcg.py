"""NDCG: hits near the top of a list count more."""

from __future__ import annotations

import numpy as np

from frontrow.metrics import Doubles, Recommended, per_user


def ndcg(shown: Recommended) -> Doubles:
    """Return (n,) the discounted hits over those of an ideal list, in [0, 1]; NaN without targets.

    Notes
    -----
    DCG = Σ hit(r) / log2(r + 1) over the ranks r = 1 … k; the ideal list holds min(k, number of targets) hits first.
    K. Järvelin and J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002, with
    binary relevance.
    """
    discount = 1.0 / np.log2(np.arange(2, shown.k + 2))
    ideal = np.concatenate([[0.0], np.cumsum(discount)])
    return per_user(shown.hits @ discount, ideal[np.minimum(shown.targets.lengths, shown.k)])
