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


def _found(
    edlae: tuple[float, float], pairs: tuple[int, float, float], local: tuple[int, float, float, float]
) -> dict[str, Learner]:
    """Return the three models of a protocol: (dropout, reg), (n_pairs, reg, pair_reg) and (k, reg, dropout, fame)."""
    dropout, reg = edlae
    n_pairs, titles_reg, pair_reg = pairs
    k, local_reg, local_dropout, fame = local
    return {
        "edlae": Ungraded(Edlae(dropout=dropout, reg=reg)),
        "higher_order": Ungraded(HigherOrderEase(n_pairs=n_pairs, reg=titles_reg, pair_reg=pair_reg, k=_ALL)),
        "local_ease": Ungraded(LocalEase(k=k, reg=local_reg, dropout=local_dropout, fame=fame)),
    }


# Trials of each, in the order of the models: strong-ml1m 16, 5, 4; strong-ml100k 30, 4, 8; ml100k-temporal 30, 5, 22;
# latest-time 11, 2, 2; ml1m-loo 7 of edlae, the others as for strong-ml1m; gowalla 3 by hand, on 4,000 of the users.
ENTRIES: dict[str, dict[str, Learner]] = {
    "strong-ml1m": _found((0.44, 363.0), (1144, 699.0, 3210.0), (200, 85.0, 0.44, 0.42)),
    "strong-ml100k": _found((0.77, 50.0), (1132, 239.0, 3916.0), (100, 92.0, 0.755, 0.68)),
    "ml100k-temporal": _found((0.68, 360.0), (723, 928.0, 2285.0), (200, 399.0, 0.29, 0.26)),
    "latest-time": _found((0.05, 9.3), (1132, 239.0, 3916.0), (200, 85.0, 0.44, 0.42)),
    "ml1m-loo": _found((0.34, 240.0), (1144, 699.0, 3210.0), (200, 85.0, 0.44, 0.42)),
    "gowalla": {"local_ease": Ungraded(LocalEase(k=100, reg=50.0, most=1000))},
}


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
