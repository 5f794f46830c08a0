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
DRAWS = 5  # of new users: each user but those of validation is new in one of them
VALIDATION = slice(1200, 1800)  # of the users in a random order
SCREEN = 40  # titles shown at once to pick from
_SHOWN = {  # label → picks, and titles a user who knows fewer of them goes through
    "0": (0, SCREEN),
    "1": (1, SCREEN),
    "3": (3, SCREEN),
    "5": (5, SCREEN),
    "3-of-200": (3, 5 * SCREEN),
}


def cold_users(folder: Path) -> Iterator[Split]:
    """Yield a split for each number of picks and each draw of new users, see :data:`COLD_USERS`."""
    movies, log = ml1m_log(read_ratings(folder / "ml-1m" / "ratings.parquet"))
    rng = np.random.default_rng(SEED)
    users = rng.permutation(log.n_users)
    tuning, others = np.sort(users[VALIDATION]), np.delete(users, np.arange(log.n_users)[VALIDATION])
    is_known = rng.random(len(log.user)) < 0.5  # the half of each history that picks come from
    known, hidden = log.where(is_known), log.where(~is_known)
    catalogue: Catalogue = ml1m_catalogue(folder, movies)
    for held in map(np.sort, np.array_split(others, DRAWS)):
        train = np.setdiff1d(others, held)
        data = learnt(of_users(log, train), catalogue, len(train), now=float(log.at.max()))
        plays = np.bincount(data.histories.values, minlength=len(catalogue)).astype(np.float32)
        for label, (picks, shown) in _SHOWN.items():
            picked = known.where(most_played(known, plays, picks, shown))
            validation, test = (_asking(picked, hidden, asking, data) for asking in (tuning, held))
            test = replace(test, users=held.astype(np.int32))
            yield replace(test, validation=replace(validation, label=label), label=label)


def _asking(picked: Log, hidden: Log, users: Ints, data: Dataset) -> Split:
    n, targets = len(users), of_users(hidden, users)
    return Split(data, asked(of_users(picked, users), n, first_times(targets, n, data.now)), targets.lists(n))


def most_played(log: Log, plays: Floats, n: int, shown: int = SCREEN) -> Bools:
    """Return (total,) the ``n`` most played entries of each user, of those among the ``shown`` most played titles."""
    screen = np.argsort(-plays, kind="stable")[:shown]
    rank = np.full(len(plays), shown, np.int64)
    rank[screen] = np.arange(len(screen))
    order = np.lexsort((rank[log.item], log.user))
    chosen = np.zeros(len(log.user), np.bool_)
    chosen[order] = log.place < n  # the places of a sorted log: users stay together
    return chosen & (rank[log.item] < shown)


COLD_USERS = Protocol(
    name="cold-users",
    text=(
        "MovieLens 1M, all ratings; 600 users are for validation, and of the other 5,440 each is new in one of five "
        "draws: nobody has learnt from the 1,088 of a draw, nor from the 600. Half of each history, drawn at random, is"
        " hidden and holds the targets. A new user sees the 40 most rated movies and picks 1, 3 or 5 of those in the "
        "half that is not hidden, the most rated first (all of them where they are fewer: 81 % know three); a model "
        "knows these alone, and they alone are masked. `/3` behind a metric is at three picks; `/3-of-200` where who "
        "knows fewer than three goes on to more screens of 40, up to five, as the picker of the page allows (97 % find "
        "three); `/0` is with none, which is what popularity gives anybody, and what the published +41 % at three picks"
        " compares with. To mask the picks helps any model, for they cannot be targets: popularity at the same number "
        "of picks is the stricter comparison."
    ),
    splits=cold_users,
    metrics=at(10, "ndcg", "hr"),
    label="3",
)
