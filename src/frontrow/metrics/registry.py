"""The metrics by name; those of ranks are reported as ``name@k``."""

from __future__ import annotations

from collections.abc import Mapping

from frontrow.metrics import ListsMetric, UserMetric
from frontrow.metrics.arp import arp
from frontrow.metrics.c_kl import c_kl
from frontrow.metrics.coverage import coverage
from frontrow.metrics.ecs import ecs
from frontrow.metrics.hr import hr
from frontrow.metrics.ndcg import ndcg
from frontrow.metrics.popularity_lift import popularity_lift
from frontrow.metrics.recall import recall
from frontrow.metrics.recall_of_all import recall_of_all

USER_METRICS: Mapping[str, UserMetric] = {
    "ndcg": ndcg,
    "hr": hr,
    "recall": recall,
    "recall_of_all": recall_of_all,
    "c_kl": c_kl,
    "arp": arp,
    "popularity_lift": popularity_lift,
}
LISTS_METRICS: Mapping[str, ListsMetric] = {"coverage": coverage, "ecs": ecs}
AT_K = frozenset({"ndcg", "hr", "recall", "recall_of_all"})


def key(name: str, k: int) -> str:
    """Return the name under which a metric is reported: ``ndcg@10``, ``coverage``."""
    return f"{name}@{k}" if name in AT_K else name
