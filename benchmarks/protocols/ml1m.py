"""MovieLens 1M in order: the last item of each user, and a split at one moment for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.protocols.in_time import in_time
from benchmarks.protocols.movies import Ratings, ml1m_catalogue, read_ratings
from benchmarks.protocols.split import Ints, Log, Protocol, Split, asked, core, first_times, learnt, numbered
from frontrow.data.dataset import Dataset
from frontrow.evaluate.judged import at

STARS = 5.0  # the most
CORE = 5  # ratings that a user and a movie need at least


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


def after_a_moment(folder: Path) -> Iterator[Split]:
    """Yield MovieLens 1M cut at one moment for all users, with last and with successive targets, see :data:`TIME`."""
    ratings = read_ratings(folder / "ml-1m" / "ratings.parquet")
    kept = core(ratings.user, ratings.movie, CORE)
    movies, log = ml1m_log(Ratings(ratings.user[kept], ratings.movie[kept], ratings.stars[kept], ratings.at[kept]))
    last, successive = in_time(log, ml1m_catalogue(folder, movies), "last", "successive")
    yield replace(last, label="last")
    yield replace(successive, label="successive")


LEAVE_LAST_OUT = Protocol(
    name="ml1m-loo",
    text=(
        "MovieLens 1M, the last item of each user held out, all 3,706 rated movies ranked but those of the history. "
        "All 1,000,209 ratings count, whatever their stars. The order within a user is that of the file, which is by "
        "time with ties (53 % of neighbours) as they stand (the *stable* order). Models learn from all but the last "
        "two items of each user, are tuned on the last but one, and are asked with all but the last, at the time of "
        "the last: that a rating follows in the same second (a page of ratings sent in one go) is known to models that "
        "look at the time. 44 % of this copy's times are interpolated between exact neighbours; the order is genuine."
    ),
    splits=leave_last_out,
    metrics=at(10, "ndcg", "hr"),
)

TIME = Protocol(
    name="ml1m-time",
    text=(
        "MovieLens 1M without users and movies of fewer than 5 ratings (999,611 ratings, 6,040 × 3,416), cut at one "
        "moment for all: T_test is the time by which 90 % of the ratings had come, T_val the time by which 90 % of "
        "those before T_test had. Models learn from ratings up to T_val alone and are tuned on those between T_val and "
        "T_test; no rating they learn from is later than any target. They are asked with all that the user rated "
        "before the target, and the time of the asking is that of the target. `/last` behind a metric: the target is "
        "the last rating of each user who has one after T_test (1,204 users). `/successive`: each of the 99,923 "
        "ratings after T_test that has one before it is a target, and figures are means over these; intervals draw "
        "users; validation asks for every tenth target. This copy of MovieLens 1M has 13 % of the times of the targets "
        "interpolated between exact neighbours (the order is genuine), and so 1,204 test users where the published "
        "split has 1,209."
    ),
    splits=after_a_moment,
    metrics=at(10, "ndcg", "hr"),
    label="last",
)
