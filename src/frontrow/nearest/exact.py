"""The best inner products without a miss, reading a quarter of the memory: bytes first, floats for the few left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np

from frontrow.core import NO_ITEM, Floats, Items
from frontrow.errors import BadInput
from frontrow.nearest.kernels import CHUNK, WIDTH, Coarse, Codes, approximate, rescored

_LEVELS = 127  # of a signed byte, to each side of zero
_AT_ONCE = 16  # queries that share one reading of the codes
_ROUNDING = np.float32(1e-5)  # of sums of float32, relative to the product of the norms; far above what is seen


class Coded(NamedTuple):
    """Vectors in bytes: ``scale · codes`` is within ``error`` of each, in Euclidean norm.

    Parameters
    ----------
    codes
        (blocks, n, 64) int8: the columns in blocks of 64, the last one padded with zeros.
    scale, error, norm
        (n,) float32: the step of a vector's codes, what coding lost of it, and the norm of what is left.
    """

    codes: Codes
    scale: Floats
    error: Floats
    norm: Floats


def coded(vectors: Floats) -> Coded:
    """Return (n, d) vectors in bytes, each with a step of its own."""
    n, d = vectors.shape
    largest = np.abs(vectors).max(axis=1, initial=0.0)
    step = largest / np.float32(_LEVELS)
    scale = np.where(step > np.finfo(np.float32).tiny, step, np.float32(1))  # else all its codes are 0
    codes = np.zeros((n, -(-d // WIDTH) * WIDTH), np.int8)
    codes[:, :d] = np.rint(vectors / scale[:, None])
    back = codes[:, :d] * scale[:, None]
    blocks = np.ascontiguousarray(codes.reshape(n, -1, WIDTH).transpose(1, 0, 2))
    return Coded(blocks, scale, _norms(vectors - back), _norms(back))


@dataclass(frozen=True)
class ExactNearest:
    """Exact search by inner product.

    Parameters
    ----------
    vectors
        (n_items, d) float32.
    codes, scale
        See :class:`Coded`; n_items rows, the last one repeated up to a multiple of the chunk.
    error, norm
        (n_chunks,) The largest of a chunk of titles.

    Notes
    -----
    With x̂ the coded title and q̂ the coded query, |x·q − x̂·q̂| ≤ |x − x̂|·|q| + |x̂|·|q − q̂| =: e (Cauchy and
    Schwarz). The k-th largest of x̂·q̂ − e is not above the k-th largest product; a title with x̂·q̂ + e below it is
    none of the best k. For the rest, some 2 k titles, the products are taken in float32. The proof holds for any
    vectors; how many are left depends on how evenly their entries use the range of a byte.
    """

    vectors: Floats
    codes: Codes
    scale: Floats
    error: Floats
    norm: Floats

    @classmethod
    def of(cls, vectors: Floats) -> Self:
        """Return the index of (n_items, d) float32 vectors.

        Raises
        ------
        BadInput
            If a vector has an entry, or a norm, that is no finite number in float32.
        """
        vectors = np.ascontiguousarray(vectors, np.float32)
        _refuse_infinite(_norms(vectors), "the vector of title {}")
        missing = -len(vectors) % CHUNK
        # the last chunk is filled with copies of its last title: the greatest of a chunk is then one of the catalogue
        found = coded(np.pad(vectors, ((0, missing), (0, 0)), mode="edge"))
        return cls(vectors, found.codes, found.scale, _largest(found.error), _largest(found.norm))

    def best(self, queries: Floats, k: int) -> tuple[Items, Floats]:
        queries = np.ascontiguousarray(queries, np.float32)
        norms = _norms(queries)
        _refuse_infinite(norms, "query {}")
        items = np.full((len(queries), k), NO_ITEM, np.int32)
        products = np.full((len(queries), k), -np.inf, np.float32)
        if k * CHUNK > len(self.vectors):  # fewer chunks than titles asked for: nothing could be left out
            _plain(self.vectors, queries, items, products)
            return items, products
        for first in range(0, len(queries), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            self._fill(queries[part], norms[part], items[part], products[part])
        return items, products

    def _fill(self, queries: Floats, lengths: Floats, items: Items, products: Floats) -> None:
        """Write the best titles of a few queries, and their products."""
        asked = coded(queries)
        scores = np.empty((len(queries), len(self.scale)), np.float32)
        tops = np.empty((len(queries), len(self.error)), np.float32)
        approximate(self.codes, self.scale, asked.codes, scores, tops)
        norms = lengths / asked.scale  # in steps of the code, as scores are
        errors = asked.error / asked.scale
        for place, query in enumerate(queries):
            slack = self.error * norms[place] + self.norm * errors[place]
            slack += _ROUNDING * (self.norm + self.error) * norms[place]
            rescored(self.vectors, query, Coarse(scores[place], tops[place], slack), items[place], products[place])


def _plain(vectors: Floats, queries: Floats, items: Items, products: Floats) -> None:
    """Write the best titles by all products; for catalogues of a few thousand titles."""
    found = queries @ vectors.T
    order = np.argsort(-found, axis=1, kind="stable")[:, : items.shape[1]]
    items[:, : order.shape[1]] = order
    products[:, : order.shape[1]] = np.take_along_axis(found, order, axis=1)


def _norms(vectors: Floats) -> Floats:
    squares = np.einsum("ij,ij->i", vectors, vectors, dtype=np.float64)  # of small entries 0 in float32
    with np.errstate(over="ignore"):  # is infinite
        return np.asarray(np.sqrt(squares), np.float32)


def _refuse_infinite(norms: Floats, which: str) -> None:
    finite = np.isfinite(norms)
    if not finite.all():
        raise BadInput(
            f"{which.format(int(np.argmin(finite)))} is not finite, or too long for float32.",
            "Expected finite float32.",
        )


def _largest(values: Floats) -> Floats:
    largest: Floats = values.reshape(-1, CHUNK).max(axis=1, initial=0.0)
    return largest
