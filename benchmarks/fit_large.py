"""EASE on a matrix of ML-20M's size: beside scipy's product, and beside the machine's own multiplication.

``python -m benchmarks.fit_large [--users N] [--titles N] [--events N] [--threads N] [--json]``. Each stage runs in a
process of its own on the same synthetic histories and with the same number of BLAS threads; seconds are CPU seconds.

The bound: factor and inverse of an n × n matrix are n³/3 + 2n³/3 = n³ floating-point operations; ``bound_s`` is what
that many take in ``sgemm`` on square matrices of 6,000, best of three, in the same run. ``share_of_bound`` is the
bound over the whole fit, Gram matrix included. ``peak_gb`` is the peak of the whole process.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable

import msgspec
import numpy as np

from benchmarks.memory import peak_kb
from benchmarks.report import Report, json_flag
from benchmarks.synthetic import ML20M, synthetic_data, synthetic_histories
from frontrow.models.ease import Ease
from frontrow.models.gram import gram

Sizes = tuple[int, int, int]  # users, titles, events
CASE = "ease-ml20m"
BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_SEED = 0
_SIDE = 6000  # of the matrices multiplied
_TINY = (20, 50, 100)  # compiles, so that what is timed is not compilation


class Took(msgspec.Struct, frozen=True):
    """What a stage took; ``peak_kb`` of the whole process."""

    cpu_s: float
    peak_kb: float
    before_kb: float


def timed(work: Callable[[], object]) -> Took:
    """Run the work once."""
    before, begun = peak_kb(), time.process_time()
    work()
    return Took(time.process_time() - begun, peak_kb(), before)


def scipy_gram(sizes: Sizes) -> Took:
    """Return what scipy's sparse product takes."""
    watched = synthetic_histories(*sizes, _SEED).matrix(sizes[1])
    return timed(lambda: watched.T @ watched)


def our_gram(sizes: Sizes) -> Took:
    """Return what our Gram matrix takes."""
    gram(synthetic_histories(*_TINY, _SEED), _TINY[1])
    histories = synthetic_histories(*sizes, _SEED)
    return timed(lambda: gram(histories, sizes[1]))


def our_fit(sizes: Sizes) -> Took:
    """Return what a whole fit takes."""
    rng = np.random.default_rng(_SEED)
    Ease().fit(synthetic_data(*_TINY, _SEED), rng)
    data = synthetic_data(*sizes, _SEED)
    return timed(lambda: Ease().fit(data, rng))


def sgemm(sizes: Sizes) -> Took:
    """Return what n³ floating-point operations take in a product of float32 matrices."""
    one = np.random.default_rng(_SEED).random((_SIDE, _SIDE), np.float32)
    other = one.T.copy()
    best = min((timed(lambda: one @ other) for _ in range(3)), key=lambda took: took.cpu_s)
    return msgspec.structs.replace(best, cpu_s=best.cpu_s * sizes[1] ** 3 / (2 * _SIDE**3))


STAGES = {"scipy_gram": scipy_gram, "gram": our_gram, "fit": our_fit, "bound": sgemm}


def apart(stage: str, sizes: Sizes, threads: int) -> Took:
    """Return what a stage took in a process of its own."""
    flags = [f"--{name}={size}" for name, size in zip(("users", "titles", "events"), sizes, strict=True)]
    command = [sys.executable, "-m", "benchmarks.fit_large", "--stage", stage, *flags]
    environment = {**os.environ, **dict.fromkeys(BLAS_THREADS, str(threads))}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Took)


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit_large", parents=[json_flag()], description=__doc__)
    for name, size in zip(("users", "titles", "events"), ML20M, strict=True):
        parser.add_argument(f"--{name}", type=int, default=size)
    parser.add_argument("--threads", type=int, default=1, help="BLAS threads")
    parser.add_argument("--stage", choices=sorted(STAGES), help="measure one stage in this process")
    chosen = parser.parse_args()
    sizes = (chosen.users, chosen.titles, chosen.events)
    if chosen.stage:
        print(msgspec.json.encode(STAGES[chosen.stage](sizes)).decode())
        return
    with Report(chosen.json, "EASE at the size of ML-20M") as report:
        took = {stage: apart(stage, sizes, chosen.threads) for stage in STAGES}
        for stage, one in took.items():
            report.add(CASE, f"{stage}_s", one.cpu_s, "s")
        report.add(CASE, "gram_ratio", took["gram"].cpu_s / took["scipy_gram"].cpu_s)
        report.add(CASE, "share_of_bound", took["bound"].cpu_s / took["fit"].cpu_s)
        report.add(CASE, "peak_gb", took["fit"].peak_kb / 2**20, "GiB")
        report.add(CASE, "before_fit_gb", took["fit"].before_kb / 2**20, "GiB")
        report.add(CASE, "scipy_peak_gb", took["scipy_gram"].peak_kb / 2**20, "GiB")
        report.add(CASE, "threads", chosen.threads)


if __name__ == "__main__":
    main()
