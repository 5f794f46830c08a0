"""The items of the highest values."""

from __future__ import annotations

import numpy as np

from frontrow.core import Items, Values
from frontrow.order import falling


def strongest(values: Values, k: int) -> Items:
    """Return the items of the ``k`` highest values above zero, best first; ties go to the smaller item."""
    amounts = np.asarray(values, np.float32)
    above = np.flatnonzero(amounts > 0).astype(np.int32)
    return above[falling(amounts[above])[:k]]
