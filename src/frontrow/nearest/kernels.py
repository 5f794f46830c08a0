"""The two passes of an exact search: over all titles in bytes, then over the few left in floats."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items

Codes: TypeAlias = NDArray[np.int8]

CHUNK = 64  # titles whose greatest product is kept
WIDTH = 64  # columns of codes taken at a time; a number the compiler knows, so that it multiplies vectors of bytes


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

    A chunk is taken for all queries before the next is read. ``scores`` is (b, n_codes), ``tops`` (b, n_chunks); both
    are in steps of the query's code.
    """
    for chunk in range(tops.shape[1]):
        for query in range(len(asked)):
            code = asked[query]
            top = np.float32(-np.inf)
            for item in range(chunk * CHUNK, (chunk + 1) * CHUNK):
                row = codes[item]
                total = np.int32(0)
                for start in range(0, len(code), WIDTH):
                    part, other = row[start : start + WIDTH], code[start : start + WIDTH]
                    for j in range(WIDTH):
                        total = np.int32(total + np.int32(np.int32(part[j]) * np.int32(other[j])))
                score = np.float32(total) * scale[item]
                scores[query, item] = score
                top = max(top, score)
            tops[query, chunk] = top


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
    for place in range(k):
        items[place] = left[order[place]]
        products[place] = found[order[place]]
