"""The items of the highest values."""

from __future__ import annotations

import numpy as np

from frontrow.core import Floats, Items
from frontrow.order import falling


def strongest(values: Floats, k: int) -> Items:
    """Return the items of the ``k`` highest values above zero, best first; ties go to the smaller item."""
    first = falling(values, k)
    return first[: np.count_nonzero(values[first] > 0)]
