"""How learning grows: users and titles doubled, seconds and memory measured, exponents fitted, a picture drawn.

``python -m benchmarks.growth [--model M] [--picture docs/growth.svg] [--json]``. Histories are synthetic, 50 events a
user on average; every measurement is a process of its own with one BLAS thread.

``growth/<model>/users``: 2,000 titles, users doubled, once less for others than EASE. ``gram_exponent`` is the slope of
the logarithm of the seconds of the statistics over that of the events: 1 is linear. ``growth/<model>/titles``: 250,000
events, titles doubled, once less for others; ``solve_exponent`` is that of the seconds of the solution,
``memory_exponent`` that of what a fit adds to the process, over the last doubling.

For EASE ``memory_ratio`` is the peak of the process over the formula of ``docs/growth.md``, :func:`predicted`, at each
size: the farthest from 1 is reported.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.growth_picture import Series, picture
from benchmarks.memory import peak_kb, reset_peak
from benchmarks.report import Report, json_flag
from benchmarks.synthetic import synthetic_data
from frontrow.core import Items
from frontrow.data.dataset import Dataset
from frontrow.models.higher_order import HigherOrderEase
from frontrow.models.registry import LEARNERS
from frontrow.models.statistics import AdditiveLearner

_SEED = 0
_EVENTS = 50  # a user
_USERS = (5_000, 10_000, 20_000, 40_000, 80_000)
_TITLES_OF_USERS = 2_000  # while users are doubled
_TITLES = (1_000, 2_000, 4_000, 8_000)
_USERS_OF_TITLES = 5_000  # while titles are doubled
_TINY = (20, 50, 200)  # compiles, so that what is timed is not compilation
_FAMOUS = 45  # titles, whose 990 pairs are inputs of higher-order EASE
_SAME_GRAM = {"edlae", "sparse_ease"}  # statistics of EASE
_BYTES_A_CELL, _BYTES_OF_A_BLOCK = 4.0, 14e6  # of a fit


class Size(msgspec.Struct, frozen=True):
    """A data set's size."""

    users: int
    titles: int
    events: int


class Took(msgspec.Struct, frozen=True):
    """What one process measured; memory is resident, in kB."""

    gram_s: float
    solve_s: float
    before_kb: float
    peak_kb: float

    @property
    def added_kb(self) -> float:
        """What the fit added to the process."""
        return max(self.peak_kb - self.before_kb, 1.0)


def learners() -> Mapping[str, AdditiveLearner[Any]]:
    """Return the learners with statistics of their own; higher-order EASE is beside them."""
    made = {name: kind() for name, kind in LEARNERS.items() if name not in _SAME_GRAM}
    return {name: learner for name, learner in made.items() if isinstance(learner, AdditiveLearner)}


def predicted(size: Size) -> float:
    """Return the bytes that a fit of EASE adds: the matrix, and a block of users sorted by title."""
    return _BYTES_A_CELL * size.titles**2 + _BYTES_OF_A_BLOCK


def famous_pairs(data: Dataset) -> Items:
    """Return the pairs of the most played titles: as often in a history however many histories there are."""
    plays = np.bincount(data.histories.values, minlength=len(data.catalogue))
    one, other = np.triu_indices(min(_FAMOUS, len(plays)), 1)
    famous = np.argsort(-plays, kind="stable")
    return np.sort(np.stack([famous[one], famous[other]], axis=1), axis=1).astype(np.int32)


def measured(model: str, size: Size) -> Took:
    """Return what a fit takes here and now."""
    tiny, data = (synthetic_data(*sizes, _SEED) for sizes in (_TINY, (size.users, size.titles, size.events)))
    rng = np.random.default_rng(_SEED)
    learner: AdditiveLearner[Any]
    if model == "higher_order":
        learner = HigherOrderEase().on(famous_pairs(data))
        HigherOrderEase().on(famous_pairs(tiny)).fit(tiny, rng)
    else:
        learner = learners()[model]
        learner.fit(tiny, rng)
    reset_peak()
    before, begun = peak_kb(), time.process_time()
    learner.fit(data, rng)
    fitted = time.process_time() - begun
    peak, begun = peak_kb(), time.process_time()
    learner.statistics(data)
    gram = time.process_time() - begun
    return Took(gram, max(fitted - gram, 1e-6), before, peak)


def apart(model: str, size: Size) -> Took:
    """Return what a process of its own measured."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.growth",
        "--model",
        model,
        "--size",
        msgspec.json.encode(size).decode(),
    ]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Took)


def exponent(x: Sequence[float], y: Sequence[float]) -> float:
    """Return the slope of log y over log x."""
    return float(np.polyfit(np.log(x), np.log(y), 1)[0])


def users_doubled(report: Report, model: str) -> Series:
    """Measure the statistics while users are doubled."""
    doubled = _USERS if model == "ease" else _USERS[:-1]
    sizes = [Size(users, _TITLES_OF_USERS, users * _EVENTS) for users in doubled]
    took = [apart(model, size) for size in sizes]
    case, events = f"growth/{model}/users", [float(size.events) for size in sizes]
    for size, one in zip(sizes, took, strict=True):
        report.add(case, f"gram_s@{size.events}", one.gram_s, "s")
    found = exponent(events, [one.gram_s for one in took])
    report.add(case, "gram_exponent", found)
    check_memory(report, model, "users", sizes, took)
    return Series(model, events, [one.gram_s for one in took], found)


def titles_doubled(report: Report, model: str) -> Series:
    """Measure the solution and the memory while titles are doubled."""
    sizes = [
        Size(_USERS_OF_TITLES, titles, _USERS_OF_TITLES * _EVENTS)
        for titles in (_TITLES if model == "ease" else _TITLES[:-1])
    ]
    took = [apart(model, size) for size in sizes]
    case, titles = f"growth/{model}/titles", [float(size.titles) for size in sizes]
    for size, one in zip(sizes, took, strict=True):
        report.add(case, f"solve_s@{size.titles}", one.solve_s, "s")
        report.add(case, f"added_gb@{size.titles}", one.added_kb / 2**20, "GiB")
    found = exponent(titles[1:], [one.solve_s for one in took][1:])
    report.add(case, "solve_exponent", found)
    report.add(case, "memory_exponent", exponent(titles[-2:], [one.added_kb for one in took][-2:]))
    check_memory(report, model, "titles", sizes, took)
    return Series(model, titles, [one.solve_s for one in took], found)


def check_memory(report: Report, model: str, what: str, sizes: Sequence[Size], took: Sequence[Took]) -> None:
    """Add how far the formula is from the peak of the process, at worst."""
    if model != "ease":
        return
    ratios = [
        one.peak_kb * 1024 / (one.before_kb * 1024 + predicted(size)) for size, one in zip(sizes, took, strict=True)
    ]
    report.add(f"growth/{model}/{what}", "memory_ratio", max(ratios, key=lambda ratio: abs(np.log(ratio))))


def main() -> None:
    """Measure, report and draw."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", parents=[json_flag()], description=__doc__)
    parser.add_argument("--model", choices=sorted([*learners(), "higher_order"]), help="one model instead of all")
    parser.add_argument("--picture", type=Path, help="where to draw it, an .svg")
    parser.add_argument("--size", help="measure one size in this process, a JSON object")
    chosen = parser.parse_args()
    if chosen.size:
        print(msgspec.json.encode(measured(chosen.model, msgspec.json.decode(chosen.size, type=Size))).decode())
        return
    models = [chosen.model] if chosen.model else [*learners(), "higher_order"]
    with Report(chosen.json, "Growth") as report:
        grams = [users_doubled(report, model) for model in models]
        solutions = [titles_doubled(report, model) for model in models]
        if chosen.picture:
            chosen.picture.write_text(picture(grams, solutions), encoding="utf-8")


if __name__ == "__main__":
    main()
