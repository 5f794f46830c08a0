"""Is the harness right: published protocols, published figures.

``python -m benchmarks.quality [--protocol P] [--model M] [--json]``. Each model is fitted and measured in a process of
its own, so that the peak of its memory is its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from statistics import median
from timeit import timeit

import msgspec
import numpy as np

from benchmarks.memory import peak_kb
from benchmarks.protocols import PROTOCOLS, Split, data_folder
from benchmarks.report import Figure, Report, json_flag
from frontrow.evaluate.compaction import compaction_loss
from frontrow.evaluate.offline import evaluate
from frontrow.models import Learner
from frontrow.models.compact import CompactEase
from frontrow.models.ease import Ease
from frontrow.models.item_knn import ItemKNN
from frontrow.models.popularity import Popularity
from frontrow.models.sparse_ease import SparseEase

PLAIN = Popularity(half_life_days=float("inf"))
METRICS = ("ndcg", "hr", "recall", "c_kl", "ecs", "coverage", "popularity_lift")
MODELS: Mapping[str, Mapping[str, Learner]] = {
    "ml1m-loo": {"ease": Ease(500.0), "sparse_ease": SparseEase(500.0), "popularity": PLAIN, "item_knn": ItemKNN()},
    "ml100k-temporal": {
        "ease": Ease(200.0),
        "sparse_ease": SparseEase(200.0),
        "popularity": PLAIN,
        "item_knn": ItemKNN(),
    },
}
WITH_INTERVAL = {"ndcg@10", "hr@10", "recall@10"}
SEED = 0  # of the bootstrap


def measure(protocol: str, model: str, report: Report) -> None:
    """Fit one model under one protocol, and add its figures."""
    split = PROTOCOLS[protocol](data_folder())
    learner = MODELS[protocol][model]
    learner.fit(split.data, np.random.default_rng(SEED))  # compiles, so that the next fit is timed without it
    begun = time.process_time()
    fitted = learner.fit(split.data, np.random.default_rng(SEED))
    seconds = time.process_time() - begun
    case = f"{protocol}/{model}"
    plays = np.bincount(split.data.histories.values, minlength=len(split.data.catalogue)).astype(np.float32)
    wanted = [name for name in METRICS if name != "c_kl" or len(split.data.catalogue.genres)]
    found = evaluate(
        fitted,
        split.queries,
        split.targets,
        split.data.catalogue,
        wanted,
        plays=plays,
        rng=np.random.default_rng(SEED),
    )
    for name, figure in found.items():
        report.add(case, name, figure.value)
        if name in WITH_INTERVAL:
            report.add(case, f"{name}_low", figure.low)
            report.add(case, f"{name}_high", figure.high)
    report.add(case, "fit_cpu_s", seconds, "s")
    report.add(case, "peak_rss_gb", peak_kb() / 2**20, "GiB")
    if isinstance(learner, SparseEase) and isinstance(fitted, CompactEase):
        compare(case, learner, fitted, split, report)  # last: it fits the full model again, which takes memory


def compare(case: str, learner: SparseEase, compact: CompactEase, split: Split, report: Report) -> None:
    """Add what the compact form loses against the full matrix, and how long a page's pass over it takes."""
    full = Ease(learner.reg).fit(split.data, np.random.default_rng(SEED))
    loss = compaction_loss(full, compact, split.queries, split.targets, split.data.catalogue)
    report.add(case, "overlap@100", loss.overlap)
    report.add(case, "ndcg@10_minus_full", loss.ndcg)
    report.add(case, "largest_score_error", loss.error)
    history = next(history for history in split.queries.histories if len(history) >= 100)[:100]
    weights = np.ones(100, np.float32)
    took = [timeit(lambda: compact.explained(history, weights), number=1) for _ in range(1000)]
    report.add(case, "explain_100_us", median(took) * 1e6, "µs")


def apart(protocol: str, model: str) -> list[Figure]:
    """Return the figures of one model, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.quality", "--protocol", protocol, "--model", model, "--json", "--here"]
    # one BLAS thread unless asked for more: on a busy machine waiting threads count as CPU seconds
    environment = {"OPENBLAS_NUM_THREADS": "1", **os.environ}
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return [msgspec.json.decode(line, type=Figure) for line in done.stdout.splitlines()]


def main() -> None:
    """Run the chosen part."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", parents=[json_flag()], description=__doc__)
    parser.add_argument("--protocol", choices=sorted(PROTOCOLS), help="one protocol instead of all")
    parser.add_argument("--model", choices=sorted({m for models in MODELS.values() for m in models}))
    parser.add_argument("--here", action="store_true", help="measure in this process")
    chosen = parser.parse_args()
    with Report(chosen.json, "Quality: full ranking") as report:
        for protocol in [chosen.protocol] if chosen.protocol else PROTOCOLS:
            for model in [chosen.model] if chosen.model else MODELS[protocol]:
                if chosen.here:
                    measure(protocol, model, report)
                    continue
                for figure in apart(protocol, model):
                    report.add(figure.case, figure.metric, figure.value, figure.unit)


if __name__ == "__main__":
    main()
