"""Fits RecTools' EASE on pairs from a folder and writes what it took: run by the Python of the peers' environment.

``python -m benchmarks.peers.rectools_ease FOLDER REG`` reads ``users.npy`` and ``items.npy``, writes ``theirs.npy``
and prints one JSON object, as ``benchmarks.peers.frontrow_ease`` does for ours.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from rectools.dataset import Dataset
from rectools.models import EASEModel

from benchmarks.memory import peak_kb


def main(folder: Path, reg: float) -> None:
    """Fit twice; the first is what memory is measured on."""
    pairs = pd.DataFrame({"user_id": np.load(folder / "users.npy"), "item_id": np.load(folder / "items.npy")})
    dataset = Dataset.construct(pairs.assign(weight=1.0, datetime="2000-01-01"))
    before = peak_kb()
    begun = time.perf_counter()
    model = EASEModel(regularization=reg).fit(dataset)
    first = time.perf_counter() - begun
    peak = peak_kb()
    del model
    begun = time.perf_counter()
    model = EASEModel(regularization=reg).fit(dataset)
    again = time.perf_counter() - begun
    order = dataset.item_id_map.external_ids.astype(
        np.int64
    )  # theirs are in order of appearance, unseen items left out
    n_items = int(pairs["item_id"].max()) + 1
    weights = np.zeros((n_items, n_items), np.float32)
    weights[np.ix_(order, order)] = model.weight
    np.save(folder / "theirs.npy", weights)
    print(json.dumps({"first_s": first, "again_s": again, "before_kb": before, "peak_kb": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
