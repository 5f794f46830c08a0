"""Fits implicit's ALS on pairs from a folder and writes what it took: run by the Python of the peers' environment.

``python -m benchmarks.peers.implicit_als FOLDER TASK`` reads and writes what ``benchmarks.peers.frontrow_ials`` does,
``theirs.npy`` instead of ``ours.npy``.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from benchmarks.memory import peak_kb
from benchmarks.peers.factor_task import FOUND, Task


def matrix(folder: Path, name: str, task: Task) -> csr_matrix:
    """Return the confidences of the pairs of a folder."""
    users, items = np.load(folder / f"{name}users.npy"), np.load(folder / f"{name}items.npy")
    offsets = np.zeros(int(users.max()) + 2, np.int32)
    np.cumsum(np.bincount(users), out=offsets[1:])
    confidence = np.full(len(items), 1 + 1 / task.unobserved_weight, np.float32)
    return csr_matrix((confidence, items, offsets), shape=(len(offsets) - 1, task.n_items))


def best(model: AlternatingLeastSquares, asking: csr_matrix) -> NDArray[np.int32]:
    """Return the titles with the highest scores for each who asks, without those of the history."""
    found, _ = model.recommend(
        np.arange(asking.shape[0]), asking, N=FOUND, filter_already_liked_items=True, recalculate_user=True
    )
    return np.asarray(found, np.int32)


def main(folder: Path, task: Task) -> None:
    """Fit, then rank for those who ask."""
    confidences = matrix(folder, "", task)
    model = AlternatingLeastSquares(
        task.factors,
        regularization=task.reg,
        use_cg=task.conjugate,
        iterations=task.epochs,
        num_threads=1,
        random_state=task.seed,
    )
    before, begun = peak_kb(), time.process_time()
    model.fit(confidences, show_progress=False)
    took = time.process_time() - begun
    peak = peak_kb()
    asking = matrix(folder, "asking_", task)
    begun = time.process_time()
    model.recalculate_user(np.arange(asking.shape[0]), asking)
    folded = time.process_time() - begun
    np.save(folder / "theirs.npy", best(model, asking))
    figures = {"fit_s": took, "fold_in_us": folded / asking.shape[0] * 1e6, "before_kb": before, "peak_kb": peak}
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Task(**json.loads(sys.argv[2])))
