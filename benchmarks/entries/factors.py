"""Matrix factorization: exact implicit ALS."""

from __future__ import annotations

from typing import Any

from frontrow.models import Learner
from frontrow.models.ials import Ials


def _space(trial: Any) -> Learner:
    return Ials(
        factors=trial.suggest_categorical("factors", [64, 128, 256]),
        epochs=12,
        reg=trial.suggest_float("reg", 3e-4, 0.05, log=True),
        reg_exponent=trial.suggest_float("reg_exponent", 0.5, 1.0),
        unobserved_weight=trial.suggest_float("unobserved_weight", 0.005, 1.0, log=True),
    )


ENTRIES: dict[str, dict[str, Learner]] = {
    "ml1m-loo": {"ials": Ials()},
    "strong-ml1m": {"ials": Ials()},
    "strong-ml100k": {"ials": Ials()},
    "gowalla": {"ials": Ials(factors=512, epochs=8, reg=0.003, unobserved_weight=0.01)},
    "latest-time": {"ials": Ials()},
}

SPACES = {protocol: {"ials": _space} for protocol in ENTRIES}
