"""MovieLens latest-small, split at one moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.protocols.in_time import in_time
from benchmarks.protocols.movies import Ratings, genres_in, read_csv, year_in
from benchmarks.protocols.split import Ints, Log, Protocol, Split, core, numbered
from frontrow.data.catalogue import Catalogue, Title
from frontrow.evaluate.judged import at

CORE = 5
STARS = 5.0


def latest(folder: Path) -> Iterator[Split]:
    """Yield MovieLens latest-small cut at one moment for all users, see :data:`LATEST_TIME`."""
    ratings = _ratings(folder / "ml-latest-small" / "ratings.csv")
    kept = core(ratings.user, ratings.movie, CORE)
    movies, item = np.unique(ratings.movie[kept], return_inverse=True)
    log = Log(
        numbered(ratings.user[kept]),
        item.astype(np.int32),
        (ratings.stars[kept] / STARS).astype(np.float32),
        ratings.at[kept].astype(np.float64),
    )
    yield from in_time(log, _catalogue(folder / "ml-latest-small" / "movies.csv", movies), "successive")


def _ratings(path: Path) -> Ratings:
    rows = list(read_csv(path))
    user, movie, at_ = (np.array([int(row[name]) for row in rows]) for name in ("userId", "movieId", "timestamp"))
    stars = np.array([float(row["rating"]) for row in rows])
    order = np.lexsort((at_, user))  # stable: ties stay in the order of the file
    return Ratings(user[order], movie[order], stars[order], at_[order])


def _catalogue(path: Path, movies: Ints) -> Catalogue:
    rows = {int(row["movieId"]): row for row in read_csv(path)}
    return Catalogue.of(
        Title(
            item_id=str(movie),
            title=rows[movie]["title"],
            year=year_in(rows[movie]["title"]),
            genres=genres_in(rows[movie]["genres"]),
        )
        for movie in movies.tolist()
    )


LATEST_TIME = Protocol(
    name="latest-time",
    text=(
        "MovieLens latest-small without users and movies of fewer than 5 ratings (90,274 ratings, 610 × 3,650), cut at "
        "one moment as ml1m-time is: models learn from ratings up to T_val, and each rating after T_test "
        "that has one before it is a target (81 users). So few users that intervals are wide."
    ),
    splits=latest,
    metrics=at(10, "ndcg", "hr"),
)
