"""The kin of EASE: linear in the history, with closed forms.

Settings were looked for with ``python -m benchmarks.tune`` on the validation part of each protocol; the spaces stand
below, the number of trials beside the settings.
"""

from __future__ import annotations

from typing import Any

from benchmarks.entries import Space
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.edlae import Edlae
from frontrow.models.higher_order import HigherOrderEase
from frontrow.models.local_ease import LocalEase

_ALL = 100_000  # weights kept into each title: more than there are

ENTRIES: dict[str, dict[str, Learner]] = {}


def _edlae(trial: Any) -> Learner:
    return Ungraded(
        Edlae(
            dropout=trial.suggest_float("dropout", 0.0, 0.8),
            reg=trial.suggest_float("reg", 5.0, 2000.0, log=True),
        )
    )


def _higher_order(trial: Any) -> Learner:
    return Ungraded(
        HigherOrderEase(
            n_pairs=trial.suggest_int("n_pairs", 250, 4000, log=True),
            reg=trial.suggest_float("reg", 50.0, 2000.0, log=True),
            pair_reg=trial.suggest_float("pair_reg", 200.0, 20_000.0, log=True),
            k=_ALL,
        )
    )


def _local_ease(trial: Any) -> Learner:
    return Ungraded(
        LocalEase(
            k=trial.suggest_categorical("k", (100, 200)),
            reg=trial.suggest_float("reg", 2.0, 1000.0, log=True),
            dropout=trial.suggest_float("dropout", 0.0, 0.8),
            fame=trial.suggest_float("fame", 0.0, 1.0),
        )
    )


_SPACES: dict[str, Space] = {
    "edlae": _edlae,
    "higher_order": _higher_order,
    "local_ease": _local_ease,
}
SPACES: dict[str, dict[str, Space]] = {
    **dict.fromkeys(("ml1m-loo", "strong-ml1m", "strong-ml100k", "ml100k-temporal", "latest-time"), _SPACES),
    "gowalla": {"local_ease": _local_ease},
}
