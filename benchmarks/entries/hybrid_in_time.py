"""Hybrids where what comes next is asked for, and on Gowalla's places.

The parts have the settings that were found for them alone; nothing else was tuned: rehearsals hide what is like the
protocol, the penalty is the learner's default, and all users are asked as far as memory goes. On Gowalla a rehearsal
would cost what fitting costs: the two weights are set, by Recall@20 on 3,000 users of validation.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from benchmarks.entries import Entry, Outside, factors, graph_filter, linear, nets, sequence_linear, simple
from benchmarks.entries.hybrid import EVERY
from frontrow.models import Learner
from frontrow.models.hybrid import Hybrid

_ALL = 6_040  # users of MovieLens 1M
_FAMILIES: tuple[Mapping[str, Mapping[str, Entry]], ...] = (
    factors.ENTRIES,
    graph_filter.ENTRIES,
    linear.ENTRIES,
    nets.ENTRIES,
    sequence_linear.ENTRIES,
    simple.ENTRIES,
)


def _hybrid(
    protocol: str, hidden: str, *names: str, weights: Mapping[str, float] = MappingProxyType({})
) -> dict[str, Learner]:
    """Return the hybrid of entries of a protocol."""
    entries = [pair for family in _FAMILIES for pair in family.get(protocol, {}).items()]
    known = {name: entry for name, entry in entries if not isinstance(entry, Outside)}
    parts = {name: known[name] for name in names}
    return {"hybrid": Hybrid(parts, hidden=hidden, users=_ALL, weights=dict(weights), threshold=EVERY)}


ENTRIES: dict[str, dict[str, Learner]] = {
    "ml1m-loo": _hybrid("ml1m-loo", "last", "linseq", "edlae", "item_knn", "popularity"),
    "latest-time": _hybrid("latest-time", "last", "local_ease", "ease", "turbo_cf", "ials", "item_knn", "popularity"),
    "ml100k-temporal": _hybrid("ml100k-temporal", "last", "ease", "edlae", "local_ease", "item_knn", "popularity"),
    "gowalla": _hybrid("gowalla", "share", "turbo_cf", "ials", weights={"turbo_cf": 0.3, "ials": 0.7}),
    "ml1m-time": _hybrid(
        "ml1m-time", "last", "linseq", "linseq_lags", "ease", "item_knn", "popularity", "popularity-7-days"
    ),
}
