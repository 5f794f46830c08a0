"""The two passes of an exact search: over all titles in bytes, then over the few left in floats."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items

Codes: TypeAlias = NDArray[np.int8]

CHUNK = 64  # titles whose greatest product is kept
WIDTH = 64  # columns of a block of codes


class Coarse(NamedTuple):
    """What the first pass knows of a query's products.

    Parameters
    ----------
    scores
        (n_codes,) The products of the codes, in steps of the query's code.
    tops
        (n_chunks,) The greatest score of a chunk of titles.
    slack
        (n_chunks,) How far a score of the chunk may be from the product, in the same steps.
    """

    scores: Floats
    tops: Floats
    slack: Floats


@numba.njit(cache=True, nogil=True)
def approximate(codes: Codes, scale: Floats, asked: Codes, scores: Floats, tops: Floats) -> None:
    """Write the products of coded titles and coded queries, and the greatest of each chunk of titles.

    A chunk is taken for all queries before the next is read. ``codes`` is (blocks, n_codes, 64), ``asked`` (blocks, b,
    64), ``scores`` (b, n_codes), ``tops`` (b, n_chunks); both are in steps of the query's code.
    """
    totals = np.empty(CHUNK, np.int32)
    for chunk in range(tops.shape[1]):
        first = chunk * CHUNK
        for query in range(asked.shape[1]):
            totals[:] = 0
            for block in range(len(codes)):
                code = asked[block, query]
                for lane in range(CHUNK):
                    totals[lane] += _product(codes[block, first + lane], code)
            top = np.float32(-np.inf)
            for lane in range(CHUNK):
                score = np.float32(totals[lane]) * scale[first + lane]
                scores[query, first + lane] = score
                top = max(top, score)
            tops[query, chunk] = top


@numba.njit(cache=True, nogil=True)
def _product(one: Codes, other: Codes) -> np.int32:
    """Return the inner product of (64,) bytes.

    The length is a number the compiler knows and the sum stays in 32 bits, so it becomes a few instructions that
    multiply and add thirty-two pairs each.
    """
    total = np.int32(0)
    for j in range(WIDTH):
        total = np.int32(total + np.int32(np.int32(one[j]) * np.int32(other[j])))
    return total


@numba.njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})
def rescored(vectors: Floats, query: Floats, coarse: Coarse, items: Items, products: Floats) -> None:
    """Write the titles with the greatest products in float32 among those that may be of them.

    The sum of products may be taken in any order,
    so that the compiler takes them side by side; a title's product is the same whatever stands beside it.
    """
    k = len(items)
    scores, tops, slack = coarse.scores, coarse.tops, coarse.slack
    least = np.partition(slack - tops, k - 1)[k - 1] * np.float32(-1)  # k titles have a product not below this
    left, found, n = np.empty(CHUNK * len(tops), np.int32), np.empty(CHUNK * len(tops), np.float32), 0
    for chunk in range(len(tops)):
        bar = least - slack[chunk]
        if tops[chunk] < bar:
            continue
        for item in range(chunk * CHUNK, min((chunk + 1) * CHUNK, len(vectors))):
            if scores[item] >= bar:
                vector = vectors[item]
                product = np.float32(0)
                for j in range(len(query)):
                    product += vector[j] * query[j]
                left[n], found[n] = item, product
                n += 1
    order = np.argsort(-found[:n], kind="mergesort")[:k]
    for place in range(len(order)):
        items[place] = left[order[place]]
        products[place] = found[order[place]]
