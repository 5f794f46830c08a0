"""Gowalla check-ins as the graph recommenders split them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.protocols.split import Log, Protocol, Split, asked, learnt
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.evaluate.judged import Wanted

SHARE = 0.1  # of each user's training items, for validation
SEED = 2020  # of the draw of these


def gowalla(folder: Path) -> Iterator[Split]:
    """Yield the LightGCN split, see :data:`GOWALLA`."""
    log = _read(folder / "gowalla" / "train_full.txt")
    test = _read(folder / "gowalla" / "test.txt")
    n = max(log.n_users, test.n_users)
    catalogue = _places(1 + int(max(log.item.max(), test.item.max())))
    away = _drawn(log)
    inner = log.where(~away)
    validation = _split(learnt(inner, catalogue, n), inner, log.where(away).lists(n))
    yield _split(learnt(log, catalogue, n), log, test.lists(n), validation)


def _split(data: Dataset, log: Log, targets: Ragged, validation: Split | None = None) -> Split:
    n = len(targets)
    queries = asked(log, n, np.zeros(n))
    timeless = type(queries)(queries.histories, queries.weights, queries.now, queries.country)
    return Split(data, timeless, targets, validation=validation)


def _drawn(log: Log) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return (total,) a tenth of each user's entries, at least one, at random."""
    lengths = log.lengths
    order = np.lexsort((np.random.default_rng(SEED).random(len(log.user)), log.user))
    drawn = np.zeros(len(log.user), np.bool_)
    drawn[order] = log.place < np.maximum(1, np.round(SHARE * lengths).astype(np.int64))[log.user]
    return drawn


def _read(path: Path) -> Log:
    lines = [np.fromstring(line, np.int64, sep=" ") for line in path.read_text().splitlines()]
    lines.sort(key=lambda line: int(line[0]))
    user = np.repeat([int(line[0]) for line in lines], [len(line) - 1 for line in lines]).astype(np.int32)
    item = np.concatenate([line[1:] for line in lines]).astype(np.int32)
    return Log(user, item, np.ones(len(user), np.float32), np.zeros(len(user)))


def _places(n: int) -> Catalogue:
    return Catalogue.of(Title(item_id=str(place), title=str(place)) for place in range(n))


GOWALLA = Protocol(
    name="gowalla",
    text=(
        "Gowalla check-ins in the split of LightGCN: 29,858 users, 40,981 places, 810,128 of 1,027,370 visits to learn "
        "from, the rest are targets. All places are ranked but those of the user's training part. Recall@20 is hits / "
        "targets; NDCG@20 has its ideal truncated at 20. There are no times. Validation: a random tenth of each user's "
        "training part (at least one place)."
    ),
    splits=gowalla,
    metrics=(Wanted("recall@20", "recall_of_all", 20), Wanted("ndcg@20", "ndcg", 20)),
    k=20,
)
