"""Fits our EASE on pairs from a folder and writes what it took, in a process of its own.

``python -m benchmarks.peers.frontrow_ease FOLDER REG`` reads ``users.npy`` and ``items.npy``, writes ``ours.npy`` and
prints one JSON object, as ``benchmarks.peers.rectools_ease`` does for theirs.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.memory import peak_kb
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.dataset import Dataset, Plays
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary
from frontrow.models.ease import Ease


def dataset(folder: Path) -> Dataset:
    """Return the pairs of a folder, users together, as a data set."""
    users, items = (np.load(folder / f"{name}.npy").astype(np.int32) for name in ("users", "items"))
    ones, nowhere = np.ones(len(users), np.float32), np.full(len(users), -1, np.int32)
    times = np.zeros(len(users))
    return Dataset(
        catalogue=Catalogue.of(Title(item_id=str(item), title=str(item)) for item in range(int(items.max()) + 1)),
        users=Vocabulary(tuple(str(user) for user in range(int(users.max()) + 1))),
        histories=Ragged.grouped(users, items, int(users.max()) + 1),
        grades=ones,
        at=times,
        plays=Plays(users, items, times, ones, nowhere),
        countries=Vocabulary(()),
        now=0.0,
    )


def main(folder: Path, reg: float) -> None:
    """Fit twice; the first is what memory is measured on."""
    data, rng = dataset(folder), np.random.default_rng(0)
    before = peak_kb()
    begun = time.perf_counter()
    model = Ease(reg).fit(data, rng)
    first = time.perf_counter() - begun
    peak = peak_kb()
    del model
    begun = time.perf_counter()
    model = Ease(reg).fit(data, rng)
    again = time.perf_counter() - begun
    np.save(folder / "ours.npy", model.weights)
    print(json.dumps({"first_s": first, "again_s": again, "before_kb": before, "peak_kb": peak}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
