"""Coverage: how much of the catalogue is recommended to anybody."""

from __future__ import annotations

import numpy as np

from frontrow.metrics import Recommended


def coverage(shown: Recommended) -> float:
    """Return the share of the catalogue's titles that stand in at least one list, in [0, 1]; it grows with users."""
    return len(np.unique(shown.shown.values)) / max(len(shown.catalogue), 1)
