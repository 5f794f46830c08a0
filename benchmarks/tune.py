"""Looks for the settings of a model: on the validation part of a protocol alone, the test part is never read.

``python -m benchmarks.tune --protocol P --model M --trials N [--seconds S] [--seed S] [--json]``, for example
``python -m benchmarks.tune --protocol ml1m-loo --model linseq --trials 30``. The space stands in the model's file
under ``benchmarks/entries`` as ``SPACES``; it is searched with Optuna's tree-structured Parzen estimator, seeded, the
study kept in memory. Of a protocol with draws the first two are tuned on, of one with labels the split that decides.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.entries import Entry, Outside, Space, gathered
from benchmarks.measure import SEED, by_user, deepest, judged_by, mean, over_draws
from benchmarks.protocols import PROTOCOLS, Protocol, Split, data_folder
from benchmarks.report import Report, json_flag
from frontrow.evaluate.ranking import ranked

if TYPE_CHECKING:
    import optuna

DRAWS = 2  # of a protocol that has several: tuning on all would cost ten fits a trial


def validations(protocol: Protocol, folder: Path) -> list[Split]:
    """Return the validation parts to tune on: of the splits that decide, so that what is tuned is what is ranked by."""
    found: list[Split] = []
    for split in protocol.splits(folder):
        if split.validation is not None and split.label == protocol.label:
            found.append(split.validation)
        if len(found) == DRAWS:
            break
    return found


def worth(entry: Entry, protocol: Protocol, splits: Sequence[Split]) -> float:
    """Return the deciding metric of an entry on validation, a mean over draws."""
    models: dict[int, Any] = {}  # splits may share their data
    figures = []
    for split in splits:
        if isinstance(entry, Outside):
            lists = entry.ranked(split, deepest(protocol)).lists
        else:
            model = models.get(id(split.data))
            if model is None:
                model = models[id(split.data)] = entry.fit(split.data, np.random.default_rng(SEED))
            lists = ranked(model, split.queries, deepest(protocol), split.masked, candidates=split.candidates)
        values = judged_by(protocol, split, lists).users[protocol.metrics[0].name]
        figures.append(mean(over_draws([by_user(values, split.users)])))
    return float(np.mean(figures))


def searched(space: Space, protocol: Protocol, report: Report, chosen: argparse.Namespace) -> optuna.Study:
    """Return the study after so many trials or seconds; each trial is told as it ends."""
    import optuna  # noqa: PLC0415 - the extra `tune`

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    splits = validations(protocol, data_folder())
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=chosen.seed))

    def told(study: optuna.Study, trial: optuna.trial.FrozenTrial) -> None:
        took = trial.duration.total_seconds() if trial.duration else 0.0
        report.note(
            f"{trial.number + 1:3d}  {trial.value:.5f}  best {study.best_value:.5f}  {took:.1f} s  {trial.params}"
        )

    study.optimize(
        lambda trial: worth(space(trial), protocol, splits),
        n_trials=chosen.trials,
        timeout=chosen.seconds,
        callbacks=[told],
    )
    return study


def main() -> None:
    """Search and report the best settings."""
    spaces = gathered().spaces
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tune", parents=[json_flag()], description=__doc__)
    parser.add_argument("--protocol", choices=sorted(spaces), required=True)
    parser.add_argument(
        "--model", choices=sorted({model for models in spaces.values() for model in models}), required=True
    )
    parser.add_argument("--trials", type=int, default=30)
    parser.add_argument("--seconds", type=float, help="stop to begin trials after so long")
    parser.add_argument("--seed", type=int, default=0, help="of the sampler")
    chosen = parser.parse_args()
    space = spaces[chosen.protocol].get(chosen.model)
    if space is None:
        parser.error(f"{chosen.protocol} has no space for {chosen.model}; it has {', '.join(spaces[chosen.protocol])}")
    protocol = PROTOCOLS[chosen.protocol]
    case = f"{chosen.protocol}/{chosen.model}"
    with Report(chosen.json, f"Tuned on validation by {protocol.metrics[0].name}") as report:
        begun = time.process_time()
        study = searched(space, protocol, report, chosen)
        report.note(f"{case}: best of {len(study.trials)} trials is {study.best_params}")
        report.add(case, f"validation_{protocol.metrics[0].name}", study.best_value)
        report.add(case, "trials", len(study.trials))
        report.add(case, "tune_cpu_s", time.process_time() - begun, "s")
        for name, value in study.best_params.items():
            if isinstance(value, (int, float)):
                report.add(case, f"best {name}", value)


if __name__ == "__main__":
    main()
