"""What the serving form of a model loses against the full one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.core import Bools, Items
from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged
from frontrow.evaluate.offline import measured, recommended
from frontrow.evaluate.ranking import ranked, scored
from frontrow.models import Model, Queries

_BLOCK = 512  # queries scored at a time


@dataclass(frozen=True)
class Loss:
    """A compact model against the full one, on histories neither was fitted on to the end.

    Parameters
    ----------
    overlap
        The mean share of the full model's best titles that are among the compact model's; NaN when it has none.
    ndcg
        NDCG@10 of the compact model minus that of the full one; NaN without a query that has targets.
    error
        The largest absolute difference of a score, among titles not in the history; 0 when there are none.
    """

    overlap: float
    ndcg: float
    error: float


def compaction_loss(
    full: Model, compact: Model, queries: Queries, targets: Ragged, catalogue: Catalogue, *, depth: int = 100
) -> Loss:
    """Return what scoring by the compact model loses, over lists ``depth`` deep."""
    lists = [ranked(model, queries, depth) for model in (full, compact)]
    quality = [measured("ndcg", recommended(one[:, :10], queries, targets, catalogue)).value for one in lists]
    listed = int((lists[0] >= 0).sum())
    return Loss(
        overlap=float(shared(lists[0], lists[1], len(catalogue)).sum()) / listed if listed else np.nan,
        ndcg=quality[1] - quality[0],
        error=max(
            (
                _largest_difference(full, compact, queries, slice(first, min(first + _BLOCK, len(queries.histories))))
                for first in range(0, len(queries.histories), _BLOCK)
            ),
            default=0.0,
        ),
    )


def shared(lists: Items, others: Items, n_items: int) -> Bools:
    """Return (n, k) whether each title of a list stands in the other list of the same query."""
    query = np.arange(len(lists), dtype=np.int64)[:, None] * n_items
    return np.isin(query + lists, (query + others)[others >= 0]) & (lists >= 0)


def _largest_difference(full: Model, compact: Model, queries: Queries, part: slice) -> float:
    one, other = (scored(model, queries, queries.histories, part) for model in (full, compact))
    seen = np.isfinite(one)
    return float(np.abs(one[seen] - other[seen]).max(initial=0.0))
