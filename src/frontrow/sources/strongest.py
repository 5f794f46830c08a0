"""The items of the highest values."""

from __future__ import annotations

import numpy as np

from frontrow.core import Items, Values


def strongest(values: Values, k: int) -> Items:
    """Return the items of the ``k`` highest values above zero, best first; ties go to the smaller item.

    Only values that reach the ``k``-th are sorted, so that a large catalogue costs one partial selection.
    """
    amounts = np.asarray(values, np.float64)
    above = np.flatnonzero(amounts > 0)
    if k < len(above):
        least = np.partition(amounts[above], len(above) - k)[len(above) - k] if k > 0 else np.inf
        above = above[amounts[above] >= least]
    return above[np.argsort(-amounts[above], kind="stable")][:k].astype(np.int32)
