"""Models beside each other on the same held-out days: figures, how sure they are, and who beats whom."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isnan

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.errors import TooLarge
from frontrow.evaluate.bootstrap import interval
from frontrow.evaluate.held_out import DEPTH, HeldOut
from frontrow.evaluate.judged import Judged, at, judged
from frontrow.evaluate.offline import Measured, recommended
from frontrow.evaluate.paired import Difference, difference
from frontrow.evaluate.ranking import ranked
from frontrow.metrics import Doubles
from frontrow.models import Learner, Model
from frontrow.models.newcomers import completed
from frontrow.models.popularity import Popularity

DECIDING = f"ndcg@{DEPTH}"
METRICS = ("ndcg", "recall", "hr", "coverage", "ecs", "popularity_lift", "c_kl")
WEEK = 7.0  # days
# What every model must beat, beside the configured ones; the second is the harder where tastes move fast.
BASELINES: Mapping[str, Learner] = {
    "popularity, all time": Popularity(half_life_days=inf),
    "popularity, 7 days": Popularity(half_life_days=inf, window_days=WEEK),
}


@dataclass(frozen=True)
class Against:
    """The best of the other models, and what the row's model has more in the deciding metric."""

    model: str
    difference: Difference


@dataclass(frozen=True)
class Row:
    """One model of a leaderboard.

    Parameters
    ----------
    figures
        By name; the intervals are bootstraps over users.
    against
        None for a model without another.
    fit_cpu_s, score_cpu_s
        CPU-seconds of fitting, and of ranking for every held-out user.
    """

    model: str
    figures: Mapping[str, Measured]
    against: Against | None
    fit_cpu_s: float
    score_cpu_s: float


@dataclass(frozen=True)
class _Result:
    judged: Judged
    fit_cpu_s: float
    score_cpu_s: float


def leaderboard(
    learners: Mapping[str, Learner],
    past: Dataset,
    part: HeldOut,
    *,
    seed: int = 0,
    progress: Callable[[str], None] = lambda step: None,
) -> list[Row]:
    """Fit models on the past and rank the whole catalogue for every held-out user; the best model comes first.

    A model that would take more memory than its settings let it has no row.

    Parameters
    ----------
    past
        What came before one moment for all users.
    part
        What users turned to after it, see :func:`frontrow.evaluate.held_out.held_out`.
    seed
        Of the learners and of the bootstraps.
    """
    models: dict[str, Model] = {}
    fitted: dict[str, float] = {}
    for place, (name, learner) in enumerate(learners.items()):
        progress(f"fitting {name}, without the last days")
        begun = time.process_time()
        try:
            models[name] = learner.fit(past, np.random.default_rng([seed, place]))
        except TooLarge as error:
            progress(f"leaving out {name}: {error.message}")
            continue
        fitted[name] = time.process_time() - begun
    results: dict[str, _Result] = {}
    for name, model in completed(models, past.catalogue).items():  # as they would serve
        progress(f"ranking with {name}")
        begun = time.process_time()
        found = _judged(model, past, part)
        results[name] = _Result(found, fitted[name], time.process_time() - begun)
    progress("comparing in pairs")
    order = sorted(results, key=lambda name: -_mean(results[name].judged.users[DECIDING]))
    return [_row(name, order, results, seed) for name in order]


def _judged(model: Model, past: Dataset, part: HeldOut) -> Judged:
    plays = np.bincount(past.histories.values, minlength=len(part.catalogue)).astype(np.float32)
    lists = ranked(model, part.queries, DEPTH)
    return judged(recommended(lists, part.queries, part.targets, part.catalogue, plays), at(DEPTH, *METRICS))


def _row(name: str, order: Sequence[str], results: Mapping[str, _Result], seed: int) -> Row:
    found = results[name]
    figures = {metric: _measured(values, seed) for metric, values in found.judged.users.items()}
    users = len(next(iter(found.judged.users.values())))
    figures |= {metric: Measured(value, value, value, users) for metric, value in found.judged.lists.items()}
    defined = {metric: figure for metric, figure in figures.items() if not isnan(figure.value)}
    rival = next((other for other in order if other != name), None)
    against = None
    if rival is not None:
        theirs = results[rival].judged.users[DECIDING]
        against = Against(rival, difference(found.judged.users[DECIDING], theirs, np.random.default_rng(seed)))
    return Row(name, defined, against, found.fit_cpu_s, found.score_cpu_s)


def _measured(values: Doubles, seed: int) -> Measured:
    known = values[~np.isnan(values)]
    if not len(known):
        return Measured(np.nan, np.nan, np.nan, 0)
    low, high = interval(known, np.random.default_rng(seed))
    return Measured(float(known.mean()), low, high, len(known))


def _mean(values: Doubles) -> float:
    return float(np.nanmean(values)) if not np.isnan(values).all() else -inf
