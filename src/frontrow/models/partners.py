"""How often titles are watched by the same users, for catalogues whose full matrix is too large."""

from __future__ import annotations

from collections.abc import Callable

import numba
import numpy as np

from frontrow.core import Floats, Items
from frontrow.data.ragged import Ragged
from frontrow.models.sparse import Cells, cells

_BLOCK = 1024  # titles whose partners are found at a time


def partners(histories: Ragged, n_items: int, most: int) -> Cells:
    """Return X'X by rows, cut: each title itself and the ``most`` others that most of its users watched.

    Parameters
    ----------
    histories
        The titles of each user, none twice.
    n_items
        Titles in the catalogue.
    most
        Others kept of each title, at least 1: memory is at most ``n_items · (most + 1) · 8`` bytes. Of those watched
        together equally often at the border, the ones of smaller index are kept.

    Returns
    -------
    Cells
        Rising columns; on the diagonal, which is always there, the number of users of the title.
    """
    by_title = histories.matrix(n_items).tocsc()
    viewers = Cells(by_title.indptr.astype(np.int64), by_title.indices.astype(np.int32), np.empty(0, np.float32))
    watched = Cells(histories.offsets, histories.values, np.empty(0, np.float32))
    counts = np.zeros(n_items, np.float32)
    return cut(n_items, most, lambda first, found: cut_rows(first, viewers, watched, counts, found))


def cut(n_items: int, most: int, fill: Callable[[int, Cells], None]) -> Cells:
    """Return rows of at most ``most + 1`` cells, made a block of titles at a time.

    Parameters
    ----------
    fill
        Fills a row of its second argument for each title from its first on; ``offsets`` takes their lengths.
    """
    lengths, columns, values = [np.empty(0, np.int64)], [np.empty(0, np.int32)], [np.empty(0, np.float32)]
    for first in range(0, n_items, _BLOCK):
        width = min(_BLOCK, n_items - first)
        found = Cells(
            np.zeros(width, np.int64), np.empty((width, most + 1), np.int32), np.empty((width, most + 1), np.float32)
        )
        fill(first, found)
        kept = np.arange(most + 1) < found.offsets[:, None]
        lengths.append(found.offsets)
        columns.append(found.columns[kept])
        values.append(found.values[kept])
    offsets = np.concatenate([[0], np.cumsum(np.concatenate(lengths))])
    return cells(offsets, np.concatenate(columns), np.concatenate(values))


@numba.njit(cache=True, nogil=True)
def cut_rows(first: int, viewers: Cells, watched: Cells, counts: Floats, found: Cells) -> None:
    """Fill a row of ``found`` for each title from ``first`` on; ``offsets`` takes their lengths. Leaves counts 0."""
    touched = np.empty(len(counts), np.int32)
    for row in range(len(found.offsets)):
        title = first + row
        n = 1
        touched[0] = title
        counts[title] = viewers.offsets[title + 1] - viewers.offsets[title]
        for viewer in viewers.columns[viewers.offsets[title] : viewers.offsets[title + 1]]:
            for other in watched.columns[watched.offsets[viewer] : watched.offsets[viewer + 1]]:
                if other != title:
                    if counts[other] == 0:
                        touched[n] = other
                        n += 1
                    counts[other] += 1
        found.offsets[row] = keep(title, np.sort(touched[:n]), counts, found.columns[row], found.values[row])
        counts[touched[:n]] = 0


@numba.njit(cache=True, nogil=True)
def keep(title: int, touched: Items, counts: Floats, columns: Items, values: Floats) -> int:
    """Write the title and its most frequent partners by rising index, and return how many."""
    most = len(columns) - 1
    border, at_border = np.float32(0), len(touched)
    if len(touched) - 1 > most:
        frequencies = counts[touched[touched != title]]
        border = (
            np.partition(frequencies, len(frequencies) - most)[len(frequencies) - most] if most else np.float32(np.inf)
        )
        at_border = most - (frequencies > border).sum()
    n = 0
    for other in touched:
        take = other == title or counts[other] > border
        if not take and counts[other] == border and at_border > 0:
            at_border -= 1
            take = True
        if take:
            columns[n], values[n] = other, counts[other]
            n += 1
    return n
