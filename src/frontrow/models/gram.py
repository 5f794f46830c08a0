"""The Gram matrix X'X of histories: how often two titles are watched by the same user."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items
from frontrow.data.ragged import Ragged


def gram(histories: Ragged, n_items: int, weights: Floats | None = None) -> Floats:
    """Return (n_items, n_items) float32, the upper triangle of X'X with the diagonal; the lower one is 0.

    It is a sum over users, so those of two groups of users add up to that of both; without weights exactly so, up to
    16,777,216 users.

    Parameters
    ----------
    histories
        The titles of each user, none twice.
    n_items
        Titles in the catalogue.
    weights
        (total,) The entries of X, 1 when None.

    Notes
    -----
    Row i is the sum of the histories of the users of title i: taken title by title, the row stays in the cache while
    it is built, and only the part of each history from i on is read.
    """
    owners = histories.owners
    order = np.lexsort((histories.values, owners))  # each history by rising item
    items = histories.values[order]
    values = np.ones(len(items), np.float32) if weights is None else weights[order].astype(np.float32, copy=False)
    starts = np.argsort(items, kind="stable")  # where each title stands, title by title
    ends = histories.offsets[1:][owners[starts]]
    found = np.zeros((n_items, n_items), np.float32)
    add_products(items, values, starts, ends, found)
    return found


@numba.njit(cache=True, nogil=True)
def add_products(
    items: Items, values: Floats, starts: NDArray[np.int64], ends: NDArray[np.int64], gram: Floats
) -> None:
    """Add to the upper triangle the products of each entry with those that follow it in its history."""
    for entry in range(len(starts)):
        start = starts[entry]
        row = gram[items[start]]
        value = values[start]
        for position in range(start, ends[entry]):
            place = np.uint64(position)  # unsigned: not checked for "counted from the end"
            row[np.uint64(items[place])] += value * values[place]
