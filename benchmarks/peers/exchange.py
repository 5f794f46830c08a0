"""How a peer that scores every title speaks through files: what it is told, what it answers, and what that took.

See :mod:`benchmarks.peers.outside`; this runs in the peers' environment.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Settings = Mapping[str, Any]
Scores = NDArray[np.floating]
Score = Callable[[csr_matrix], Scores]  # (n_queries, n_items) titles known → scores
Fit = Callable[[csr_matrix, Settings], Score]  # (n_users, n_items) titles watched, each 1

BATCH = 2048  # queries scored at a time


def answer(models: Mapping[str, Fit]) -> None:
    """Fit the model that the command line names on what the folder holds, rank for its queries, and tell the cost."""
    folder, k, settings = Path(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])
    watched, known = told(folder)
    fit = models[settings.pop("model")]
    begun = time.process_time()
    score = fit(watched, settings)
    fitted, fit_gb = time.process_time(), _peak_gb()
    np.save(folder / "lists.npy", ranked(score, known, k, folder))
    took = {"fit_cpu_s": fitted - begun, "score_cpu_s": time.process_time() - fitted}
    print(json.dumps({**took, "fit_gb": fit_gb, "score_gb": _peak_gb()}))


def told(folder: Path) -> tuple[csr_matrix, csr_matrix]:
    """Return (n_users, n_items) what users watched and (n_queries, n_items) what is known of each query, as ones."""
    users, items, known, offsets, candidates = (
        np.load(folder / f"{name}.npy")
        for name in ("users", "items", "histories_values", "histories_offsets", "candidates")
    )
    watched = csr_matrix((np.ones(len(items), np.float32), (users, items)), (int(users.max()) + 1, len(candidates)))
    shape = (len(offsets) - 1, len(candidates))
    return watched, csr_matrix((np.ones(len(known), np.float32), known, offsets.astype(np.int32)), shape)


def ranked(score: Score, known: csr_matrix, k: int, folder: Path) -> NDArray[np.int32]:
    """Return (n_queries, k) the titles of the highest scores that may be ranked, -1 after the end of a list."""
    masked, offsets, candidates = (
        np.load(folder / f"{name}.npy") for name in ("masked_values", "masked_offsets", "candidates")
    )
    lists = []
    for first in range(0, known.shape[0], BATCH):
        scores = np.array(score(known[first : first + BATCH]), np.float64)
        last = first + len(scores)
        scores[np.isnan(scores) | ~candidates] = -np.inf
        owners = np.repeat(np.arange(len(scores)), np.diff(offsets[first : last + 1]))
        scores[owners, masked[offsets[first] : offsets[last]]] = -np.inf
        best = np.argsort(-scores, axis=1, kind="stable")[:, :k]
        lists.append(np.where(np.isfinite(np.take_along_axis(scores, best, axis=1)), best, -1))
    return np.concatenate(lists).astype(np.int32)


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
