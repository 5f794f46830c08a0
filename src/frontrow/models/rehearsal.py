"""A rehearsal: part of what is known is hidden, and models are asked for it, to learn how much each is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from frontrow.core import Bools
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.data.split import entries_out
from frontrow.models import Queries

_SHARE = 0.2  # of the titles that are hidden, and of the users that are strangers


class Rehearsal(NamedTuple):
    """What models may learn from, who asks, and what was hidden.

    Parameters
    ----------
    data
        Without what is hidden.
    queries
        Of users with something hidden that they liked; ``now`` is the time of the first of it, or of the newest title
        that is left where that is later: a question is never older than the history it is asked with.
    targets
        What is hidden of each and was liked, at least one title.
    candidates
        (n_items,) The titles that may be asked for; None for all.
    """

    data: Dataset
    queries: Queries
    targets: Ragged
    candidates: Bools | None


def rehearsal(
    data: Dataset, hidden: str, users: int, rng: np.random.Generator, threshold: float = -np.inf
) -> Rehearsal:
    """Hide a part of the histories.

    Parameters
    ----------
    hidden
        ``last``: the last title of each history, as when the next play is asked for. ``share``: a fifth of each
        history, drawn at random, as when more of a user's taste is asked for. ``titles``: a fifth of the titles, from
        everybody, as when new titles are asked for. ``strangers``: as ``share``, but of those who are asked (a fifth of
        the users at most) nothing is learnt, as when somebody asks whom no model has seen.
    users
        Of how many users, drawn at random, models are asked; what is hidden of the others is only not learnt from.
    threshold
        Only what is hidden with a grade above this is to be found.
    """
    held, candidates = HIDING[hidden](data, rng)
    parts = entries_out(data, held)
    wanted = parts.held_out.histories
    liked = parts.held_out.grades > threshold
    found = np.bincount(wanted.owners[liked], minlength=len(data.users))
    asked = np.flatnonzero(found * parts.train.histories.lengths)
    learnt = parts.train
    if hidden == STRANGERS:
        users = min(users, max(int(_SHARE * len(asked)), 1))
    asked = np.sort(rng.permutation(asked)[:users])
    if hidden == STRANGERS:
        learnt = entries_out(data, np.isin(data.histories.owners, asked)).train
    known = np.isin(parts.train.histories.owners, asked)
    number = np.full(len(data.users), -1, np.int32)
    number[asked] = np.arange(len(asked))
    histories, chosen = parts.train.histories, liked & np.isin(wanted.owners, asked)
    firsts = np.unique(wanted.owners[chosen], return_index=True)[1]
    newest = parts.train.at[histories.offsets[1:][asked] - 1]
    queries = Queries(
        Ragged.grouped(number[histories.owners[known]], histories.values[known], len(asked)),
        parts.train.grades[known],
        np.maximum(parts.held_out.at[chosen][firsts], newest),
        ("",) * len(asked),
        parts.train.at[known],
    )
    targets = Ragged.grouped(number[wanted.owners[chosen]], wanted.values[chosen], len(asked))
    return Rehearsal(learnt, queries, targets, candidates)


def _last(data: Dataset, rng: np.random.Generator) -> tuple[Bools, None]:
    held = np.zeros(len(data.histories.values), np.bool_)
    held[data.histories.offsets[1:][data.histories.lengths > 1] - 1] = True
    return held, None


def _share(data: Dataset, rng: np.random.Generator) -> tuple[Bools, None]:
    """Draw a fifth of each history's titles, at least one of two or more."""
    lengths, owners = data.histories.lengths, data.histories.owners
    drawn = np.lexsort((rng.random(len(owners)), owners))  # each history in an order of chance
    places = np.arange(len(owners)) - data.histories.offsets[:-1][owners]
    counts = np.where(lengths > 1, np.maximum(np.floor(_SHARE * lengths), 1), 0)
    held = np.zeros(len(owners), np.bool_)
    held[drawn] = places < counts[owners]
    return held, None


def _titles(data: Dataset, rng: np.random.Generator) -> tuple[Bools, Bools]:
    """Draw a fifth of the titles that anybody watched."""
    watched = np.unique(data.histories.values)
    candidates = np.zeros(len(data.catalogue), np.bool_)
    candidates[rng.permutation(watched)[: round(_SHARE * len(watched))]] = True
    return candidates[data.histories.values], candidates


STRANGERS = "strangers"
HIDING: Mapping[str, Callable[[Dataset, np.random.Generator], tuple[Bools, Bools | None]]] = {
    "last": _last,
    "share": _share,
    "titles": _titles,
    STRANGERS: _share,
}
