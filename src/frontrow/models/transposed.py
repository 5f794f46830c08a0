"""Compressed rows turned over: what each row holds becomes what each column is held by."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items
from frontrow.models.sparse import Cells, cells


def transposed(rows: Cells, n_columns: int) -> Cells:
    """Return the rows of the transposed matrix, which has ``n_columns`` of them; their entries rise.

    Where ``rows`` has no values, of a matrix of ones, the result has none either.
    """
    starts = np.zeros(n_columns + 1, np.int64)
    count(rows.columns, starts[1:])
    np.cumsum(starts, out=starts)
    columns, values = np.empty(len(rows.columns), np.int32), np.empty(len(rows.values), np.float32)
    turn_over(rows, starts.copy(), columns, values)
    return cells(starts, columns, values)


@numba.njit(cache=True, nogil=True)
def count(columns: Items, counts: NDArray[np.int64]) -> None:
    """Add to each column how often it occurs; numpy's own counting would copy the columns to twice their size."""
    for column in columns:
        counts[column] += 1


@numba.njit(cache=True, nogil=True)
def turn_over(rows: Cells, places: NDArray[np.int64], columns: Items, values: Floats) -> None:
    """Write each entry to the next place of its column; ``places`` moves on."""
    for row in range(len(rows.offsets) - 1):
        for cell in range(rows.offsets[row], rows.offsets[row + 1]):
            place = places[rows.columns[cell]]
            places[rows.columns[cell]] += 1
            columns[place] = row
            if len(values):
                values[place] = rows.values[cell]
