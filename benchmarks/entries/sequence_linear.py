"""The linear next-item ridge (LinSeq), in full and as it serves.

Settings were looked for on the validation targets of MovieLens 1M, the last but one of each user, one idea after the
other; the protocols in time use the same.
"""

from __future__ import annotations

from typing import Any

from benchmarks.entries import Space
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.next_item import NextItem
from frontrow.models.sparse_next_item import SparseNextItem

# The ratings of a page are sent in one go and share their second: a sitting that ends with any pause.
_AHEAD = (1.0, 0.15, 0.05)
_MODELS: dict[str, Learner] = {
    "linseq_lags": Ungraded(NextItem()),
    "linseq": Ungraded(NextItem(sitting_decays=(0.9,), ahead=_AHEAD)),
    "sparse_linseq": Ungraded(SparseNextItem(sitting_decays=(0.9,), ahead=_AHEAD)),
}

ENTRIES: dict[str, dict[str, Learner]] = dict.fromkeys(("ml1m-loo", "ml1m-time"), _MODELS)


def _linseq(trial: Any) -> Learner:
    return Ungraded(
        NextItem(
            decays=(trial.suggest_float("short", 0.2, 0.8), trial.suggest_float("long", 0.85, 0.98)),
            sitting_decays=(trial.suggest_float("sitting", 0.5, 1.0),),
            reg=trial.suggest_float("reg", 30.0, 600.0, log=True),
            fame=trial.suggest_float("fame", 0.0, 0.4),
        )
    )


SPACES: dict[str, dict[str, Space]] = {protocol: {"linseq": _linseq} for protocol in ENTRIES}

_SETTINGS = (
    "Settings as chosen on the validation of ml1m-loo, whose ratings are of all times; none were looked for here."
)
NOTES: dict[str, dict[str, str]] = {
    "ml1m-loo": {
        "linseq_lags": "Knows the order of the history alone.",
        "linseq": "Knows besides which ratings share a second, and whether the one asked for follows in the same.",
    },
    "ml1m-time": {"linseq": _SETTINGS, "linseq_lags": _SETTINGS},
}
