"""Strong generalization: users nobody has learnt from show most of what they like and are asked for the rest.

D. Liang et al., "Variational autoencoders for collaborative filtering", WWW 2018, with its seeds and its procedure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.protocols.ml1m import STARS
from benchmarks.protocols.movies import Ratings, ml1m_catalogue, ml100k_catalogue, read_ratings
from benchmarks.protocols.split import Ints, Log, Protocol, Split, asked, first_times, learnt, numbered
from frontrow.core import Bools
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.evaluate.judged import Wanted

SEED = 98765  # as published
LIKED = 3.5  # stars; above it a rating counts
LEAST = 5  # liked movies a user must have
HELD_OUT = 0.1  # of the users for test, and as many for validation
HIDDEN = 0.2  # of what a held-out user liked

CatalogueOf = Callable[[Path, Ints], Catalogue]


class _Parts(NamedTuple):
    """Indices of users."""

    train: Ints
    validation: Ints
    test: Ints


def strong(folder: Path, name: str, catalogue_of: CatalogueOf) -> Iterator[Split]:
    """Yield the strong-generalization split of a MovieLens data set, see :data:`ML1M` and :data:`ML100K`."""
    ratings = liked_by_enough(read_ratings(folder / name / "ratings.parquet"))
    user = numbered(ratings.user)
    parts = permuted(int(user[-1]) + 1)
    movies = np.unique(ratings.movie[np.isin(user, parts.train)])
    known = np.isin(ratings.movie, movies)
    item = np.searchsorted(movies, ratings.movie[known]).astype(np.int32)
    grade = (ratings.stars[known] / STARS).astype(np.float32)
    log = Log(user[known], item, grade, ratings.at[known].astype(np.float64))
    data = learnt(of_users(log, parts.train), catalogue_of(folder, movies), len(parts.train))
    validation, test = (_asked(of_users(log, part), len(part), data) for part in (parts.validation, parts.test))
    yield Split(data, test.queries, test.targets, validation=validation)


def liked_by_enough(ratings: Ratings) -> Ratings:
    """Return the ratings above 3.5 stars of the users with at least five of them."""
    liked = ratings.stars > LIKED
    liked &= np.bincount(ratings.user[liked], minlength=ratings.user.max() + 1)[ratings.user] >= LEAST
    return Ratings(ratings.user[liked], ratings.movie[liked], ratings.stars[liked], ratings.at[liked])


def permuted(n_users: int) -> _Parts:
    """Return users for training, validation and test: a permutation's beginning, the part before its end, its end."""
    order = np.random.RandomState(SEED).permutation(n_users)
    held = int(HELD_OUT * n_users)
    return _Parts(*(np.sort(part) for part in np.split(order, [n_users - 2 * held, n_users - held])))


def of_users(log: Log, users: Ints) -> Log:
    """Return the entries of some users (rising), who are numbered anew."""
    part = log.where(np.isin(log.user, users))
    return Log(np.searchsorted(users, part.user).astype(np.int32), part.item, part.grade, part.at)


def hidden(lengths: Ints) -> Bools:
    """Return (total,) which entries are targets: of each user with five or more, 20 % of them at random, rounded down.

    The generator begins anew with the same seed for each group of users, who are drawn for in their order.
    """
    draw = np.random.RandomState(SEED)
    masks = []
    for length in lengths:
        mask = np.zeros(length, np.bool_)
        if length >= LEAST:
            mask[draw.choice(length, size=int(HIDDEN * length), replace=False)] = True
        masks.append(mask)
    return np.concatenate(masks) if masks else np.zeros(0, np.bool_)


def _asked(log: Log, n_users: int, data: Dataset) -> Split:
    away = hidden(np.bincount(log.user, minlength=n_users))
    targets = log.where(away)
    queries = asked(log.where(~away), n_users, first_times(targets, n_users, data.now))
    return Split(data, queries, targets.lists(n_users))


def _protocol(name: str, title: str, sizes: str, splits: Callable[[Path], Iterator[Split]]) -> Protocol:
    return Protocol(
        name=name,
        text=(
            f"{title}, ratings above 3.5 stars, users with at least 5 of them. Users are permuted with seed 98765; the "
            f"last tenth are the test users, the tenth before them are for validation, the rest are learnt from "
            f"({sizes}). The movies are those the latter liked. Of what a held-out user liked, 20 % at random (seed "
            "98765 again) are targets and the rest is shown. Full ranking but for what is shown; recall@k is hits / "
            "min(k, targets), NDCG@100 has its ideal truncated likewise. The published protocol is for larger sets and "
            "holds out a fixed 10,000 users; a tenth is what is usual for sets of this size. The draws run over each "
            "user's movies in order of time, so the targets differ from those of a copy in another order."
        ),
        splits=splits,
        metrics=(
            Wanted("ndcg@100", "ndcg", 100),
            Wanted("recall@20", "recall", 20),
            Wanted("recall@50", "recall", 50),
            Wanted("ndcg@10", "ndcg", 10),
        ),
    )


def ml100k_of(folder: Path, movies: Ints) -> Catalogue:
    """Return the catalogue of some movies of ML-100K."""
    every = ml100k_catalogue(folder)
    return Catalogue.of(every[index] for index in every.items.indices(str(movie) for movie in movies))


ML1M = _protocol(
    "strong-ml1m",
    "MovieLens 1M",
    "4,828, 603 and 603 users",
    partial(strong, name="ml-1m", catalogue_of=ml1m_catalogue),
)
ML100K = _protocol(
    "strong-ml100k", "MovieLens 100K", "752, 93 and 93 users", partial(strong, name="ml-100k", catalogue_of=ml100k_of)
)
