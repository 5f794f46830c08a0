"""EASE beside RecTools' EASE: the same matrix, the same scores, less time and memory.

``python -m benchmarks.fit [--rounds N] [--threads N] [--json]``. Each fit runs in a process of its own with the same
number of BLAS threads; the two take turns, and who begins alternates. Figures are medians over rounds.

What is counted: ``wall`` is ``fit`` alone, from the data set each project fits on to the weights, without imports and
reading; it is the first fit of its process, so that ours includes loading compiled code from its cache (compiling it,
once an installation, is left out by a round that does not count). ``again`` is a second fit in the same process.
``rss`` is the peak of the whole process, imports included; ``fit_rss`` what ``fit`` adds to the peak before it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

import msgspec
import numpy as np
from scipy.sparse import csr_array

from benchmarks.peers import ROOT, peer_python
from benchmarks.protocols import PROTOCOLS, data_folder
from benchmarks.report import Report, json_flag

CASE = "ease"
REG = 500.0
BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
SCORED_USERS = 500


class Took(msgspec.Struct, frozen=True):
    """What one process reports of its fits."""

    first_s: float
    again_s: float
    before_kb: float
    peak_kb: float

    @property
    def added_kb(self) -> float:
        """What the fit added to the peak."""
        return self.peak_kb - self.before_kb


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit", parents=[json_flag()], description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1, help="BLAS threads of both")
    chosen = parser.parse_args()
    split = next(PROTOCOLS["ml1m-loo"].splits(data_folder()))
    histories = split.data.histories
    with tempfile.TemporaryDirectory() as name, Report(chosen.json, "EASE on ML-1M, beside RecTools") as report:
        folder = Path(name)
        np.save(folder / "users.npy", histories.owners)
        np.save(folder / "items.npy", histories.values)
        ours, theirs = rounds(folder, chosen.rounds, chosen.threads)
        report_ratios(report, ours, theirs)
        watched = histories.matrix(len(split.data.catalogue))[:SCORED_USERS]
        report.add(CASE, "score_difference", score_difference(folder, watched))
        report.add(CASE, "threads", chosen.threads)
        report.add(CASE, "rounds", chosen.rounds)


def rounds(folder: Path, count: int, threads: int) -> tuple[list[Took], list[Took]]:
    """Return what ours and theirs took in each round; the process that compiles our code does not count."""
    commands = {
        "ours": [sys.executable, "-m", "benchmarks.peers.frontrow_ease"],
        "theirs": [str(peer_python()), "-m", "benchmarks.peers.rectools_ease"],
    }
    fit(commands["ours"], folder, threads)
    took: dict[str, list[Took]] = {"ours": [], "theirs": []}
    for number in range(count):
        for name in sorted(commands, reverse=bool(number % 2)):
            took[name].append(fit(commands[name], folder, threads))
    return took["ours"], took["theirs"]


def fit(command: list[str], folder: Path, threads: int) -> Took:
    """Return what one process took."""
    environment = {**os.environ, **dict.fromkeys(BLAS_THREADS, str(threads))}
    done = subprocess.run(
        [*command, str(folder), str(REG)], check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Took)


def report_ratios(report: Report, ours: list[Took], theirs: list[Took]) -> None:
    """Add the medians of both and of their ratios, round by round."""
    scales = {"first_s": "s", "again_s": "s", "peak_kb": "kB", "added_kb": "kB"}
    names = {"first_s": "wall", "again_s": "again", "peak_kb": "rss", "added_kb": "fit_rss"}
    for field, unit in scales.items():
        mine, other = ([float(getattr(took, field)) for took in all_of] for all_of in (ours, theirs))
        report.add(CASE, f"{names[field]}_ratio", median(a / b for a, b in zip(mine, other, strict=True)))
        report.add(CASE, f"{names[field]}_ours", median(mine), unit)
        report.add(CASE, f"{names[field]}_rectools", median(other), unit)


def score_difference(folder: Path, watched: csr_array) -> float:
    """Return the largest absolute difference of a score of the whole catalogue."""
    ours, theirs = (np.load(folder / f"{name}.npy") for name in ("ours", "theirs"))
    return float(np.abs(watched @ ours - watched @ theirs).max())


if __name__ == "__main__":
    main()
