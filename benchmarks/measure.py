"""One model under one protocol: fitted, asked, judged, and what that took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from benchmarks.entries import Entry, Outside
from benchmarks.memory import cpu_seconds, peak_gb, reset_peak
from benchmarks.protocols import Protocol, Split
from benchmarks.protocols.split import Log, asked, learnt
from frontrow.core import Items
from frontrow.data.catalogue import Catalogue
from frontrow.errors import FrontrowError
from frontrow.evaluate.bootstrap import interval
from frontrow.evaluate.judged import Judged, Wanted, at, judged
from frontrow.evaluate.offline import recommended
from frontrow.evaluate.ranking import ranked
from frontrow.metrics import Doubles
from frontrow.models import Learner, Model

SEED = 0  # of the learner and of the bootstrap
BESIDE = ("coverage", "ecs", "popularity_lift", "c_kl")  # reported beside what a protocol publishes
_FEW_USERS, _FEW_TITLES = 64, 20  # of the data set that code is compiled on


class Cost(NamedTuple):
    """CPU-seconds and peak resident memory (GiB) of fitting and of scoring."""

    fit_cpu_s: float
    score_cpu_s: float
    fit_gb: float
    score_gb: float


@dataclass(frozen=True)
class Measurement:
    """What one model came to under one protocol.

    Parameters
    ----------
    values
        By name, (n_users,) a value a user whose mean is the figure; users for whom it is not defined are left out by
        NaN.
    spread
        By name, the standard deviation over draws, where a protocol has several.
    lists
        By name, figures of all lists together (a mean over draws).
    queries
        How many were asked in one split.
    cost
        Of one split: a mean over draws.
    """

    values: dict[str, Doubles]
    spread: dict[str, float]
    lists: dict[str, float]
    queries: int
    cost: Cost


class _Part(NamedTuple):
    label: str
    judged: Judged
    cost: Cost
    queries: int


def measurement(entry: Entry, protocol: Protocol, splits: Iterator[Split]) -> Measurement:
    """Return the figures of an entry over the splits of a protocol; data that splits share are fitted once."""
    parts: list[_Part] = []
    last: tuple[Split, Model, Cost] | None = None
    for split in splits:
        if isinstance(entry, Outside):
            lists, *took = entry.ranked(split, deepest(protocol))
            cost = Cost(*took)
        else:
            if last is None or last[0].data is not split.data:
                last = (split, *fitted(entry, split))
            lists, cost = asked_of(last[1], split, deepest(protocol), last[2])
        parts.append(_Part(split.label, judged_by(protocol, split, lists), cost, len(lists)))
    return _together(parts)


def deepest(protocol: Protocol) -> int:
    """Return the length of the longest list a protocol judges."""
    return max(protocol.k, *(one.k for one in protocol.metrics))


def fitted(learner: Learner, split: Split) -> tuple[Model, Cost]:
    """Return the model of a split's data, and what fitting took; what is compiled has been compiled before."""
    warm(learner, split)
    reset_peak()
    begun = cpu_seconds()
    model = learner.fit(split.data, np.random.default_rng(SEED))
    return model, Cost(cpu_seconds() - begun, 0.0, peak_gb(), 0.0)


def asked_of(model: Model, split: Split, k: int, cost: Cost) -> tuple[Items, Cost]:
    """Return the lists of a split's queries, and the cost with what scoring took."""
    reset_peak()
    begun = cpu_seconds()
    lists = ranked(model, split.queries, k, split.masked, candidates=split.candidates)
    return lists, cost._replace(score_cpu_s=cpu_seconds() - begun, score_gb=peak_gb())


def judged_by(protocol: Protocol, split: Split, lists: Items) -> Judged:
    """Return the protocol's figures of lists, and those that stand beside every model."""
    catalogue = split.data.catalogue
    plays = np.bincount(split.data.histories.values, minlength=len(catalogue)).astype(np.float32)
    beside = [name for name in BESIDE if name != "c_kl" or len(catalogue.genres)]
    wanted = (*protocol.metrics, *(one for one in at(protocol.k, *beside)))
    return judged(recommended(lists, split.queries, split.targets, catalogue, plays), wanted)


def warm(learner: Learner, split: Split) -> None:
    """Fit and ask on a handful of users, so that what is compiled on first use is not timed.

    A method that cannot be fitted on so little is compiled when it is measured, once a machine.
    """
    histories = split.data.histories
    few = histories.owners < _FEW_USERS
    data = split.data
    log = Log(histories.owners[few], histories.values[few], data.grades[few], data.at[few])
    log = log.where(log.place < _FEW_TITLES)
    kept, item = np.unique(log.item, return_inverse=True)
    catalogue = Catalogue.of(data.catalogue[index] for index in kept)
    small = learnt(replace(log, item=item.astype(np.int32)), catalogue, _FEW_USERS, now=data.now)
    queries = asked(replace(log, item=item.astype(np.int32)), _FEW_USERS, np.full(_FEW_USERS, data.now))
    with suppress(FrontrowError, np.linalg.LinAlgError, ValueError, IndexError):
        ranked(learner.fit(small, np.random.default_rng(SEED)), queries, 1)


def bounds(values: Doubles) -> tuple[float, float, float]:
    """Return the mean of a value a user and its bootstrap interval of 95 %; NaN where no user has one."""
    known = values[~np.isnan(values)]
    if not len(known):
        return np.nan, np.nan, np.nan
    return float(known.mean()), *interval(known, np.random.default_rng(SEED))


def _together(parts: list[_Part]) -> Measurement:
    values: dict[str, Doubles] = {}
    spread: dict[str, float] = {}
    lists: dict[str, float] = {}
    for label in dict.fromkeys(part.label for part in parts):
        draws = [part.judged for part in parts if part.label == label]
        after = f"/{label}" if label else ""
        for name in draws[0].users:
            table = np.array([draw.users[name] for draw in draws])
            values[name + after] = over_draws(table)
            if len(draws) > 1:
                spread[name + after] = float(np.std(np.nanmean(table, axis=1), ddof=1))
        for name in draws[0].lists:
            lists[name + after] = float(np.mean([draw.lists[name] for draw in draws]))
    cost = Cost(*(float(np.mean([part.cost[place] for part in parts])) for place in range(len(Cost._fields))))
    return Measurement(values, spread, lists, parts[0].queries, cost)


def over_draws(table: Doubles) -> Doubles:
    """Return (n,) a value a user, whose mean is the mean over draws of each draw's mean over its users.

    Parameters
    ----------
    table
        (n_draws, n) A value a draw and user, NaN where it is not defined.
    """
    known = ~np.isnan(table)
    users = int(known.any(axis=0).sum())
    share = users / np.maximum(known.sum(axis=1, keepdims=True), 1) / len(table)
    values: Doubles = np.where(known, table * share, 0.0).sum(axis=0)
    values[~known.any(axis=0)] = np.nan
    return values


def names_of(wanted: tuple[Wanted, ...]) -> list[str]:
    """Return the names figures are reported under."""
    return [one.name for one in wanted]
