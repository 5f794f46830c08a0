"""Cold items: movies nobody has rated yet are ranked among themselves, from what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.protocols.described import described
from benchmarks.protocols.ml1m import ml1m_log
from benchmarks.protocols.movies import Ratings, read_ratings
from benchmarks.protocols.split import Log, Protocol, Split, asked, core, first_times, learnt
from frontrow.core import Bools
from frontrow.data.catalogue import Catalogue
from frontrow.evaluate.judged import Wanted

LEAST_STARS = 3
CORE = 5
COLD = 0.2  # of the movies
DRAWS = 10


def cold_items(folder: Path) -> Iterator[Split]:
    """Yield ten draws of cold movies, see :data:`COLD_ITEMS`."""
    ratings = read_ratings(folder / "ml-1m" / "ratings.parquet")
    good = ratings.stars >= LEAST_STARS
    good[good] = core(ratings.user[good], ratings.movie[good], CORE)
    movies, log = ml1m_log(Ratings(ratings.user[good], ratings.movie[good], ratings.stars[good], ratings.at[good]))
    catalogue = described(folder, movies)
    for draw in range(DRAWS):
        rng = np.random.default_rng(draw)
        cold = _drawn(np.ones(len(catalogue), np.bool_), rng)
        inner = _drawn(~cold, rng)
        validation = _without(log.where(~cold[log.item]), inner, catalogue, log.n_users)
        yield replace(_without(log, cold, catalogue, log.n_users), validation=validation)


def _drawn(among: Bools, rng: np.random.Generator) -> Bools:
    """Return (n_items,) a fifth of the items at random, rounded."""
    items = np.flatnonzero(among)
    chosen = np.zeros(len(among), np.bool_)
    chosen[rng.choice(items, round(COLD * len(items)), replace=False)] = True
    return chosen


def _without(log: Log, cold: Bools, catalogue: Catalogue, n: int) -> Split:
    """Return the split in which the cold items have no events, and alone are ranked."""
    known, targets = log.where(~cold[log.item]), log.where(cold[log.item])
    data = learnt(known, catalogue, n, now=float(log.at.max()))
    queries = asked(known, n, first_times(targets, n, data.now))
    return Split(data, queries, targets.lists(n), candidates=cold)


COLD_ITEMS = Protocol(
    name="cold-items",
    text=(
        "MovieLens 1M, ratings of 3 stars and more, users and movies with at least 5 of them (835,789 ratings, 6,038 × "
        "3,307). A fifth of the movies, drawn at random, are cold: no rating of them is learnt from or shown, and they "
        "alone are ranked, for each user by what the user rated among the others. Ten draws, figures are means over "
        "draws. hr@10 is hits / min(10, targets), ndcg@10 has its ideal truncated likewise. Validation: within each "
        "draw another fifth of the movies that are not cold. What is known of a movie: title, year, running time, "
        "certificate, genres, directors, writers, cast, countries, languages, plot, "
        "keywords; no votes, awards or takings."
    ),
    splits=cold_items,
    metrics=(Wanted("hr@10", "recall", 10), Wanted("ndcg@10", "ndcg", 10)),
)
