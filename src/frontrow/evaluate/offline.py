"""A model's lists against what users turned to afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items
from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged
from frontrow.errors import BadInput
from frontrow.evaluate.bootstrap import interval
from frontrow.evaluate.ranking import ranked
from frontrow.metrics import Recommended
from frontrow.metrics.registry import LISTS_METRICS, USER_METRICS, key
from frontrow.models import Model, Queries

DEFAULT_METRICS = ("ndcg", "hr", "recall", "coverage", "ecs")


@dataclass(frozen=True)
class Measured:
    """A figure, and where it would lie with other users.

    Parameters
    ----------
    value
        The mean over the users for whom the metric is defined, or the figure of all lists together.
    low, high
        Bootstrap interval of 95 % over users; both are ``value`` for figures of all lists together, for which drawing
        users anew would be no fair repetition (it lowers coverage).
    users
        How many users the mean is over.
    """

    value: float
    low: float
    high: float
    users: int


def evaluate(
    model: Model,
    queries: Queries,
    targets: Ragged,
    catalogue: Catalogue,
    metrics: Sequence[str] = DEFAULT_METRICS,
    *,
    k: int = 10,
    plays: Floats | None = None,
    rng: np.random.Generator | None = None,
) -> dict[str, Measured]:
    """Rank the whole catalogue for each query, its history left out, and measure the first ``k``.

    Parameters
    ----------
    targets
        What each query's user turned to afterwards.
    metrics
        Names of :mod:`frontrow.metrics.registry`.
    plays
        (n_items,) Training plays, for popularity metrics; those of the queries' histories when None.
    rng
        Draws the bootstrap; without it ``low`` and ``high`` are the value.

    Returns
    -------
    dict
        By name: ``ndcg@10``, ``coverage``, …

    Raises
    ------
    BadInput
        For an unknown metric, or other than one list of targets a query.
    """
    _check(metrics, queries, targets)
    shown = recommended(ranked(model, queries, k), queries, targets, catalogue, plays)
    return {key(name, k): measured(name, shown, rng) for name in metrics}


def recommended(
    lists: Items, queries: Queries, targets: Ragged, catalogue: Catalogue, plays: Floats | None = None
) -> Recommended:
    """Return lists beside what they are judged by."""
    if plays is None:
        plays = np.bincount(queries.histories.values, minlength=len(catalogue)).astype(np.float32)
    return Recommended(lists, targets, queries.histories, catalogue, plays)


def measured(name: str, shown: Recommended, rng: np.random.Generator | None = None) -> Measured:
    """Return the figure of one metric; NaN when it is defined for no user."""
    if name in LISTS_METRICS:
        value = LISTS_METRICS[name](shown)
        return Measured(value, value, value, len(shown.lists))
    values = USER_METRICS[name](shown)
    return _mean(values[~np.isnan(values)], rng)


def _mean(values: NDArray[np.float64], rng: np.random.Generator | None) -> Measured:
    if not len(values):
        return Measured(np.nan, np.nan, np.nan, 0)
    value = float(values.mean())
    low, high = (value, value) if rng is None else interval(values, rng)
    return Measured(value, low, high, len(values))


def _check(metrics: Sequence[str], queries: Queries, targets: Ragged) -> None:
    known = [*USER_METRICS, *LISTS_METRICS]
    for name in metrics:
        if name not in known:
            raise BadInput(f"there is no metric {name!r}.", f"Known are {', '.join(known)}.")
    if len(targets) != len(queries.histories):
        raise BadInput(
            f"{len(targets)} lists of targets for {len(queries.histories)} queries.", "Give one list a query."
        )
