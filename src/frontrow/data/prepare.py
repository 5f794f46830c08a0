"""Events to a data set: graded histories and single plays."""

from __future__ import annotations

import numpy as np

from frontrow.core import Items
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset, Plays
from frontrow.data.events import EventColumns
from frontrow.data.facts import Longs
from frontrow.data.feedback import Feedback, feedback
from frontrow.data.quantiles import Quantiles
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary
from frontrow.data.weights import Weights


def dataset(
    events: EventColumns,
    catalogue: Catalogue,
    now: float,
    weights: Weights | None = None,
    quantiles: Quantiles | None = None,
) -> Dataset:
    """Return histories and plays of the events.

    A history is sorted by the time of the last feedback of each title, and among titles of one time by the order of
    those events in the log. Users are those with a history, in the order of their first event in the log.

    Parameters
    ----------
    events
        In the order of the log.
    catalogue
        Events of titles it does not have are left out.
    now
        The end of the data, seconds since the epoch.
    weights, quantiles
        As in :func:`frontrow.data.feedback.feedback`; the table that was used is ``quantiles`` of the data set.
    """
    weights = weights or Weights()
    found = feedback(events, catalogue, weights, quantiles)
    past = np.flatnonzero(found.in_history)
    names, renumbered = _users(found, past, events.coded("user_id")[0])
    user = renumbered[found.user]
    past = past[np.lexsort((found.latest.order[past], found.latest.at[past], user[past]))]
    return Dataset(
        catalogue=catalogue,
        users=Vocabulary(names),
        histories=Ragged.grouped(user[past], found.item[past], len(names)),
        grades=found.grade[past],
        at=found.latest.at[past],
        plays=_plays(found, user, weights),
        countries=Vocabulary.of(name for name in found.countries if name),
        now=now,
        quantiles=found.quantiles,
    )


def _users(found: Feedback, past: Longs, codes: Items) -> tuple[tuple[str, ...], Items]:
    """Return the names of users with a history in order of appearance, and the new index by the old, -1 for none."""
    earliest = np.empty(len(found.users), np.int64)
    earliest[codes[::-1]] = np.arange(len(codes))[::-1]  # of repeated indices the last assignment stays
    with_history = np.unique(found.user[past])
    ordered = with_history[np.argsort(earliest[with_history], kind="stable")]
    renumbered = np.full(len(found.users), -1, np.int32)
    renumbered[ordered] = np.arange(len(ordered))
    return tuple(found.users[one] for one in ordered.tolist()), renumbered


def _plays(found: Feedback, user: Items, weights: Weights) -> Plays:
    """Return the views in order of time, and a rating as a view of a title of which the user has no other."""
    played = found.playbacks
    viewed = np.flatnonzero(played.are_views(weights))
    rating = found.opinions.rating
    rated = np.flatnonzero((rating.order >= 0) & (found.watching.views == 0) & weights.rating_is_view)
    at = np.concatenate([played.began[viewed], rating.at[rated]])
    order = np.lexsort((np.concatenate([played.order[viewed], rating.order[rated]]), at))
    country = np.concatenate([played.country[viewed], found.country[rated]])
    seconds = np.concatenate([played.seconds[viewed], np.zeros(len(rated))])
    return Plays(
        user=user[np.concatenate([played.entry[viewed], rated])][order],
        item=np.concatenate([played.item[viewed], found.item[rated]])[order],
        at=at[order],
        seconds=seconds[order].astype(np.float32),
        country=_countries(found)[country[order]],
    )


def _countries(found: Feedback) -> Items:
    """Return the index among the named countries by the index among all, -1 for the unnamed."""
    named = np.array([bool(name) for name in found.countries], np.bool_)
    return np.where(named, np.cumsum(named) - 1, -1).astype(np.int32)
