"""Cold users: a new user picks a few titles on one screen, and the page is made of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.protocols.ml1m import ml1m_log
from benchmarks.protocols.movies import ml1m_catalogue, read_ratings
from benchmarks.protocols.split import Ints, Log, Protocol, Split, asked, first_times, learnt
from benchmarks.protocols.strong import of_users
from frontrow.core import Bools, Floats
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.evaluate.judged import at

SEED = 0
TEST, VALIDATION = 1200, 600  # users
SCREEN = 40  # titles to pick from
PICKS = (0, 1, 3, 5)


def cold_users(folder: Path) -> Iterator[Split]:
    """Yield a split for each number of picks, over the same training data, see :data:`COLD_USERS`."""
    movies, log = ml1m_log(read_ratings(folder / "ml-1m" / "ratings.parquet"))
    rng = np.random.default_rng(SEED)
    held, tuning, train = np.split(rng.permutation(log.n_users), [TEST, TEST + VALIDATION])
    shown = rng.random(len(log.user)) < 0.5  # the half of each history that picks come from
    known, hidden = log.where(shown), log.where(~shown)
    catalogue: Catalogue = ml1m_catalogue(folder, movies)
    data = learnt(of_users(log, np.sort(train)), catalogue, len(train), now=float(log.at.max()))
    plays = np.bincount(data.histories.values, minlength=len(catalogue)).astype(np.float32)
    for picks in PICKS:
        picked = known.where(most_played(known, plays, picks))
        validation, test = (_asking(picked, hidden, np.sort(users), data) for users in (tuning, held))
        yield replace(test, validation=replace(validation, label=str(picks)), label=str(picks))


def _asking(picked: Log, hidden: Log, users: Ints, data: Dataset) -> Split:
    n, targets = len(users), of_users(hidden, users)
    return Split(data, asked(of_users(picked, users), n, first_times(targets, n, data.now)), targets.lists(n))


def most_played(log: Log, plays: Floats, n: int) -> Bools:
    """Return (total,) the ``n`` most played entries of each user, of those on the screen of most played titles."""
    screen = np.argsort(-plays, kind="stable")[:SCREEN]
    rank = np.full(len(plays), SCREEN, np.int64)
    rank[screen] = np.arange(len(screen))
    order = np.lexsort((rank[log.item], log.user))
    chosen = np.zeros(len(log.user), np.bool_)
    chosen[order] = log.place < n  # the places of a sorted log: users stay together
    return chosen & (rank[log.item] < SCREEN)


COLD_USERS = Protocol(
    name="cold-users",
    text=(
        "MovieLens 1M, all ratings; 1,200 users nobody has learnt from (and 600 for validation). Half of each history, "
        "drawn at random, is hidden and holds the targets. A new user sees the 40 most rated movies and picks 1, 3 or "
        "5 of those in the half that is not hidden, the most rated first (all of them where they are fewer); a model "
        "knows these alone, and they alone are masked. `/3` behind a metric is at three picks; `/0` is with none, "
        "which is what popularity gives anybody, and what the published +41 % at three picks compares with. To mask "
        "the picks helps any model, for they cannot be targets: popularity at the same number of picks is the stricter "
        "comparison."
    ),
    splits=cold_users,
    metrics=at(10, "ndcg", "hr"),
    label="3",
)
