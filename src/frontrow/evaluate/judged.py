"""Lists judged by several metrics at several lengths, user by user, so that models can be compared in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from frontrow.metrics import Doubles, Recommended
from frontrow.metrics.registry import LISTS_METRICS, USER_METRICS, key


class Wanted(NamedTuple):
    """A figure that is asked for: the name it is reported under, the metric and the length of the list."""

    name: str
    metric: str
    k: int


@dataclass(frozen=True)
class Judged:
    """What lists are worth.

    Parameters
    ----------
    users
        By name, (n,) a value a user, NaN where the metric is not defined.
    lists
        By name, a figure of all lists together.
    """

    users: dict[str, Doubles]
    lists: dict[str, float]


def at(k: int, *metrics: str) -> tuple[Wanted, ...]:
    """Return metrics at one length under their own names: ``at(10, "ndcg", "ecs")`` are ndcg@10 and ecs."""
    return tuple(Wanted(key(metric, k), metric, k) for metric in metrics)


def judged(shown: Recommended, wanted: Sequence[Wanted]) -> Judged:
    """Return the figures of lists, each metric reading the first ``k`` of every list.

    Parameters
    ----------
    shown
        Lists at least as long as the longest that is wanted.
    """
    at_length = {k: replace(shown, lists=shown.lists[:, :k]) for k in {one.k for one in wanted}}
    return Judged(
        users={one.name: USER_METRICS[one.metric](at_length[one.k]) for one in wanted if one.metric in USER_METRICS},
        lists={one.name: LISTS_METRICS[one.metric](at_length[one.k]) for one in wanted if one.metric in LISTS_METRICS},
    )
