"""How good the models are: published protocols, full ranking, with intervals and what fitting and scoring took.

``python -m benchmarks.quality [--protocol P] [--model M] [--json] [--record]``, for example
``python -m benchmarks.quality --protocol ml1m-loo --model ease --record``. Each model is measured in a process of its
own with one BLAS thread; when one fails the others go on, and the exit status is 1. ``--record`` keeps the
figures for ``python -m benchmarks.leaderboard``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import replace
from statistics import median
from timeit import timeit

import msgspec
import numpy as np

from benchmarks.entries import Entry, gathered
from benchmarks.measure import SEED, Measurement, bounds, mean, measurement
from benchmarks.protocols import PROTOCOLS, Split, data_folder
from benchmarks.record import record, settings_of
from benchmarks.report import Figure, Report, json_flag
from benchmarks.ungraded import Ungraded
from frontrow.errors import NotInstalled
from frontrow.evaluate.compaction import compaction_loss
from frontrow.models import Queries
from frontrow.models.ease import Ease
from frontrow.models.sparse_ease import SparseEase

COMPACTED = ("ml1m-loo", "ml100k-temporal")  # protocols under which the compact form is compared with the full one


def measure(protocol: str, model: str, report: Report) -> Measurement:
    """Fit one model under one protocol, and add its figures."""
    chosen = PROTOCOLS[protocol]
    entry = gathered().entries[protocol][model]
    found = measurement(entry, chosen, chosen.splits(data_folder()))
    case = f"{protocol}/{model}"
    add(case, found, report, {one.name for one in chosen.metrics})
    sparse = _sparse(entry)
    if sparse and protocol in COMPACTED:
        compare(case, sparse, next(chosen.splits(data_folder())), report)  # last: it fits the full model, in memory
    return found


def add(case: str, found: Measurement, report: Report, published: set[str]) -> None:
    """Add the figures of a measurement; those that a protocol publishes with interval and standard error over users."""
    for name, values in found.values.items():
        if np.isnan(mean(values)):  # calibration of no history is not defined for anybody
            continue
        if name.split("/")[0] in published:
            bounded = bounds(values)
            report.add(case, name, bounded.value)
            report.add(case, f"{name}_low", bounded.low)
            report.add(case, f"{name}_high", bounded.high)
            report.add(case, f"{name}_se", bounded.error)
        else:
            report.add(case, name, mean(values))
        if name in found.spread:
            report.add(case, f"{name}_sd", found.spread[name])
    for name, figure in found.lists.items():
        report.add(case, name, figure)
    cost = found.cost
    report.add(case, "fit_cpu_s", cost.fit_cpu_s, "s")
    report.add(case, "score_cpu_s", cost.score_cpu_s, "s")
    report.add(case, "score_us", cost.score_cpu_s / found.queries * 1e6, "µs")
    report.add(case, "fit_peak_gb", cost.fit_gb, "GiB")
    report.add(case, "score_peak_gb", cost.score_gb, "GiB")
    report.add(case, "peak_rss_gb", max(cost.fit_gb, cost.score_gb), "GiB")


def _sparse(entry: Entry) -> SparseEase | None:
    inner = entry.learner if isinstance(entry, Ungraded) else entry
    return inner if isinstance(inner, SparseEase) else None


def compare(case: str, learner: SparseEase, split: Split, report: Report) -> None:
    """Add what the compact form loses against the full matrix, and how long a page's pass over it takes."""
    queries = replace(split.queries, weights=np.ones(len(split.queries.weights), np.float32))
    compact = learner.fit(split.data, np.random.default_rng(SEED))
    full = Ease(learner.reg).fit(split.data, np.random.default_rng(SEED))
    loss = compaction_loss(full, compact, queries, split.targets, split.data.catalogue)
    report.add(case, "overlap@100", loss.overlap)
    report.add(case, "ndcg@10_minus_full", loss.ndcg)
    report.add(case, "largest_score_error", loss.error)
    history = next(history for history in split.queries.histories if len(history) >= 100)[:100]
    asked = Queries.of(history, np.ones(100, np.float32))
    took = [timeit(lambda: compact.explained(asked), number=1) for _ in range(1000)]
    report.add(case, "explain_100_us", median(took) * 1e6, "µs")


def apart(protocol: str, model: str, recorded: bool) -> list[Figure]:
    """Return the figures of one model, measured in a process of its own; none when it needs what is not installed.

    Raises
    ------
    CalledProcessError
        If the process fails; it said why on standard error.
    """
    command = [sys.executable, "-m", "benchmarks.quality", "--protocol", protocol, "--model", model, "--json", "--here"]
    command += ["--record"] if recorded else []
    # one BLAS thread unless asked for more: on a busy machine waiting threads count as CPU seconds
    environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", **os.environ}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return [msgspec.json.decode(line, type=Figure) for line in done.stdout.splitlines()]


def told(protocol: str, model: str, report: Report, recorded: bool) -> bool:
    """Add the figures of one model, measured in a process of its own; return whether it could be, and say if not."""
    try:
        figures = apart(protocol, model, recorded)
    except subprocess.CalledProcessError as error:
        report.note(f"{protocol}/{model} failed: its process ended with {error.returncode}, its own words stand above.")
        return False
    for figure in figures:
        report.add(figure.case, figure.metric, figure.value, figure.unit)
    return True


def here(protocol: str, model: str, report: Report, recorded: bool) -> None:
    """Measure one model in this process; say so when it needs a package that is not installed."""
    before = len(report.figures)
    try:
        found = measure(protocol, model, report)
    except NotInstalled as missing:
        report.note(f"{protocol}/{model} is left out: {missing}")
        return
    except ModuleNotFoundError as missing:
        report.note(f"{protocol}/{model} is left out: it needs {missing.name}, which is not installed.")
        return
    if recorded:
        names = {one.name for one in PROTOCOLS[protocol].metrics}
        values = {name: users for name, users in found.values.items() if name.split("/")[0] in names}
        record(protocol, model, report.figures[before:], values, settings_of(gathered().entries[protocol][model]))


def main() -> None:
    """Run the chosen part."""
    entries = gathered().entries
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", parents=[json_flag()], description=__doc__)
    parser.add_argument("--protocol", choices=sorted(PROTOCOLS), help="one protocol instead of all")
    parser.add_argument("--model", choices=sorted({m for models in entries.values() for m in models}))
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    parser.add_argument("--here", action="store_true", help="measure in this process")
    chosen = parser.parse_args()
    failed = False
    with Report(chosen.json, "Quality: full ranking") as report:
        for protocol in [chosen.protocol] if chosen.protocol else PROTOCOLS:
            models = entries.get(protocol, {})
            for model in [chosen.model] if chosen.model else models:
                if model not in models:
                    report.note(f"{protocol} has no entry for {model}; it has {', '.join(models)}.")
                elif chosen.here:
                    here(protocol, model, report, chosen.record)
                else:
                    failed |= not told(protocol, model, report, chosen.record)
    sys.exit(failed)


if __name__ == "__main__":
    main()
