"""Matrix factorization: exact implicit ALS."""

from __future__ import annotations

from typing import Any

from benchmarks.entries import Space
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


# `benchmarks.tune` on validation, trials: strong-ml100k 12, latest-time 6, strong-ml1m 23 (its settings serve ml1m-loo
# too). gowalla: 9 settings by hand on 3,000 users of validation; quality rises with the factors up to 512, the most.
_ML1M = Ials(factors=64, epochs=15, reg=0.245, reg_exponent=0.5, unobserved_weight=0.45)
ENTRIES: dict[str, dict[str, Learner]] = {
    "ml1m-loo": {"ials": _ML1M},
    "strong-ml1m": {"ials": _ML1M},
    "strong-ml100k": {"ials": Ials(factors=128, epochs=12, reg=0.0448, reg_exponent=0.684, unobserved_weight=0.138)},
    "gowalla": {"ials": Ials(factors=512, epochs=8, reg=0.003, reg_exponent=1.0, unobserved_weight=0.01)},
    "latest-time": {"ials": Ials(factors=128, epochs=12, reg=0.000468, reg_exponent=0.51, unobserved_weight=0.412)},
}

SPACES: dict[str, dict[str, Space]] = {protocol: {"ials": _space} for protocol in ENTRIES}
