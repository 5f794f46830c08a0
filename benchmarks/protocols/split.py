"""What a protocol hands to models, and how a data set is cut into it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Floats, Items, Times
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset, Plays
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary
from frontrow.errors import NotFound
from frontrow.evaluate.judged import Wanted
from frontrow.models import Queries

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Split:
    """What models may learn from, who asks, and what they should have been shown.

    Parameters
    ----------
    data
        To learn from.
    queries
        Who asks, with what is known of them then. ``now`` is the time of the first target where the data have times:
        it is known when the page is asked for.
    targets
        One list a query, in order of time; none for a query that is not judged in this split.
    masked
        What may not be recommended to each query; its history when None.
    candidates
        (n_items,) True for the titles that are ranked; all of them when None.
    validation
        The same, cut out of what comes before the targets, for choosing settings; its own ``validation`` is None.
    users
        (n_queries,) Whose query each is, where a user asks more than once: users, not queries, are drawn for intervals
        and paired tests. None where each query is a user of its own.
    label
        What sets this split apart from the others of its protocol ("3" picks); splits without a label are draws of the
        same, to be averaged.
    """

    data: Dataset
    queries: Queries
    targets: Ragged
    masked: Ragged | None = None
    candidates: Bools | None = None
    validation: Split | None = None
    users: Items | None = None
    label: str = ""


@dataclass(frozen=True)
class Protocol:
    """A published way to measure, to the last detail that moves a figure.

    Parameters
    ----------
    name
        As in ``--protocol``.
    text
        The protocol in a few sentences, for the leaderboard.
    splits
        Called with the folder of the data sets: one split, or one a draw or label.
    metrics
        What is published under the protocol; the first one decides.
    label
        Of the splits that decide, where splits have labels.
    k
        The length of the lists that coverage, effective size, popularity lift and calibration are taken of.
    """

    name: str
    text: str
    splits: Callable[[Path], Iterator[Split]]
    metrics: tuple[Wanted, ...]
    k: int = 10
    label: str = ""

    @property
    def deciding(self) -> str:
        """The name of the figure by which models are ranked and compared."""
        return self.metrics[0].name + (f"/{self.label}" if self.label else "")


def data_folder() -> Path:
    """Return where the data sets lie: ``$FRONTROW_DATA``, or ``shared/data`` beside the checkout.

    Raises
    ------
    NotFound
        If there is no such folder.
    """
    folder = Path(os.environ.get("FRONTROW_DATA", Path(__file__).parents[3] / "shared" / "data"))
    if not folder.is_dir():
        raise NotFound(f"there are no data sets at {folder}.", "Set FRONTROW_DATA to the folder that holds ml-1m.")
    return folder


@dataclass(frozen=True)
class Log:
    """Feedback in columns, users together (0 and up, none missing) and each user's in the order that counts.

    Parameters
    ----------
    user, item
        Indices.
    grade
        Stars divided by the most a rating can have, in (0, 1].
    at
        Seconds since the epoch, 0 where the data have no times.
    """

    user: Items
    item: Items
    grade: Floats
    at: Times

    @property
    def n_users(self) -> int:
        """The number of users."""
        return int(self.user[-1]) + 1 if len(self.user) else 0

    @property
    def lengths(self) -> Ints:
        """(n_users,) Entries of each user."""
        return np.asarray(np.bincount(self.user, minlength=self.n_users), np.int64)

    @property
    def place(self) -> Ints:
        """(total,) Position of each entry among its user's, from 0."""
        starts = np.concatenate([[0], np.cumsum(self.lengths)])
        return np.asarray(np.arange(len(self.user)) - starts[self.user], np.int64)

    def where(self, mask: Bools) -> Log:
        """Return some of the entries; users keep their numbers."""
        return Log(self.user[mask], self.item[mask], self.grade[mask], self.at[mask])

    def lists(self, n_users: int) -> Ragged:
        """Return the items of each user."""
        return Ragged.grouped(self.user, self.item, n_users)


def learnt(log: Log, catalogue: Catalogue, n_users: int, now: float | None = None) -> Dataset:
    """Return the data set of a log: each entry a play of now on, at its time.

    Parameters
    ----------
    now
        The end of the data; the last time in the log when None.
    """
    order = np.argsort(log.at, kind="stable")  # plays come in order of time
    n = len(log.user)
    plays = Plays(log.user[order], log.item[order], log.at[order], np.ones(n, np.float32), np.full(n, -1, np.int32))
    return Dataset(
        catalogue=catalogue,
        users=Vocabulary(tuple(str(user) for user in range(n_users))),
        histories=log.lists(n_users),
        grades=log.grade,
        at=log.at,
        plays=plays,
        countries=Vocabulary(()),
        now=float(log.at.max(initial=0.0)) if now is None else now,
    )


def asked(log: Log, n_users: int, now: Times) -> Queries:
    """Return the queries of users who are known by a log, at the given times."""
    return Queries(log.lists(n_users), log.grade, now, ("",) * n_users, log.at)


def before(log: Log, events: Ints) -> Queries:
    """Return a query for each of some events: asked at its time, with all that its user has in the log before it.

    Parameters
    ----------
    log
        Each user's entries in order of time.
    events
        (n,) Positions in the log, each the target of one query.
    """
    places = log.place[events]
    offsets = np.concatenate([[0], np.cumsum(places)])
    shift = (events - places - offsets[:-1]).astype(np.int32)  # from a place among all histories to one in the log
    entries = np.arange(offsets[-1], dtype=np.int32) + np.repeat(shift, places)
    return Queries(
        Ragged(log.item[entries], offsets), log.grade[entries], log.at[events], ("",) * len(events), log.at[entries]
    )


def core(user: NDArray[np.integer], item: NDArray[np.integer], least: int) -> Bools:
    """Return (n,) which entries are left when users and items with fewer than ``least`` entries go, over and over."""
    kept = np.ones(len(user), np.bool_)
    while True:
        left: Bools = kept & (np.bincount(user[kept], minlength=user.max() + 1)[user] >= least)
        left &= np.bincount(item[left], minlength=item.max() + 1)[item] >= least
        if left.sum() == kept.sum():
            return kept
        kept = left


def first_times(log: Log, n_users: int, otherwise: float) -> Times:
    """Return (n_users,) the time of each user's first entry, ``otherwise`` for a user with none."""
    times = np.full(n_users, otherwise)
    first = log.place == 0
    times[log.user[first]] = log.at[first]
    return times


def numbered(user: NDArray[np.integer]) -> Items:
    """Return users as 0, 1, 2, … in their order."""
    numbers: Items = np.unique(user, return_inverse=True)[1].astype(np.int32)
    return numbers
