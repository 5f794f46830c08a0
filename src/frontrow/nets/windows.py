"""The newest entries of histories as arrays of one width: what a net reads, in training and when serving.

Without PyTorch, so that a served net needs none.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items, Times

DAY = 86_400.0  # seconds
UNKNOWN_AGE = 86_400  # seconds: nobody knows when; as of a viewer who comes back a day later

Ints = NDArray[np.int64]


class Entries(NamedTuple):
    """Histories end to end."""

    items: Items  # (total,)
    at: Times | None  # (total,) seconds since the epoch, None where nobody knows
    grades: Floats  # (total,)


class Windows(NamedTuple):
    """What a net reads of ``n`` histories, the newest entry last; places to the left of a short one hold no title."""

    items: Ints  # (n, length), n_items where there is nothing
    ages: Ints  # (n, length) seconds before `now`, never negative; 0 where there is nothing
    grades: Floats  # (n, length), 0 where there is nothing
    now: Floats  # (n,) days since the epoch


def windows(entries: Entries, first: Ints, stop: Ints, now: Times, *, n_items: int, length: int) -> Windows:
    """Return the last ``length`` entries of each history ``first[i]:stop[i]``, seen from ``now[i]``."""
    place = stop[:, None] - length + np.arange(length)
    there = place >= first[:, None]
    place = np.where(there, place, 0)
    if not len(entries.items):
        entries = Entries(np.full(1, n_items, np.int32), None, np.zeros(1, np.float32))
    ages = np.full(place.shape, UNKNOWN_AGE, np.int64)
    if entries.at is not None:
        ages = np.maximum(now[:, None] - entries.at[place], 0).astype(np.int64)
    return Windows(
        np.where(there, entries.items[place], n_items).astype(np.int64),
        np.where(there, ages, 0),
        np.where(there, entries.grades[place], 0).astype(np.float32),
        (now / DAY).astype(np.float32),
    )
