"""Pairs of titles watched by the same user, as inputs of their own."""

from __future__ import annotations

from collections.abc import Iterator

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items
from frontrow.models.gram import Reals
from frontrow.models.sparse import Cells, cells

_BLOCK = 256  # rows looked at at a time


def most_watched_together(counts: Reals, n_pairs: int) -> Items:
    """Return (at most n_pairs, 2) the pairs of different titles that most users watched both of, by rising title.

    Parameters
    ----------
    counts
        (n_items, n_items) The upper triangle of X'X of zeros and ones. Pairs nobody watched are never taken; of pairs
        watched as often as the last one taken, those with the smaller titles are.
    """
    least, spare = _threshold(counts, n_pairs)
    parts = [np.empty((0, 2), np.int32)]
    for first, block in _blocks(counts):
        found = np.argwhere(block >= least)
        at_border = block[found[:, 0], found[:, 1]] == least
        taken = ~at_border | (np.cumsum(at_border) <= spare)
        spare -= int(np.count_nonzero(at_border & taken))
        parts.append((found[taken] + np.array([first, 0])).astype(np.int32))
    return np.concatenate(parts)


def _blocks(counts: Reals) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield the rows in blocks, above the diagonal alone, each with the number of its first row."""
    for first in range(0, len(counts), _BLOCK):
        yield first, np.triu(counts[first : first + _BLOCK], first + 1).astype(np.int64)


def _threshold(counts: Reals, n_pairs: int) -> tuple[int, int]:
    """Return the largest count that at least ``n_pairs`` pairs reach, and how many pairs of that count are taken.

    It is 1 when fewer were watched at all.
    """
    pairs = np.zeros(int(counts.max(initial=0)) + 1, np.int64)
    for _, block in _blocks(counts):
        pairs += np.bincount(block.ravel(), minlength=len(pairs))
    reached = np.cumsum(pairs[::-1])[::-1]
    least = max(1, int(np.flatnonzero(reached >= n_pairs).max(initial=1)))
    return least, n_pairs - int(reached[least + 1 :].max(initial=0))


def with_pairs(histories: Cells, pairs: Items, n_items: int) -> Cells:
    """Return histories of pairs and titles: column p is pair p, column m + i is title i.

    A pair is in a history when both its titles are and neither is disliked; its grade is the product of theirs.

    Parameters
    ----------
    pairs
        (m, 2) Titles.
    """
    extra = np.zeros(len(histories.offsets) - 1, np.int64)
    count_both(histories, pairs, np.zeros(n_items, np.float32), extra)
    offsets = np.zeros(len(histories.offsets), np.int64)
    np.cumsum(np.diff(histories.offsets) + extra, out=offsets[1:])
    found = Cells(offsets, np.empty(offsets[-1], np.int32), np.empty(offsets[-1], np.float32))
    add_both(histories, pairs, np.zeros(n_items, np.float32), found)
    return cells(*found)


@numba.njit(cache=True, nogil=True)
def grade(histories: Cells, row: int, grades: Floats, erased: bool) -> None:
    """Write the grades of a history over those of all titles, or zeros to erase them."""
    for place in range(histories.offsets[row], histories.offsets[row + 1]):
        grades[histories.columns[place]] = 0.0 if erased else histories.values[place]


@numba.njit(cache=True, nogil=True)
def count_both(histories: Cells, pairs: Items, grades: Floats, found: NDArray[np.int64]) -> None:
    """Count the pairs of each history."""
    for row in range(len(found)):
        grade(histories, row, grades, False)
        for pair in range(len(pairs)):
            found[row] += grades[pairs[pair, 0]] > 0 and grades[pairs[pair, 1]] > 0
        grade(histories, row, grades, True)


@numba.njit(cache=True, nogil=True)
def add_both(histories: Cells, pairs: Items, grades: Floats, found: Cells) -> None:
    """Write the pairs of each history, then its titles."""
    for row in range(len(found.offsets) - 1):
        grade(histories, row, grades, False)
        to = found.offsets[row]
        for pair in range(len(pairs)):
            one, other = grades[pairs[pair, 0]], grades[pairs[pair, 1]]
            if one > 0 and other > 0:
                found.columns[to], found.values[to] = pair, one * other
                to += 1
        for place in range(histories.offsets[row], histories.offsets[row + 1]):
            found.columns[to], found.values[to] = len(pairs) + histories.columns[place], histories.values[place]
            to += 1
        grade(histories, row, grades, True)
