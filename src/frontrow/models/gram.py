"""The Gram matrix X'X of histories: how often two titles are watched by the same user."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, Self, TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from frontrow.core import Floats, Items
from frontrow.data.ragged import Ragged
from frontrow.errors import TooLarge
from frontrow.models.statistics import Sums, padded

Reals: TypeAlias = NDArray[np.floating]
GIB = 2.0**30
_BLOCK = 2**18  # entries of the users taken at a time: a megabyte


@dataclass(frozen=True)
class Gram(Sums):
    """X'X as statistics that add up over users.

    Parameters
    ----------
    upper
        (n_items, n_items) The upper triangle with the diagonal, 0 below: float32 where X is of zeros and ones, so that
        every entry is a whole number and exact up to 16,777,216 users; float64 where the entries are grades.
    """

    upper: Reals

    def grown(self, n_items: int) -> Self:
        return type(self)(padded(self.upper, (n_items, n_items)))


def gram(histories: Ragged, n_items: int, weights: Floats | None = None) -> Reals:
    """Return (n_items, n_items), the upper triangle of X'X with the diagonal; the lower one is 0.

    It is a sum over users, so those of two groups of users add up to that of both: float32 without weights, where that
    is exact, float64 with them.

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
    it is built, and only the part of each history from i on is read. Users are taken in blocks, so that their histories
    stay there too (that is three times as fast on four million events). The time is linear in Σ over users of the
    squared length of the history.
    """
    found = np.zeros((n_items, n_items), np.float32 if weights is None else np.float64)
    for first, last in _blocks(histories.offsets):
        entries = slice(histories.offsets[first], histories.offsets[last])
        part = Ragged(histories.values[entries], histories.offsets[first : last + 1] - histories.offsets[first])
        items, starts, ends, order = _by_title(part, n_items)
        if weights is None:
            count_pairs(items, starts, ends, found)
        else:
            add_products(items, weights[entries][order].astype(np.float64), starts, ends, found)
    return found


def _blocks(offsets: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield the first user and the one after the last of blocks whose entries stay in the cache."""
    cuts = np.searchsorted(offsets, np.arange(0, offsets[-1] + _BLOCK, _BLOCK), side="right") - 1
    yield from pairwise(np.unique(np.minimum([*cuts, len(offsets) - 1], len(offsets) - 1)).tolist())


class _Entries(NamedTuple):
    items: Items  # (total,) each history by rising title
    starts: NDArray[np.int64]  # (total,) where in ``items`` each entry stands, title by title
    ends: NDArray[np.int64]  # (total,) where its history ends
    order: NDArray[np.int64]  # (total,) the place each of ``items`` had before


def _by_title(histories: Ragged, n_items: int) -> _Entries:
    """Sort the entries by counting: into columns, and back into rows, which then rise."""
    shape = (len(histories), n_items)
    place = np.arange(len(histories.values))
    rising = csr_array((place, histories.values, histories.offsets), shape=shape).tocsc().tocsr()
    by_title = csr_array((place, rising.indices, rising.indptr), shape=shape).tocsc()
    ends = rising.indptr[1:][by_title.indices]
    return _Entries(rising.indices.astype(np.int32), by_title.data, ends.astype(np.int64), rising.data)


def refuse_above(max_gb: float, n_items: int, itemsize: float = 4) -> None:
    """Refuse a catalogue whose matrices would take more than ``max_gb`` GiB, ``itemsize`` bytes a pair of titles.

    Raises
    ------
    TooLarge
        With the memory predicted, and what would be right.
    """
    needed = n_items**2 * itemsize / GIB
    if needed > max_gb:
        raise TooLarge(
            f"a catalogue of {n_items:,} titles takes {needed:.1f} GiB in full matrices; max_gb is {max_gb:g}.",
            "Raise max_gb or leave the model out; for ease, local_ease keeps a bounded number of weights a title, and "
            "so does sparse_ease beyond its dense_up_to, without graded.",
        )


# Indices are unsigned in the loops below: a signed one is checked for "counted from the end" at each access.


@numba.njit(cache=True, nogil=True)
def count_pairs(items: Items, starts: NDArray[np.int64], ends: NDArray[np.int64], gram: Floats) -> None:
    """Count in the upper triangle each entry with itself and with those that follow it in its history."""
    one = np.float32(1.0)
    for entry in range(len(starts)):
        start = np.uint64(starts[entry])
        row = gram[items[start]]
        for place in range(start, np.uint64(ends[entry])):
            row[np.uint64(items[place])] += one


@numba.njit(cache=True, nogil=True)
def add_products(items: Items, values: Reals, starts: NDArray[np.int64], ends: NDArray[np.int64], gram: Reals) -> None:
    """Add to the upper triangle the products of each entry with itself and with those that follow it."""
    for entry in range(len(starts)):
        start = np.uint64(starts[entry])
        row = gram[items[start]]
        value = values[start]
        for place in range(start, np.uint64(ends[entry])):
            row[np.uint64(items[place])] += value * values[place]
