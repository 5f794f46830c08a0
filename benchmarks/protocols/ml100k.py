"""MovieLens 100K with the last fifth of what each user liked held out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.protocols.movies import ml100k_catalogue, read_ratings
from benchmarks.protocols.split import Log, Protocol, Split, asked, first_times, learnt, numbered
from frontrow.core import Bools
from frontrow.data.catalogue import Catalogue
from frontrow.evaluate.judged import at

LIKED = 4  # stars
LEAST = 10  # liked movies a user must have


def temporal(folder: Path) -> Iterator[Split]:
    """Yield MovieLens 100K cut by each user's time, see :data:`TEMPORAL`."""
    ratings = read_ratings(folder / "ml-100k" / "ratings.parquet")
    catalogue = ml100k_catalogue(folder)
    liked = np.flatnonzero(ratings.stars >= LIKED)
    liked = liked[np.bincount(ratings.user[liked])[ratings.user[liked]] >= LEAST]
    order = liked[np.lexsort((ratings.movie[liked], ratings.at[liked], ratings.user[liked]))]
    item = catalogue.items.indices([str(movie) for movie in ratings.movie[order]])
    ones = np.ones(len(order), np.float32)
    log = Log(numbered(ratings.user[order]), item, ones, ratings.at[order].astype(np.float64))
    first = log.place < (log.lengths * 4 // 5)[log.user]
    inner = log.where(first)
    inner_first = inner.place < (inner.lengths * 4 // 5)[inner.user]
    yield _cut(log, first, catalogue, _cut(inner, inner_first, catalogue))


def _cut(log: Log, first: Bools, catalogue: Catalogue, validation: Split | None = None) -> Split:
    known, targets, n = log.where(first), log.where(~first), log.n_users
    data = learnt(known, catalogue, n, now=float(log.at.max()))
    return Split(data, asked(known, n, first_times(targets, n, data.now)), targets.lists(n), validation=validation)


TEMPORAL = Protocol(
    name="ml100k-temporal",
    text=(
        "MovieLens 100K, ratings of 4 and 5 stars, the 897 users with at least 10 of them. A user's are ordered by "
        "time, ties by movie id; the first ⌊0.8 n⌋ are learnt from and asked with, the rest are targets. All 1,682 "
        "movies are ranked but those of the history. Validation: the same cut of the first part. The order of ties "
        "matters as much as a model does: with ties in the order of the file EASE's recall@10 is .177 instead of .162."
    ),
    splits=temporal,
    metrics=at(10, "recall", "ndcg", "hr"),
)
