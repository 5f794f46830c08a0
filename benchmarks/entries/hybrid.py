"""Several models' scores added up, weighed by what each was worth in a rehearsal.

The parts have the settings that were found for them alone. Which parts, how a rehearsal hides and how strongly weights
are held were chosen on the validation part of each protocol; the spaces stand below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.entries import Space, factors, graph_filter, linear
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.hybrid import Hybrid
from frontrow.models.item_knn import ItemKNN
from frontrow.models.popularity import Popularity


def _parts(protocol: str) -> dict[str, Learner]:
    """Return what is blended under a protocol, as tuned alone."""
    return {
        **{name: linear.ENTRIES[protocol][name] for name in ("edlae", "higher_order", "local_ease")},
        "ials": factors.ENTRIES[protocol]["ials"],
        "turbo_cf": graph_filter.ENTRIES[protocol]["turbo_cf"],
        "item_knn": Ungraded(ItemKNN()),
        "popularity": Ungraded(Popularity()),
    }


ENTRIES: dict[str, dict[str, Learner]] = {
    "strong-ml100k": {"hybrid": Hybrid(_parts("strong-ml100k"), hidden="strangers", rehearsals=4, penalty=1e-3)},
    "strong-ml1m": {"hybrid": Hybrid(_parts("strong-ml1m"), hidden="strangers", penalty=1e-4)},
}


def _space(protocol: str) -> Callable[[Any], Learner]:
    def space(trial: Any) -> Learner:
        return Hybrid(
            _parts(protocol),
            hidden=trial.suggest_categorical("hidden", ("share", "strangers")),
            rehearsals=trial.suggest_int("rehearsals", 1, 4),
            penalty=trial.suggest_float("penalty", 1e-5, 1e-1, log=True),
        )

    return space


SPACES: dict[str, dict[str, Space]] = {protocol: {"hybrid": _space(protocol)} for protocol in ENTRIES}
