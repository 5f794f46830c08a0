"""The best 100 of a whole catalogue by inner product: exact in bytes, beside numpy, faiss and usearch.

``python -m benchmarks.score [--json]``. One thread. Every case takes the same queries over the same vectors, which are
normal draws with norms as skewed as those of factor models; ``recall`` counts the titles of the true best 100, by
products in float64, that were found. ``query`` is the median of single queries, one after another; ``batch`` is a
query's share of 64 taken together. faiss runs in the peers' environment (``requirements/bench.lock``).
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import msgspec
import numpy as np

from benchmarks.peers import ROOT, peer_python
from benchmarks.report import Report, json_flag
from frontrow.core import Floats, Items
from frontrow.nearest import Nearest
from frontrow.nearest.approximate import ApproximateNearest
from frontrow.nearest.exact import ExactNearest

SIZES = (20_108, 200_000, 1_000_000)
DIMENSIONS = 64
K = 100
QUERIES = 64
GRAPH_UP_TO = 200_000  # titles; building the graph of a million takes minutes, see --graph

Search = Callable[[Floats], Items]


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score", parents=[json_flag()], description=__doc__)
    parser.add_argument("--graph", type=int, default=GRAPH_UP_TO, help="largest catalogue to build usearch's graph for")
    chosen = parser.parse_args()
    with Report(chosen.json, f"Best {K} of a catalogue, {DIMENSIONS} dimensions, one thread") as report:
        for size in SIZES:
            vectors, queries = drawn(size)
            best = true_best(vectors, queries)
            by_numpy = single(partial(numpy_best, vectors), queries, best, f"{size}/numpy", report)
            exact = ExactNearest.of(vectors)
            took = single(partial(first_list, exact), queries, best, f"{size}/exact", report)
            report.add(f"{size}/exact", "ratio_to_numpy", took / by_numpy)
            report.add(f"{size}/exact", "batch_us", batch(exact, queries), "µs")
            if size <= chosen.graph:
                begun = perf_counter()
                graph = ApproximateNearest.of(vectors)
                report.add(f"{size}/usearch", "build_s", perf_counter() - begun, "s")
                single(partial(first_list, graph), queries, best, f"{size}/usearch", report)
            faiss(vectors, queries, best, size, report)


def drawn(size: int) -> tuple[Floats, Floats]:
    """Return vectors of titles and queries."""
    rng = np.random.default_rng(size)
    norms = rng.lognormal(sigma=0.3, size=(size, 1)).astype(np.float32)
    vectors = rng.standard_normal((size, DIMENSIONS), np.float32) * norms
    return vectors, rng.standard_normal((QUERIES, DIMENSIONS), np.float32)


def true_best(vectors: Floats, queries: Floats) -> list[set[int]]:
    """Return the best titles of each query by products in float64."""
    wide = vectors.astype(np.float64)
    return [set(np.argpartition(wide @ query.astype(np.float64), -K)[-K:].tolist()) for query in queries]


def numpy_best(vectors: Floats, query: Floats) -> Items:
    """Return the best titles by a product and a partition, best first."""
    scores = vectors @ query
    best = np.argpartition(scores, -K)[-K:]
    return np.asarray(best[np.argsort(-scores[best])], np.int32)


def first_list(index: Nearest, query: Floats) -> Items:
    """Return what an index answers to one query."""
    items: Items = index.best(query[None], K)[0][0]
    return items


def single(search: Search, queries: Floats, best: list[set[int]], case: str, report: Report) -> float:
    """Add the median time of a query and the recall, and return the time in µs."""
    search(queries[0])
    times, shared = [], 0
    for query, true in zip(queries, best, strict=True):
        begun = perf_counter()
        found = search(query)
        times.append(perf_counter() - begun)
        shared += len(true & set(found.tolist()))
    took = median(times) * 1e6
    report.add(case, "query_us", took, "µs")
    report.add(case, "recall@100", shared / (K * len(queries)))
    return took


def batch(index: ExactNearest, queries: Floats) -> float:
    """Return a query's share of the time of all together, in µs; the median of several rounds."""
    times = []
    for _ in range(5):
        begun = perf_counter()
        index.best(queries, K)
        times.append((perf_counter() - begun) / len(queries))
    return median(times) * 1e6


class Found(msgspec.Struct, frozen=True):
    """What faiss found, and how long a query took."""

    query_us: float
    lists: list[list[int]]


def faiss(vectors: Floats, queries: Floats, best: list[set[int]], size: int, report: Report) -> None:
    """Add the figures of faiss's flat index, in its own environment."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.save(folder / "vectors.npy", vectors)
        np.save(folder / "queries.npy", queries)
        command = [str(peer_python()), str(ROOT / "benchmarks" / "peers" / "faiss_flat.py"), name, str(K)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found = msgspec.json.decode(done.stdout, type=Found)
    shared = sum(len(true & set(row)) for true, row in zip(best, found.lists, strict=True))
    report.add(f"{size}/faiss", "query_us", found.query_us, "µs")
    report.add(f"{size}/faiss", "recall@100", shared / (K * len(queries)))


if __name__ == "__main__":
    main()
