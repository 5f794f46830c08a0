"""Implicit ALS beside ``implicit``: the same data, one thread each, quality, time and memory.

``python -m benchmarks.factors [--data ml1m|ml20m] [--factors 64 128] [--epochs N] [--tune N] [--json]``. ``ml1m`` is
the protocol ``strong-ml1m``; ``ml20m`` are synthetic histories of the size of MovieLens 20M (136,677 users, 20,108
titles, 10 million events), of which the last 2,000 users hide a fifth. Each fit runs in a process of its own.

What is counted: ``epoch_s`` is the CPU time of a whole ``fit`` over its epochs, the turning over of the matrix
included, the loading of ours from numba's cache left out (half a second a process); ``fold_in_us`` what a user's vector
takes from a history; ``rss`` the peak of the process until the fit ends, ``fit_rss`` what the fit adds to the peak
before it. ``implicit`` solves exactly (Cholesky) and, its default, by three steps of conjugate gradient; ``ours``
exactly and, with more than 64 factors, by blocks of 64.

``--tune N`` looks for settings instead: N random ones for each project, the same number, on the validation part of
``strong-ml1m`` with 64 factors; what it found stands in ``OURS`` and ``THEIRS``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from benchmarks.peers import ROOT, peer_python
from benchmarks.peers.factor_task import Task
from benchmarks.protocols import PROTOCOLS, Split, data_folder
from benchmarks.report import Report, json_flag
from benchmarks.synthetic import ML20M, synthetic_histories
from frontrow.core import Items
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.metrics import Recommended
from frontrow.metrics.ndcg import ndcg

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
MEASURED = {"ml1m": 15, "ml20m": 3}  # data → epochs
BLOCK = 64  # of iALS++
ASKING, HIDDEN = 2000, 0.2  # of the synthetic users: how many ask, and what they hide of their histories
SEED = 0
# The best of 19 settings on validation (NDCG@100 .4152), and of 17 for implicit (.4125).
OURS = Task(0, reg=0.245, reg_exponent=0.5, unobserved_weight=0.45)
THEIRS = Task(0, reg=25.0, unobserved_weight=0.6)


class Asked(NamedTuple):
    """Histories to learn from, and those who ask."""

    histories: Ragged
    asking: Ragged
    targets: Ragged
    n_items: int


class Took(msgspec.Struct, frozen=True):
    """What one process reports."""

    fit_s: float
    fold_in_us: float
    before_kb: float
    peak_kb: float


class Result(NamedTuple):
    """What a fit took, and what it was worth."""

    took: Took
    ndcg: float


def of_split(split: Split) -> Asked:
    """Return the part of a protocol that both projects are told."""
    return Asked(split.data.histories, split.queries.histories, split.targets, len(split.data.catalogue))


def strong(validation: bool) -> Asked:
    """Return the data of ``strong-ml1m``."""
    split = next(PROTOCOLS["strong-ml1m"].splits(data_folder()))
    if validation and split.validation is not None:
        split = split.validation
    return of_split(split)


def large() -> Asked:
    """Return the synthetic histories."""
    every = synthetic_histories(*ML20M, SEED)
    owners, rng = every.owners, np.random.default_rng(SEED)
    asks = owners >= len(every) - ASKING
    away = asks & (rng.random(len(owners)) < HIDDEN)
    shown = asks & ~away
    first = len(every) - ASKING
    return Asked(
        Ragged.grouped(owners[~asks], every.values[~asks], first),
        Ragged.grouped(owners[shown] - first, every.values[shown], ASKING),
        Ragged.grouped(owners[away] - first, every.values[away], ASKING),
        ML20M[1],
    )


@contextmanager
def written(data: Asked) -> Iterator[Path]:
    """Write the pairs to a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for prefix, lists in (("", data.histories), ("asking_", data.asking)):
            np.save(folder / f"{prefix}users.npy", lists.owners)
            np.save(folder / f"{prefix}items.npy", lists.values)
        yield folder


def ours(folder: Path, data: Asked, task: Task) -> Result:
    """Fit ours."""
    return _run([sys.executable, "-m", "benchmarks.peers.frontrow_ials"], folder, data, task, "ours")


def theirs(folder: Path, data: Asked, task: Task) -> Result:
    """Fit implicit's."""
    return _run([str(peer_python()), "-m", "benchmarks.peers.implicit_als"], folder, data, task, "theirs")


def _run(command: list[str], folder: Path, data: Asked, task: Task, name: str) -> Result:
    environment = {**os.environ, **dict.fromkeys(BLAS_THREADS, "1")}
    done = subprocess.run(
        [*command, str(folder), json.dumps(asdict(task))],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment,
    )
    took = msgspec.json.decode(done.stdout.splitlines()[-1], type=Took)
    return Result(took, worth(np.load(folder / f"{name}.npy"), data))


def worth(lists: Items, data: Asked) -> float:
    """Return the mean NDCG@100."""
    catalogue = Catalogue.of(Title(item_id=str(item), title=str(item)) for item in range(data.n_items))
    plays = np.zeros(data.n_items, np.float32)
    return float(np.nanmean(ndcg(Recommended(lists, data.targets, data.asking, catalogue, plays))))


def compared(name: str, data: Asked, factors: int, epochs: int, report: Report) -> None:
    """Add the figures of one data set and one number of factors."""
    mine, other = (replace(task, n_items=data.n_items, factors=factors, epochs=epochs) for task in (OURS, THEIRS))
    with written(data) as folder:
        ours(folder, data, replace(mine, epochs=1))  # compiles, so that what is timed is not compilation
        found = {
            "ours": ours(folder, data, mine),
            "implicit_exact": theirs(folder, data, other),
            "implicit_cg": theirs(folder, data, replace(other, conjugate=True)),
        }
        if factors > BLOCK:
            found["ours_blocks"] = ours(folder, data, replace(mine, block=BLOCK))
    for which, result in found.items():
        add(f"{name}-{factors}/{which}", result, epochs, report)
    for which in found.keys() - {"ours"}:
        ratios(f"{name}-{factors}/ours", which, found["ours"], found[which], report)


def add(case: str, result: Result, epochs: int, report: Report) -> None:
    """Add the figures of one fit."""
    took = result.took
    report.add(case, "ndcg@100", result.ndcg)
    report.add(case, "epoch_s", took.fit_s / epochs, "s")
    report.add(case, "fold_in_us", took.fold_in_us, "µs")
    report.add(case, "rss", took.peak_kb, "kB")
    report.add(case, "fit_rss", took.peak_kb - took.before_kb, "kB")


def ratios(case: str, which: str, mine: Result, other: Result, report: Report) -> None:
    """Add what ours takes and is worth over the other."""
    report.add(case, f"ndcg_ratio_{which}", mine.ndcg / other.ndcg)
    report.add(case, f"epoch_ratio_{which}", mine.took.fit_s / other.took.fit_s)
    report.add(case, f"rss_ratio_{which}", mine.took.peak_kb / other.took.peak_kb)


def tuned(trials: int, report: Report) -> None:
    """Draw settings for both projects, as many for each, and tell what they are worth on validation."""
    data, rng = strong(validation=True), np.random.default_rng(SEED)
    told = Task(data.n_items, factors=64, epochs=MEASURED["ml1m"])
    with written(data) as folder:
        for number in range(trials):
            weight = float(np.exp(rng.uniform(np.log(0.05), np.log(1.0))))
            penalty = float(np.exp(rng.uniform(np.log(0.5), np.log(50.0))))  # of a typical user, in our loss
            exponent = float(rng.choice([0.0, 0.5, 0.75, 1.0]))
            typical = float(data.histories.lengths.mean()) + weight * data.n_items
            mine = replace(told, reg=penalty / typical**exponent, reg_exponent=exponent, unobserved_weight=weight)
            other = replace(told, reg=penalty / weight, unobserved_weight=weight, conjugate=True)
            for name, task, fit in (("ours", mine, ours), ("implicit", other, theirs)):
                report.note(f"{name} reg {task.reg:.4g} exponent {task.reg_exponent} weight {weight:.3g}")
                report.add(f"tune/{name}", f"trial_{number}", fit(folder, data, task).ndcg)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.factors", parents=[json_flag()], description=__doc__)
    parser.add_argument("--data", choices=sorted(MEASURED), help="one data set instead of both")
    parser.add_argument("--factors", type=int, nargs="+", default=[64, 128])
    parser.add_argument("--epochs", type=int, help="15 on ml1m and 3 on ml20m when not given")
    parser.add_argument("--tune", type=int, metavar="N", help="look for settings instead, N for each project")
    chosen = parser.parse_args()
    with Report(chosen.json, "iALS beside implicit, one thread each") as report:
        if chosen.tune:
            tuned(chosen.tune, report)
            return
        for name in [chosen.data] if chosen.data else MEASURED:
            data = strong(validation=False) if name == "ml1m" else large()
            for factors in chosen.factors:
                compared(name, data, factors, chosen.epochs or MEASURED[name], report)


if __name__ == "__main__":
    main()
