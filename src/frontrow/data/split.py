"""Data sets in two parts, one to learn from and one held out.

Both parts keep the catalogue and the users of the whole, so an index means the same in each; a user with nothing in a
part has an empty history there. Together the parts hold every title of every history, and every play, once.

The order within a history is the data set's: by the time of the last feedback, and among titles of one time by the
order in the log (the order of the file, for an import).
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools
from frontrow.data.dataset import Dataset, Plays
from frontrow.data.ragged import Ragged
from frontrow.errors import BadInput


class Parts(NamedTuple):
    """What to learn from, and what is held out to be foretold."""

    train: Dataset
    held_out: Dataset


def by_user(data: Dataset, share: float, rng: np.random.Generator) -> Parts:
    """Return parts of different users (strong generalisation): ``share`` of them, drawn at random, are held out.

    Raises
    ------
    BadInput
        If ``share`` is not in 0 to 1.
    """
    _refuse_share(share)
    held = np.zeros(len(data.users), np.bool_)
    held[rng.permutation(len(held))[: round(share * len(held))]] = True
    return _parts(data, held[data.histories.owners], held[data.plays.user])


def leave_last_out(data: Dataset, n: int = 1, least: int = 1) -> Parts:
    """Return parts of which the second holds the last ``n`` titles of each user, and all the user's plays of them.

    Users with fewer than ``n + least`` titles have nothing held out.

    Raises
    ------
    BadInput
        If ``n`` is below 1.
    """
    if n < 1:
        raise BadInput(f"leave_last_out: n = {n}.", "Expected 1 or more.")
    lengths = data.histories.lengths
    return _last_out(data, np.where(lengths >= n + least, n, 0))


def leave_last_share_out(data: Dataset, share: float) -> Parts:
    """Return parts of which the second holds the last ``share`` of each user's titles, rounded down, and their plays.

    Raises
    ------
    BadInput
        If ``share`` is not in 0 to 1.
    """
    _refuse_share(share)
    return _last_out(data, np.floor(data.histories.lengths * share + _ROUNDING).astype(np.int64))


def entries_out(data: Dataset, held: Bools) -> Parts:
    """Return parts of which the second holds the entries of histories where a mask is true, and all plays of these.

    Parameters
    ----------
    held
        (total,) Over ``data.histories.values``.
    """
    n_items = len(data.catalogue)
    pairs = data.histories.owners.astype(np.int64) * n_items + data.histories.values
    played = data.plays.user.astype(np.int64) * n_items + data.plays.item
    return _parts(data, held, np.isin(played, pairs[held]))


def at_time(data: Dataset, at: float) -> Parts:
    """Return what was before ``at``, seconds since the epoch, and what was then or later.

    A title belongs to the time of its *last* feedback, a play to its own: for a past in which later feedback left no
    trace at all, make a data set of the events before ``at``.
    """
    parts = _parts(data, data.at >= at, data.plays.at >= at)
    return parts._replace(train=replace(parts.train, now=min(at, data.now)))


def at_quantile(data: Dataset, quantile: float) -> Parts:
    """Return :func:`at_time` for the time by which ``quantile`` of all feedback had come.

    Raises
    ------
    BadInput
        If ``quantile`` is not in 0 to 1, or there is no feedback.
    """
    _refuse_share(quantile)
    if not len(data.at):
        raise BadInput("at_quantile: no feedback to split.", "Expected a data set with histories.")
    return at_time(data, float(np.quantile(data.at, quantile)))


_ROUNDING = 1e-9  # 0.2 · 15 is 3


def _refuse_share(share: float) -> None:
    if not 0.0 <= share <= 1.0:
        raise BadInput(f"A share of {share:g} to hold out.", "Expected 0 to 1.")


def _last_out(data: Dataset, counts: NDArray[np.int64]) -> Parts:
    """Hold out the last ``counts`` (n_users,) titles of each history."""
    owners = data.histories.owners
    from_end = data.histories.offsets[1:][owners] - np.arange(len(owners))
    return entries_out(data, from_end <= counts[owners])


def _parts(data: Dataset, held: Bools, plays_held: Bools) -> Parts:
    return Parts(_part(data, ~held, ~plays_held), _part(data, held, plays_held))


def _part(data: Dataset, kept: Bools, plays_kept: Bools) -> Dataset:
    """Return the data set of the histories' entries and the plays at which the masks are true."""
    histories = Ragged.grouped(data.histories.owners[kept], data.histories.values[kept], len(data.users))
    plays, rows = data.plays, np.flatnonzero(plays_kept)
    some = Plays(plays.user[rows], plays.item[rows], plays.at[rows], plays.seconds[rows], plays.country[rows])
    return replace(data, histories=histories, grades=data.grades[kept], at=data.at[kept], plays=some)
