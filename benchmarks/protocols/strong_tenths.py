"""Strong generalization with every tenth of the users in turn as the test users: for sets of few users."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.protocols import strong
from benchmarks.protocols.ml1m import STARS
from benchmarks.protocols.movies import read_ratings
from benchmarks.protocols.split import Log, Protocol, Split, asked, first_times, learnt, numbered


def tenths(folder: Path, name: str, catalogue_of: strong.CatalogueOf) -> Iterator[Split]:
    """Yield a split for each tenth of the users but the one on whom settings were chosen.

    The tenths are those of the permutation of :func:`benchmarks.protocols.strong.strong`, whose test users are the
    last. A query stands for each user of the data set; those outside the tenth know nothing and are not judged.
    """
    ratings = strong.liked_by_enough(read_ratings(folder / name / "ratings.parquet"))
    user = numbered(ratings.user)
    n_users = int(user[-1]) + 1
    chosen_on = strong.permuted(n_users).validation
    order = np.random.RandomState(strong.SEED).permutation(n_users)
    order = order[~np.isin(order, chosen_on)]
    grade = (ratings.stars / STARS).astype(np.float32)
    for tested in np.array_split(order, round(1 / strong.HELD_OUT) - 1):
        learns = ~np.isin(user, [*chosen_on, *tested])
        movies = np.unique(ratings.movie[learns])
        item = np.searchsorted(movies, ratings.movie).clip(max=len(movies) - 1).astype(np.int32)
        known = movies[item] == ratings.movie
        log = Log(user, item, grade, ratings.at.astype(np.float64))
        train = strong.of_users(log.where(learns), np.unique(user[learns]))
        data = learnt(train, catalogue_of(folder, movies), train.n_users)
        shown = log.where(known & np.isin(user, tested))
        away = strong.hidden(np.bincount(shown.user, minlength=n_users).astype(np.int64))
        targets = shown.where(away)
        queries = asked(shown.where(~away), n_users, first_times(targets, n_users, data.now))
        yield Split(data, queries, targets.lists(n_users))


def _protocol(of: Protocol, name: str, catalogue_of: strong.CatalogueOf) -> Protocol:
    return Protocol(
        name=f"{of.name}-tenths",
        text=(
            f"As {of.name}, whose test users are few, with nine tenths of the users in turn as the test users: all but "
            "the validation users, on whom settings were chosen and from whom nothing is learnt. Each draw is fitted "
            "anew on the eight other tenths, with the settings found there."
        ),
        splits=lambda folder: tenths(folder, name, catalogue_of),
        metrics=of.metrics,
    )


ML100K = _protocol(strong.ML100K, "ml-100k", strong.ml100k_of)
