"""Fits our iALS on pairs from a folder and writes what it took, in a process of its own.

``python -m benchmarks.peers.frontrow_ials FOLDER TASK`` reads ``users.npy``, ``items.npy`` and who asks from
``asking_users.npy`` and ``asking_items.npy``; TASK is :class:`benchmarks.peers.factor_task.Task` as JSON. It writes the
100 best titles of each who asks to ``ours.npy`` and prints one JSON object, as ``benchmarks.peers.implicit_als`` does
for theirs.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.memory import peak_kb
from benchmarks.peers.factor_task import FOUND, Task
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.dataset import Dataset, Plays
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary
from frontrow.evaluate.ranking import ranked
from frontrow.models import Queries
from frontrow.models.ials import Ials


def dataset(histories: Ragged, n_items: int) -> Dataset:
    """Return histories as a data set without times and single plays."""
    ones, nothing = np.ones(len(histories.values), np.float32), np.empty(0, np.int32)
    return Dataset(
        catalogue=Catalogue.of(Title(item_id=str(item), title=str(item)) for item in range(n_items)),
        users=Vocabulary(()),  # nobody asks for their names
        histories=histories,
        grades=ones,
        at=np.empty(0),
        plays=Plays(nothing, nothing, np.empty(0), np.empty(0, np.float32), nothing),
        countries=Vocabulary(()),
        now=0.0,
    )


def grouped(folder: Path, name: str) -> Ragged:
    """Return the pairs of a folder, which stand user by user, as lists: as the peer's process makes its matrix."""
    users, items = np.load(folder / f"{name}users.npy"), np.load(folder / f"{name}items.npy")
    offsets = np.zeros(int(users.max()) + 2, np.int64)
    np.cumsum(np.bincount(users), out=offsets[1:])
    return Ragged(items, offsets)


def main(folder: Path, task: Task) -> None:
    """Fit, then rank for those who ask."""
    data = dataset(grouped(folder, ""), task.n_items)
    learner = Ials(task.factors, task.epochs, task.reg, task.reg_exponent, task.unobserved_weight, block=task.block)
    learner.fit(dataset(Ragged.of([[0], [1]]), 2), np.random.default_rng(task.seed))  # loads what is compiled
    before, begun = peak_kb(), time.process_time()
    model = learner.fit(data, np.random.default_rng(task.seed))
    took = time.process_time() - begun
    peak = peak_kb()
    asking = grouped(folder, "asking_")
    n = len(asking)
    queries = Queries(asking, np.ones(len(asking.values), np.float32), np.zeros(n), ("",) * n)
    begun = time.process_time()
    model.user_vectors(asking, queries.weights)
    folded = time.process_time() - begun
    np.save(folder / "ours.npy", ranked(model, queries, FOUND))
    figures = {"fit_s": took, "fold_in_us": folded / n * 1e6, "before_kb": before, "peak_kb": peak}
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Task(**json.loads(sys.argv[2])))
