"""X'X without its zeros: sums over users for catalogues whose full matrix is too large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu, vstack

from frontrow.core import Floats, Items
from frontrow.data.ragged import Ragged
from frontrow.models.partners import cut, keep
from frontrow.models.sparse import Cells, cells

_BLOCK = 1_000  # titles whose pairs are counted at once


@dataclass(frozen=True)
class PairCounts:
    """X'X of zeros and ones as statistics that add up over users.

    Parameters
    ----------
    offsets, columns, values
        Compressed rows of the upper triangle with the diagonal, without zeros: whole numbers in float32, exact up to
        16,777,216 users. Memory is 8 bytes a pair of titles that any user watched both of.
    """

    offsets: NDArray[np.int64]
    columns: Items
    values: Floats

    @classmethod
    def of(cls, histories: Ragged, n_items: int) -> Self:
        """Return the counts of histories without repeats."""
        watched = histories.matrix(n_items)
        by_title = watched.T.tocsr()
        rows = [  # both triangles of some titles at a time: twice what is kept, and only of these
            triu(by_title[first : first + _BLOCK] @ watched, k=first, format="csr")
            for first in range(0, max(n_items, 1), _BLOCK)
        ]
        return cls._from(vstack(rows, format="csr"))

    @classmethod
    def from_upper(cls, upper: NDArray[np.floating]) -> Self:
        """Return the counts in the upper triangle of a full matrix, as :class:`frontrow.models.gram.Gram` keeps it."""
        return cls._from(csr_array(upper))

    @property
    def n_items(self) -> int:
        """The number of titles of the catalogue."""
        return len(self.offsets) - 1

    def __add__(self, other: Self) -> Self:
        return self._from(self._matrix + other._matrix)

    def __sub__(self, other: Self) -> Self:
        return self._from(self._matrix - other._matrix)

    def grown(self, n_items: int) -> Self:
        """Return the same counts over a catalogue with more titles at its end: nobody has watched those yet."""
        more = np.full(n_items - self.n_items, self.offsets[-1])
        return type(self)(np.append(self.offsets, more), self.columns, self.values)

    def partners(self, most: int) -> Cells:
        """Return what :func:`frontrow.models.partners.partners` makes of the histories that were counted."""
        upper = self._matrix
        both = (upper + triu(upper, 1).T).tocsr()
        both.sort_indices()
        rows, counts = cells(both.indptr, both.indices, both.data), np.zeros(self.n_items, np.float32)
        return cut(self.n_items, most, lambda first, found: cut_counted(first, rows, counts, found))

    @property
    def _matrix(self) -> csr_array:
        return csr_array((self.values, self.columns, self.offsets), shape=(self.n_items, self.n_items))

    @classmethod
    def _from(cls, matrix: csr_array) -> Self:
        matrix.eliminate_zeros()
        matrix.sort_indices()
        return cls(*cells(matrix.indptr, matrix.indices, matrix.data))


@numba.njit(cache=True, nogil=True)
def cut_counted(first: int, rows: Cells, counts: Floats, found: Cells) -> None:
    """Fill a row of ``found`` for each title from ``first`` on; ``offsets`` takes their lengths. Leaves counts 0."""
    for row in range(len(found.offsets)):
        title = first + row
        cell = slice(rows.offsets[title], rows.offsets[title + 1])
        touched = rows.columns[cell]
        counts[touched] = rows.values[cell]
        if counts[title] == 0:  # nobody watched it
            touched = np.array([title], np.int32)
        found.offsets[row] = keep(title, touched, counts, found.columns[row], found.values[row])
        counts[touched] = 0
