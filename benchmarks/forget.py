"""Learning that goes on: users forgotten, one more event, and what each costs.

``python -m benchmarks.forget [--users N] [--model M] [--json]``.

``forget/<model>``: users drawn at random from MovieLens 1M are taken out of the statistics one after another, the model
is solved after every tenth, and the last one is compared with the model trained without them. ``relative_difference``
is the largest absolute difference of a score over the largest score, over all titles asked one by one and the first
thousand histories. ``user_cpu_s`` is what the only one to be forgotten takes, the medians of the downdate (the user's
statistics and the subtraction) and of the solution; ``together_cpu_s`` what each takes when all are taken out and the
model is then solved once, as for those who asked since the last training.

``fold-in/<model>``: the last hundred titles of users who have as many get one more event, and the whole catalogue is
scored again with the model as it serves. ``event_us`` is the median; ``difference`` is the largest to the batch scores
of the same history. The models of 20,000 titles are fitted on synthetic histories of few users: the time of a page does
not depend on them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from statistics import median
from typing import Any

import numpy as np

from benchmarks.protocols import PROTOCOLS, data_folder
from benchmarks.report import Report, json_flag
from benchmarks.synthetic import synthetic_data
from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.models import Learner, Model, Queries
from frontrow.models.higher_order import HigherOrderEase
from frontrow.models.local_ease import LocalEase
from frontrow.models.registry import LEARNERS
from frontrow.models.sparse_ease import SparseEase
from frontrow.models.sparse_next_item import SparseNextItem
from frontrow.models.statistics import AdditiveLearner, of_users

_SEED = 0
_HISTORIES = 1000  # scored beside every title alone
_SOLVED = 10  # users between two solutions
_ROUNDS = 500
_HISTORY = 100  # titles
_LARGE = (20_000, 20_000, 1_000_000)  # users, titles, events


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forget", parents=[json_flag()], description=__doc__)
    parser.add_argument("--users", type=int, default=100, help="users forgotten")
    parser.add_argument("--model", help="one model instead of all")
    parser.add_argument("--part", choices=("forget", "fold-in"), help="one part instead of both")
    chosen = parser.parse_args()
    with Report(chosen.json, "Forgetting a user, adding an event") as report:
        data = next(PROTOCOLS["ml1m-loo"].splits(data_folder())).data
        data = replace(data, grades=np.ones(len(data.grades), np.float32))
        if chosen.part != "fold-in":
            for name, learner in additive(data).items():
                if chosen.model in {None, name}:
                    forget(report, name, learner, data, chosen.users)
        if chosen.part != "forget":
            for name, model, histories in served(data):
                if chosen.model is None or chosen.model in name:
                    fold_in(report, name, model, histories)


def additive(data: Dataset) -> Mapping[str, AdditiveLearner[Any]]:
    """Return the learners with statistics that add up, at their defaults; higher-order EASE on the pairs of all."""
    made = {name: kind() for name, kind in LEARNERS.items() if name != "sparse_ease"}
    found = {name: learner for name, learner in made.items() if isinstance(learner, AdditiveLearner)}
    higher = HigherOrderEase()
    return {**found, "higher_order": higher.on(higher.chosen(data))}


def forget(report: Report, name: str, learner: AdditiveLearner[Any], data: Dataset, n_users: int) -> None:
    """Forget users one after another, and compare with the model that never knew them."""
    gone = np.random.default_rng(_SEED).choice(len(data.users), n_users, replace=False).astype(np.int32)
    left = learner.statistics(data)
    downdates, solutions = [], []
    for number, user in enumerate(gone):
        row = of_users(data, np.array([user], np.int32))
        begun = time.process_time()
        left = left - learner.statistics(row)
        downdates.append(time.process_time() - begun)
        if number % _SOLVED == _SOLVED - 1 or user == gone[-1]:
            begun = time.process_time()
            model = learner.solved(left)
            solutions.append(time.process_time() - begun)
    kept = np.setdiff1d(np.arange(len(data.users), dtype=np.int32), gone)
    never = learner.fit(of_users(data, kept), np.random.default_rng(_SEED))
    report.add(f"forget/{name}", "relative_difference", relative_difference(model, never, data))
    report.add(f"forget/{name}", "user_cpu_s", median(downdates) + median(solutions), "s")
    report.add(f"forget/{name}", "together_cpu_s", (sum(downdates) + median(solutions)) / n_users, "s")
    report.add(f"forget/{name}", "downdate_cpu_s", median(downdates), "s")
    report.add(f"forget/{name}", "users", n_users)
    report.add(f"forget/{name}", "titles", len(data.catalogue))


def relative_difference(one: Model, other: Model, data: Dataset) -> float:
    """Return the largest difference of a score, in largest scores."""
    n_items = len(data.catalogue)
    alone = Ragged(np.arange(n_items, dtype=np.int32), np.arange(n_items + 1))
    some = Ragged(data.histories.values[: data.histories.offsets[_HISTORIES]], data.histories.offsets[: _HISTORIES + 1])
    largest, difference = 0.0, 0.0
    for histories in (alone, some):
        asked = queries(histories)
        expected = other.scores(asked)
        largest = max(largest, float(np.abs(expected).max()))
        difference = max(difference, float(np.abs(one.scores(asked) - expected).max()))
    return difference / largest


def served(data: Dataset) -> Iterator[tuple[str, Model, Ragged]]:
    """Yield personal models in the form they serve in, on ML-1M's titles and on 20,000, with histories to ask with."""
    rng = np.random.default_rng(_SEED)
    closed: Mapping[str, Learner] = {"sparse_ease": SparseEase(), "higher_order": HigherOrderEase()}
    rest = {name: one for name, one in additive(data).items() if name not in {"ease", "edlae", "higher_order"}}
    for name, learner in {**closed, **rest}.items():
        yield f"{name}-{len(data.catalogue)}", learner.fit(data, rng), data.histories
    large = synthetic_data(*_LARGE, _SEED)
    far: Mapping[str, Learner] = {"local_ease": LocalEase(), "sparse_next_item": SparseNextItem(max_gb=1.0)}
    for name, learner in far.items():
        yield f"{name}-{_LARGE[1]}", learner.fit(large, rng), large.histories


def fold_in(report: Report, name: str, model: Model, histories: Ragged) -> None:
    """Score histories, then the same with one more event."""
    rng = np.random.default_rng(_SEED)
    long = np.flatnonzero(histories.lengths > _HISTORY)
    took, worst = [], 0.0
    for user in rng.choice(long, _ROUNDS):
        history = histories[user][-_HISTORY - 1 :]
        before, after = queries(Ragged.of([history[:-1]])), queries(Ragged.of([history]))
        model.scores(before)
        begun = time.perf_counter()
        found = model.scores(after)
        took.append(time.perf_counter() - begun)
        both = model.scores(queries(Ragged.of([history[:-1], history])))
        worst = max(worst, float(np.abs(both[1] - found[0]).max()))
    report.add(f"fold-in/{name}", "event_us", median(took) * 1e6, "µs")
    report.add(f"fold-in/{name}", "difference", worst)


def queries(histories: Ragged) -> Queries:
    """Return histories as queries, an hour between two titles."""
    place = np.arange(len(histories.values)) - histories.offsets[:-1][histories.owners]
    n = len(histories)
    now = np.full(n, 3600.0 * (histories.lengths.max(initial=0) + 1))
    weights: Floats = np.ones(len(histories.values), np.float32)
    return Queries(histories, weights, now, ("",) * n, place.astype(np.float64) * 3600.0)


if __name__ == "__main__":
    main()
