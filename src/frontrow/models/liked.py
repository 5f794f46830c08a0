"""The part of the histories that item-item models learn from."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged


class Liked(NamedTuple):
    """Histories without what was not liked, and the grades of the rest."""

    histories: Ragged
    grades: Floats  # (total,)


def liked(data: Dataset, threshold: float = 0.0) -> Liked:
    """Return the titles of each user with a grade above the threshold, in the same order."""
    keep = data.grades > threshold
    if keep.all():
        return Liked(data.histories, data.grades)
    kept = np.zeros(len(keep) + 1, np.int64)
    np.cumsum(keep, out=kept[1:])
    return Liked(Ragged(data.histories.values[keep], kept[data.histories.offsets]), data.grades[keep])
