"""MovieLens 1M in order: the last item of each user, and a split at one moment for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.protocols.movies import Ratings, ml1m_catalogue, read_ratings
from benchmarks.protocols.split import Ints, Log, Protocol, Split, asked, first_times, learnt, numbered
from frontrow.data.dataset import Dataset
from frontrow.evaluate.judged import at

STARS = 5.0  # the most


def ml1m_log(ratings: Ratings) -> tuple[Ints, Log]:
    """Return the movies that were rated, rising, and the ratings as a log over them."""
    movies, item = np.unique(ratings.movie, return_inverse=True)
    grade = (ratings.stars / STARS).astype(np.float32)
    return movies, Log(numbered(ratings.user), item.astype(np.int32), grade, ratings.at.astype(np.float64))


def leave_last_out(folder: Path) -> Iterator[Split]:
    """Yield MovieLens 1M with the last item of each user held out, see :data:`LEAVE_LAST_OUT`."""
    movies, log = ml1m_log(read_ratings(folder / "ml-1m" / "ratings.parquet"))
    catalogue = ml1m_catalogue(folder, movies)
    from_end = (log.lengths[log.user] - log.place).astype(np.int64)  # 1 is the last
    data = learnt(log.where(from_end > 2), catalogue, log.n_users, now=float(log.at.max()))
    validation = _last_of(data, log.where(from_end > 1))
    yield _last_of(data, log, validation)


def _last_of(data: Dataset, log: Log, validation: Split | None = None) -> Split:
    """Return the split that asks with all but the last entry of each user."""
    last = log.place == log.lengths[log.user] - 1
    targets = log.where(last)
    now = first_times(targets, log.n_users, data.now)
    return Split(data, asked(log.where(~last), log.n_users, now), targets.lists(log.n_users), validation=validation)


LEAVE_LAST_OUT = Protocol(
    name="ml1m-loo",
    text=(
        "MovieLens 1M, the last item of each user held out, all 3,706 rated movies ranked but those of the history. "
        "All 1,000,209 ratings count, whatever their stars. The order within a user is that of the file, which is by "
        "time with ties (53 % of neighbours) as they stand (the *stable* order). Models learn from all but the last "
        "two items of each user, are tuned on the last but one, and are asked with all but the last."
    ),
    splits=leave_last_out,
    metrics=at(10, "ndcg", "hr"),
)
