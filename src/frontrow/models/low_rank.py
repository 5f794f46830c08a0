"""The strongest directions of a large matrix, found by multiplying it with a few random ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array

from frontrow.core import Floats

_BLOCK = 4096  # rows multiplied at a time, so that no second matrix has as many rows as the first
_MORE_RIGHT, _MORE = 32, 16  # directions looked at beyond those wanted: the last of them are found less well
_ROUNDS_RIGHT, _ROUNDS = 3, 4  # of the subspace iteration; the first begins one product further on
_RANK = 1e-10  # a squared singular value that is rounding, in largest ones


def right_vectors(matrix: csr_array, k: int, rng: np.random.Generator) -> Floats:
    """Return (n_columns, ≤ k) float32: the right singular vectors of the largest singular values, largest first.

    There are no more than the rank of the matrix: the vectors of a value of 0 would be any.

    Parameters
    ----------
    matrix
        (n_rows, n_columns) float32. What is made beside it does not grow with its rows: a few matrices of
        (n_columns, k + 32) numbers.
    """
    k = min(k, *matrix.shape)
    wide = min(k + _MORE_RIGHT, *matrix.shape)
    begun = np.zeros((matrix.shape[1], wide), np.float32)
    for rows in _blocks(matrix):
        begun += rows.T @ rng.normal(size=(rows.shape[0], wide)).astype(np.float32)
    basis = _turned(matrix, np.linalg.qr(begun)[0], _ROUNDS_RIGHT)
    squares = np.zeros((wide, wide))
    for rows in _blocks(matrix):
        image = rows @ basis
        squares += image.T @ image
    values, turned = np.linalg.eigh(squares)
    rank = int((values > _RANK * values.max(initial=0.0)).sum())
    return np.asarray(basis @ turned[:, ::-1][:, : min(k, rank)].astype(np.float32), np.float32)


def low_rank(matrix: Floats, d: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return U and V, (n, d) each, of the best approximation U V' to a matrix; both hold roots of singular values."""
    n = len(matrix)
    basis = np.linalg.qr(rng.standard_normal((n, min(d + _MORE, n)), np.float32))[0]
    basis = _turned(matrix.T, basis, _ROUNDS)
    left, values, right = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    root = np.sqrt(values[:d])
    return np.asarray((basis @ left[:, :d]) * root, np.float32), np.asarray(right[:d].T * root, np.float32)


def _turned(matrix: csr_array | Floats, basis: Floats, rounds: int) -> Floats:
    """Return an orthonormal (n_columns, d) basis turned towards the strongest right singular vectors.

    Notes
    -----
    Each round is basis ← qr(A'A basis), randomized subspace iteration with A'A summed over blocks of rows.

    References
    ----------
    .. [1] N. Halko, P.-G. Martinsson, J. Tropp, "Finding structure with randomness: probabilistic algorithms for
       constructing approximate matrix decompositions", SIAM Review 53(2), 2011, algorithm 4.4.
    """
    for _ in range(rounds):
        product = np.zeros_like(basis)
        for rows in _blocks(matrix):
            product += rows.T @ (rows @ basis)
        basis = np.linalg.qr(product)[0]
    return basis


def _blocks(matrix: csr_array | Floats) -> Iterator[csr_array | Floats]:
    for first in range(0, matrix.shape[0], _BLOCK):
        yield matrix[first : first + _BLOCK]
