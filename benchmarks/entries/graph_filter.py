"""Graph filters without training."""

from __future__ import annotations

from typing import Any

from frontrow.models import Learner
from frontrow.models.turbo_cf import TurboCf


def _space(trial: Any) -> Learner:
    return TurboCf(
        user_exponent=trial.suggest_float("user_exponent", 0.0, 1.5),
        from_exponent=trial.suggest_float("from_exponent", 0.0, 1.0),
        to_exponent=trial.suggest_float("to_exponent", 0.0, 1.0),
        power=trial.suggest_float("power", 0.6, 2.0),
        k=0,
    )


ENTRIES: dict[str, dict[str, Learner]] = {
    "ml1m-loo": {"turbo_cf": TurboCf(k=0)},
    "strong-ml1m": {"turbo_cf": TurboCf(k=0)},
    "strong-ml100k": {"turbo_cf": TurboCf(k=0)},
    "gowalla": {"turbo_cf": TurboCf(k=0)},
    "latest-time": {"turbo_cf": TurboCf(k=0)},
}

SPACES = {protocol: {"turbo_cf": _space} for protocol in ENTRIES}
