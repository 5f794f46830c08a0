"""A model fitted before a moment, against what users turned to after it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Items
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.evaluate.offline import evaluate
from frontrow.metrics.registry import key
from frontrow.models import Model, Queries

DEPTH = 10  # titles of a list that count
# What `next_items` reports, by the name it is reported under.
METRICS: Mapping[str, str] = MappingProxyType({key(name, DEPTH): name for name in ("ndcg", "recall", "coverage")})


class HeldOut(NamedTuple):
    """What was known of each user at a moment, and what followed.

    Users without a target are left out, and so are those without any history: every personal model would say the same
    of each, and their pages are of popular titles.
    """

    catalogue: Catalogue
    queries: Queries
    targets: Ragged
    users: Items  # (n,) user index of each query in the whole data set


def held_out(past: Dataset, whole: Dataset) -> HeldOut:
    """Return each user's state at a moment, and the titles they first turned to after it and liked.

    A query is a history of ``past``, with its grades: nothing that came later is in it. A target is a title with a
    grade above 0 in ``whole`` that is in no way in the user's past history. A title known before and watched again is
    no target: recommending what was seen is not what is measured.

    Parameters
    ----------
    past
        Made of the events before the moment, which is its ``now``.
    whole
        Made of the events before and after, over the same catalogue.
    """
    index = past.users.indices(whole.users)  # (n_users,) of each user in the past, -1 for the new
    n_items = np.int64(max(len(whole.catalogue), 1))
    before = past.histories.owners * n_items + past.histories.values
    owners = whole.histories.owners
    has_history = np.append(past.histories.lengths, 0)[index] > 0
    known = np.isin(index[owners] * n_items + whole.histories.values, before)
    liked = np.flatnonzero(~known & (whole.grades > 0) & has_history[owners])
    users, renumbered = np.unique(owners[liked], return_inverse=True)
    entries, histories = _chosen(past.histories, index[users])
    return HeldOut(
        catalogue=whole.catalogue,
        queries=Queries(
            histories=histories,
            weights=past.grades[entries],
            now=np.full(len(users), past.now),
            country=_countries(past, index[users]),
            at=past.at[entries],
        ),
        targets=Ragged.grouped(renumbered.astype(np.int32), whole.histories.values[liked], len(users)),
        users=users.astype(np.int32),
    )


def next_items(part: HeldOut, model: Model) -> dict[str, float]:
    """Return ``ndcg@10``, ``recall@10`` and ``coverage`` of a model fitted on what came before the moment.

    Parameters
    ----------
    part
        With at least one query.
    model
        Over the same catalogue.
    """
    figures = evaluate(model, part.queries, part.targets, part.catalogue, tuple(METRICS.values()), k=DEPTH)
    return {name: figure.value for name, figure in figures.items()}


def _chosen(lists: Ragged, which: Items) -> tuple[NDArray[np.int64], Ragged]:
    """Return the positions of the values of some lists, and these lists."""
    lengths = lists.lengths[which]
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    entries = np.repeat(lists.offsets[which] - offsets[:-1], lengths) + np.arange(offsets[-1])
    return entries, Ragged(lists.values[entries], offsets)


def _countries(past: Dataset, users: Items) -> tuple[str, ...]:
    """Return where each user last played, "" unknown."""
    last = np.full(len(past.users), -1, np.int64)
    known = past.plays.country >= 0
    last[past.plays.user[known]] = past.plays.country[known]  # plays come in order of time: the last one stays
    names = (*past.countries.names, "")
    return tuple(names[country] for country in last[users])
