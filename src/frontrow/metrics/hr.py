"""Hit rate: how often a list holds anything the user turned to."""

from __future__ import annotations

import numpy as np

from frontrow.metrics import Doubles, Recommended, per_user


def hr(shown: Recommended) -> Doubles:
    """Return (n,) 1 where at least one target is in the list, else 0; NaN without targets."""
    hit = np.asarray(shown.hits.any(axis=1), np.float64)
    return per_user(hit, np.minimum(shown.targets.lengths, 1))
