"""Nets over histories in order; trained with PyTorch (extra ``deep``), measured as they are served, by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.entries.hybrid import EVERY
from frontrow.models import Learner
from frontrow.models.decay_bag import DecayBag
from frontrow.models.lstm import Lstm
from frontrow.models.transformer import Transformer

# times and grades by NDCG@10 on validation of runs of three epochs (.1778 without, .1986 with); decays, gates and the
# number of epochs as first chosen: six epochs learn by heart (.1980 at their end), fewer with more dropped are untried
BAG = DecayBag(decays=(0.15, 0.6, 0.93), hidden=3, epochs=6, threshold=EVERY)

# leaving watched titles out, and the gaps, by NDCG@10 on validation of runs of two epochs; the whole softmax together
# with vectors in closed form by one of six; the rest as first chosen; "-time" reads the moment of the question
TRANSFORMER = Transformer(epochs=8, threshold=EVERY)
LSTM = Lstm(epochs=8, threshold=EVERY)

ENTRIES: dict[str, dict[str, Learner]] = {
    "ml1m-loo": {
        "decay_bag": BAG,
        "lstm": replace(LSTM, timed=False),
        "lstm-time": LSTM,
        "transformer": replace(TRANSFORMER, timed=False),
        "transformer-time": TRANSFORMER,
    },
    "ml1m-time": {"decay_bag": BAG},
}


def _bag(trial: Any) -> DecayBag:
    """Return the decay-bag net of an Optuna trial, at a third of the epochs."""
    return DecayBag(
        decays=(trial.suggest_float("fast", 0.05, 0.4), trial.suggest_float("middle", 0.4, 0.8), 0.93),
        hidden=trial.suggest_int("hidden", 1, 4),
        dropout=trial.suggest_float("dropout", 0.1, 0.5),
        forgotten=trial.suggest_float("forgotten", 0.0, 0.3),
        learning_rate=trial.suggest_float("learning_rate", 5e-4, 5e-3, log=True),
        weight_decay=trial.suggest_float("weight_decay", 1e-3, 0.2, log=True),
        epochs=3,
        threshold=EVERY,
    )


SPACES: dict[str, dict[str, Callable[[Any], Learner]]] = {"ml1m-loo": {"decay_bag": _bag}}

_ORDER = "Knows the order of the history and nothing of its times."
_TIMES = "Knows the times of the history, and the time of the one asked for."
NOTES: dict[str, dict[str, str]] = {
    "ml1m-loo": {
        "decay_bag": _TIMES,
        "lstm": _ORDER,
        "lstm-time": _TIMES,
        "transformer": _ORDER,
        "transformer-time": _TIMES,
    },
}
