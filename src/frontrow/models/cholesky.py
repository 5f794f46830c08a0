"""Small positive definite systems, thousands a second: sums of outer products, Cholesky's factor, its solution."""

from __future__ import annotations

import numba
import numpy as np

from frontrow.core import Floats
from frontrow.models.tiles import (
    LANES,
    ROWS,
    add_narrow_tile,
    add_wide_tile,
    divide_tile,
    subtract_products,
    subtract_rows,
)

_WIDE = 2 * LANES
_PLUS, _MINUS = np.float32(1), np.float32(-1)
_FAST = {"reassoc", "contract", "nsz"}  # sums in any order; infinities and NaN stay what they are


def padded(n: int) -> int:
    """Return the least multiple of 16 that is at least ``n``: the sides of all matrices here."""
    return -(-n // LANES) * LANES


@numba.njit(cache=True, nogil=True)
def add_rank(rows: Floats, count: int, n: int, matrix: Floats) -> None:
    """Add X'X to the upper triangle of ``matrix``; X is the first ``count`` rows and ``n`` columns of ``rows``.

    What lies below the diagonal may change too and means nothing.
    """
    for i in range(0, n, ROWS):
        j = i - i % LANES
        while j + _WIDE <= n:
            add_wide_tile(matrix, i, j, rows, count, _PLUS)
            j += _WIDE
        if j < n:
            add_narrow_tile(matrix, i, j, rows, count, _PLUS)


@numba.njit(cache=True, nogil=True)
def subtract_above(matrix: Floats, i: int, n: int) -> None:
    """Subtract from the 8 rows at ``i`` the products of the columns of all rows above them."""
    j = i - i % LANES
    while j + _WIDE <= n:
        add_wide_tile(matrix, i, j, matrix, i, _MINUS)
        j += _WIDE
    if j < n:
        add_narrow_tile(matrix, i, j, matrix, i, _MINUS)


@numba.njit(cache=True, nogil=True)
def factorize(matrix: Floats, n: int, corner: Floats) -> None:
    """Turn the upper triangle of A into U with A = U'U, in place; the diagonal of U is kept as 1 / U[i, i].

    Parameters
    ----------
    matrix
        (≥ n, ≥ n) Symmetric positive definite, of which only the upper triangle is read.
    n
        A multiple of 16.
    corner
        (8, 8) Room to work.

    Notes
    -----
    Left-looking by bands of 8 rows: what the rows above add to a band is one product, held in registers.
    """
    for i in range(0, n, ROWS):
        subtract_above(matrix, i, n)
        factorize_corner(matrix, i, corner)
        for j in range(i - i % LANES, n, LANES):
            divide_tile(matrix, i, j, corner)
        for r in range(ROWS):
            matrix[i + r, i + r] = corner[r, r]


@numba.njit(cache=True, nogil=True, error_model="numpy", fastmath=_FAST)
def factorize_corner(matrix: Floats, i: int, corner: Floats) -> None:
    """Write the factor of the 8 × 8 block at (i, i), its diagonal inverted."""
    for r in range(ROWS):
        for c in range(r, ROWS):
            value = matrix[i + r, i + c]
            for s in range(r):
                value -= corner[s, r] * corner[s, c]
            corner[r, c] = np.float32(1) / np.sqrt(value) if c == r else value * corner[r, r]


@numba.njit(cache=True, nogil=True)
def solve(factor: Floats, n: int, b: Floats) -> None:
    """Turn ``b`` into A⁻¹b, in place; ``factor`` is what :func:`factorize` made of A, ``n`` a multiple of 16."""
    for i in range(0, n, LANES):
        solve_down(factor, i, b)
        for j in range(i + LANES, n, LANES):
            subtract_rows(b, j, factor, i)
    for i in range(n - LANES, -1, -LANES):
        subtract_products(b, i, factor, n)
        solve_up(factor, i, b)


@numba.njit(cache=True, nogil=True, fastmath=_FAST)
def solve_down(factor: Floats, i: int, b: Floats) -> None:
    """Turn 16 entries of ``b`` into U⁻ᵀ times themselves, U the block of the factor at (i, i)."""
    for r in range(i, i + LANES):
        b[r] *= factor[r, r]
        for c in range(r + 1, i + LANES):
            b[c] -= b[r] * factor[r, c]


@numba.njit(cache=True, nogil=True, fastmath=_FAST)
def solve_up(factor: Floats, i: int, b: Floats) -> None:
    """Turn 16 entries of ``b`` into U⁻¹ times themselves, U the block of the factor at (i, i)."""
    for r in range(i + LANES - 1, i - 1, -1):
        value = b[r]
        for c in range(r + 1, i + LANES):
            value -= factor[r, c] * b[c]
        b[r] = value * factor[r, r]
