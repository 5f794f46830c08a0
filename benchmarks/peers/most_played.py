"""The least a peer can be, and what the contract of peers is tested with: the most played titles for everybody.

``python -m benchmarks.peers.most_played FOLDER K SETTINGS``, see :mod:`benchmarks.peers.outside`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np


def main() -> None:
    """Count, rank, and write the lists."""
    folder, k = Path(sys.argv[1]), int(sys.argv[2])
    items, candidates, masked, offsets = (
        np.load(folder / f"{name}.npy") for name in ("items", "candidates", "masked_values", "masked_offsets")
    )
    begun = time.process_time()
    plays = np.bincount(items, minlength=len(candidates)).astype(np.float64)
    fitted = time.process_time()
    lists = np.full((len(offsets) - 1, k), -1, np.int32)
    for query in range(len(lists)):
        scores = np.where(candidates, plays, -np.inf)
        scores[masked[offsets[query] : offsets[query + 1]]] = -np.inf
        best = np.argsort(-scores, kind="stable")[:k]
        best = best[np.isfinite(scores[best])]
        lists[query, : len(best)] = best
    np.save(folder / "lists.npy", lists)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    took = {"fit_cpu_s": fitted - begun, "score_cpu_s": time.process_time() - fitted, "fit_gb": peak, "score_gb": peak}
    print(json.dumps(took))


if __name__ == "__main__":
    main()
