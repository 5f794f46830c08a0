"""A model fitted before a moment, against what users turned to after it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from frontrow.core import Bools, Items
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.errors import BadInput
from frontrow.evaluate.offline import evaluate
from frontrow.models import Model, Queries


class HeldOut(NamedTuple):
    """What was known of each user at a moment, and what followed.

    Users without a target are left out; a user without any history stays, as an empty one.
    """

    queries: Queries
    targets: Ragged
    users: Items  # (n,) user index of each query


def held_out(data: Dataset, at: float | None = None, quantile: float = 0.9) -> HeldOut:
    """Return each user's state at a moment, and the titles they first turned to after it and liked.

    A title is known if its last feedback, or any play of it, came before ``at``; it is a target if it is not known and
    its grade is above 0. A title known before and watched again is no target: recommending what was seen is not what
    is measured.

    Parameters
    ----------
    data
        Everything, before and after.
    at
        Seconds since the epoch; when None, the moment before which the share ``quantile`` of feedback came.

    Raises
    ------
    BadInput
        If nobody turned to anything new after the moment.
    """
    if at is None:
        at = float(np.quantile(data.at, quantile)) if len(data.at) else 0.0
    owners = data.histories.owners
    known = (data.at < at) | _played_before(data, at)
    targets = ~known & (data.grades > 0)
    users = np.unique(owners[targets])
    if not len(users):
        raise BadInput("no user turned to a new title after the held-out moment.", "Choose an earlier one.")
    return HeldOut(
        queries=Queries(
            histories=_kept(data.histories, known, users),
            weights=data.grades[known & np.isin(owners, users)],
            now=np.full(len(users), at),
            country=_countries(data, at, users),
        ),
        targets=_kept(data.histories, targets, users),
        users=users.astype(np.int32),
    )


def next_items(data: Dataset, model: Model, at: float, k: int = 10) -> dict[str, float]:
    """Return ``ndcg@k``, ``recall@k`` and ``coverage`` of a model fitted on what came before ``at``.

    Parameters
    ----------
    data
        Everything, before and after; the model may not have seen what came after.
    at
        Seconds since the epoch.

    Raises
    ------
    BadInput
        If nobody turned to anything new after ``at``.
    """
    part = held_out(data, at)
    figures = evaluate(model, part.queries, part.targets, data.catalogue, ("ndcg", "recall", "coverage"), k=k)
    return {name: figure.value for name, figure in figures.items()}


def _played_before(data: Dataset, at: float) -> Bools:
    """Return (total,) whether a play of each entry's title by its user came before a moment."""
    n_items = np.int64(max(len(data.catalogue), 1))
    before = data.plays.at < at
    played = data.plays.user[before] * n_items + data.plays.item[before]
    return np.isin(data.histories.owners * n_items + data.histories.values, played)


def _kept(lists: Ragged, keep: Bools, users: Items) -> Ragged:
    """Return the lists of some users (rising), with the entries kept."""
    kept = np.zeros(len(keep) + 1, np.int64)
    np.cumsum(keep & np.isin(lists.owners, users), out=kept[1:])
    bounds = kept[lists.offsets]
    offsets = np.concatenate([bounds[users], bounds[-1:]])  # lists of users left out are empty
    return Ragged(lists.values[keep & np.isin(lists.owners, users)], offsets)


def _countries(data: Dataset, at: float, users: Items) -> tuple[str, ...]:
    """Return where each user last played before a moment, "" unknown."""
    last = np.full(len(data.users), -1, np.int64)
    known = (data.plays.at < at) & (data.plays.country >= 0)
    last[data.plays.user[known]] = data.plays.country[known]  # plays come in order of time: the last one stays
    names = (*data.countries.names, "")
    return tuple(names[country] for country in last[users])
