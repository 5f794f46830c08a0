"""One model under one protocol: fitted, asked, judged, and what that took."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from frontrow.evaluate.judged import Judged, at, judged
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
        How many were asked in one split: a mean over splits.
    cost
        Of one split: a mean over draws.
    """

    values: dict[str, Doubles]
    spread: dict[str, float]
    lists: dict[str, float]
    queries: float
    cost: Cost


class _Part(NamedTuple):
    label: str
    users: Items | None
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
                last = None  # freed before the next is fitted, whose peak is measured
                last = (split, *fitted(entry, split))
            lists, cost = asked_of(last[1], split, deepest(protocol), last[2])
        parts.append(_Part(split.label, split.users, judged_by(protocol, split, lists), cost, len(lists)))
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
    wanted = (*protocol.metrics, *at(protocol.k, *beside))
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
    with suppress(FrontrowError, np.linalg.LinAlgError, RuntimeError, ValueError, IndexError):
        ranked(learner.fit(small, np.random.default_rng(SEED)), queries, 1)


class Bounds(NamedTuple):
    """A mean over users, its bootstrap interval of 95 % and its standard error."""

    value: float
    low: float
    high: float
    error: float


def mean(values: Doubles) -> float:
    """Return the mean of a value a user; NaN where no user has one."""
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else np.nan


def bounds(values: Doubles) -> Bounds:
    """Return the mean of a value a user, and how sure it is."""
    known = values[~np.isnan(values)]
    if not len(known):
        return Bounds(np.nan, np.nan, np.nan, np.nan)
    low, high = interval(known, np.random.default_rng(SEED))
    return Bounds(float(known.mean()), low, high, float(known.std() / np.sqrt(len(known))))


def _together(parts: list[_Part]) -> Measurement:
    values: dict[str, Doubles] = {}
    spread: dict[str, float] = {}
    lists: dict[str, float] = {}
    for label in dict.fromkeys(part.label for part in parts):
        draws = [part for part in parts if part.label == label]
        after = f"/{label}" if label else ""
        for name in draws[0].judged.users:
            each = [draw.judged.users[name] for draw in draws]
            values[name + after] = over_draws([by_user(one, draw.users) for one, draw in zip(each, draws, strict=True)])
            if len(draws) > 1:
                spread[name + after] = float(np.std([mean(one) for one in each], ddof=1))
        for name in draws[0].judged.lists:
            lists[name + after] = float(np.mean([draw.judged.lists[name] for draw in draws]))
    cost = Cost(*(float(np.mean([part.cost[place] for part in parts])) for place in range(len(Cost._fields))))
    return Measurement(values, spread, lists, float(np.mean([part.queries for part in parts])), cost)


def by_user(values: Doubles, users: Items | None) -> Doubles:
    """Return (n_users,) a value a user, whose mean is the mean of (n_queries,) values that may be several of one user.

    Parameters
    ----------
    users
        (n_queries,) Whose value each is; each a user's own when None.

    Notes
    -----
    With S_u the sum and n_u the number of user u's values and m the mean of all N, user u counts for
    m + (S_u − m · n_u) · U / N, U being the number of users with a value: the linear form of the ratio ΣS / Σn, so that
    drawing users anew moves numerator and denominator together (W. Cochran, "Sampling techniques", 1977, § 6.3).
    """
    if users is None:
        return values
    known = ~np.isnan(values)
    count = np.bincount(users[known], minlength=users.max() + 1)
    total = np.bincount(users[known], values[known], minlength=users.max() + 1)
    mean = total.sum() / max(count.sum(), 1)
    shares = mean + (total - mean * count) * (count > 0).sum() / max(count.sum(), 1)
    return np.asarray(np.where(count > 0, shares, np.nan), np.float64)


def over_draws(draws: Sequence[Doubles]) -> Doubles:
    """Return (n,) a value a user, whose mean is the mean over draws of each draw's mean over its users.

    Parameters
    ----------
    draws
        (n,) A value a user in each draw, NaN where it is not defined; a draw may end before its last users.

    Notes
    -----
    As in :func:`by_user`, in each draw user u counts for m + (v_u − m) · U / N, or for m without a value, N being the
    users with a value in the draw and U those with one in any.
    """
    table = np.full((len(draws), max(map(len, draws))), np.nan)
    for row, draw in zip(table, draws, strict=True):
        row[: len(draw)] = draw
    known = ~np.isnan(table)
    means = np.array([[mean(draw)] for draw in draws])
    share = known.any(axis=0).sum() / np.maximum(known.sum(axis=1, keepdims=True), 1)
    values = (means + np.where(known, table - means, 0.0) * share).mean(axis=0)
    values[~known.any(axis=0)] = np.nan
    return np.asarray(values, np.float64)
