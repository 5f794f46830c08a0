"""The best titles of the whole catalogue for each query, watched ones left out."""

from __future__ import annotations

import numba
import numpy as np

from frontrow.core import NO_ITEM, Bools, Floats, Items
from frontrow.data.ragged import Ragged
from frontrow.models import Model, Queries

_BLOCK = 512  # queries scored at a time: the scores of a block are the memory an evaluation takes


def ranked(
    model: Model,
    queries: Queries,
    k: int,
    masked: Ragged | None = None,
    *,
    block: int = _BLOCK,
    candidates: Bools | None = None,
) -> Items:
    """Return (n_queries, k) the best titles of the whole catalogue, best first.

    Titles with equal scores stand in catalogue order. A list that runs out of titles ends in -1.

    Parameters
    ----------
    model
        Scores the queries, a block at a time.
    queries
        Who asks.
    masked
        The titles of each query that may not be recommended; its history when None.
    block
        Queries scored at a time.
    candidates
        (n_items,) True for the titles that may be recommended; all when None.
    """
    masked = queries.histories if masked is None else masked
    n = len(queries.histories)
    lists = np.full((n, k), NO_ITEM, np.int32)
    for first in range(0, n, block):
        part = slice(first, min(first + block, n))
        scores = scored(model, queries, masked, part)
        if candidates is not None:
            scores[:, ~candidates] = -np.inf
        select(scores, np.empty(k, np.float32), lists[part])
    return lists


def scored(model: Model, queries: Queries, masked: Ragged, part: slice) -> Floats:
    """Return the scores of a part of the queries, minus infinity where a title is masked."""
    scores = np.array(model.scores(cut(queries, part)), np.float32)
    away = _lists(masked, part)
    scores[away.owners, away.values] = -np.inf
    return scores


def cut(queries: Queries, part: slice) -> Queries:
    """Return the queries from ``part.start`` to ``part.stop``."""
    offsets = queries.histories.offsets
    inside = slice(offsets[part.start], offsets[part.stop])
    at = None if queries.at is None else queries.at[inside]
    return Queries(
        _lists(queries.histories, part), queries.weights[inside], queries.now[part], queries.country[part], at
    )


def _lists(lists: Ragged, part: slice) -> Ragged:
    offsets = lists.offsets[part.start : part.stop + 1]
    return Ragged(lists.values[offsets[0] : offsets[-1]], offsets - offsets[0])


@numba.njit(cache=True, nogil=True)
def select(scores: Floats, best: Floats, lists: Items) -> None:
    """Write the positions of the greatest finite scores of each row, greatest first, ties by position.

    ``best`` is room for k scores; ``lists`` holds -1 where nothing is written.
    """
    k = len(best)
    for query in range(len(scores)):
        best[:] = -np.inf
        for item in range(scores.shape[1]):
            score = scores[query, item]
            if score > best[k - 1]:
                place = k - 1
                while place > 0 and best[place - 1] < score:
                    best[place] = best[place - 1]
                    lists[query, place] = lists[query, place - 1]
                    place -= 1
                best[place] = score
                lists[query, place] = item
