"""Events to graded feedback: what a user's events say of each title, every component kept.

The same code grades a million events at training and one user's events in a request.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.core import Bools, Floats, Items, Kind
from frontrow.data.catalogue import Catalogue
from frontrow.data.events import EventColumns, code
from frontrow.data.facts import PLAYBACK, Doubles, facts, or_zero
from frontrow.data.opinions import Latest, Opinions, opinions
from frontrow.data.playback import Playbacks, playbacks
from frontrow.data.quantiles import Quantiles
from frontrow.data.watching import Watching, watching
from frontrow.data.weights import Weights

_LASTING = PLAYBACK.copy()  # kinds that put a title in the history and set its time
_LASTING[[code(Kind.THUMB), code(Kind.RATING)]] = True


@dataclass(frozen=True, slots=True)
class Feedback:
    """One entry a (user, item), sorted by user and item; every component is an array of length n.

    Parameters
    ----------
    users, countries
        The names that ``user`` and ``country`` index.
    user, item, country
        (n,) Indices; the country is that of the first event.
    watching, opinions
        The components.
    quantile
        (n,) The rank of the completion among titles of like runtime, 0 to 1; NaN where there is no completion.
    latest
        The latest playback, thumb or rating event.
    grade
        (n,) The weighted sum, see :class:`frontrow.data.weights.Weights`.
    playbacks
        Those that ``watching`` was computed from.
    quantiles
        The table that ``quantile`` was read from.
    """

    users: list[str]
    countries: list[str]
    user: Items
    item: Items
    country: Items
    watching: Watching
    opinions: Opinions
    quantile: Doubles
    latest: Latest
    grade: Floats
    playbacks: Playbacks
    quantiles: Quantiles

    def __len__(self) -> int:
        return len(self.user)

    @property
    def watched(self) -> Bools:
        """(n,) Played or rated at all."""
        return np.asarray((self.watching.plays > 0) | (self.opinions.rating.order >= 0))

    @property
    def in_history(self) -> Bools:
        """(n,) Played, rated or with a thumb: what a history is made of."""
        return np.asarray(self.watched | (self.opinions.thumb != 0))


def feedback(
    events: EventColumns, catalogue: Catalogue, weights: Weights | None = None, quantiles: Quantiles | None = None
) -> Feedback:
    """Return what the events say of each title for each user.

    Parameters
    ----------
    events
        In the order of the log.
    catalogue
        Events of titles it does not have are left out.
    weights
        Settings; the defaults where None.
    quantiles
        The table to rank completions with. None: one made from the batch when it has at least
        ``weights.quantiles_from`` completions, else the empty table, which ranks a completion c at c.
    """
    weights = weights or Weights()
    found = facts(events, catalogue)
    first = found.first
    played = playbacks(found, catalogue)
    watched = watching(played, len(first), catalogue, weights)
    said = opinions(found)
    table = _table(watched, weights) if quantiles is None else quantiles
    quantile = table.of(watched.completion, watched.runtime)
    return Feedback(
        users=found.users,
        countries=found.countries,
        user=found.user[first],
        item=found.item[first],
        country=found.country[first],
        watching=watched,
        opinions=said,
        quantile=quantile,
        latest=Latest.of(found, _LASTING[found.kind]),
        grade=_grade(watched, quantile, said, weights),
        playbacks=played,
        quantiles=table,
    )


def _table(watched: Watching, weights: Weights) -> Quantiles:
    known = ~np.isnan(watched.completion)
    if known.sum() < max(weights.quantiles_from, 1):
        return Quantiles()
    return Quantiles.learnt(watched.completion[known], watched.runtime[known])


def _grade(watched: Watching, quantile: Doubles, said: Opinions, weights: Weights) -> Floats:
    thumbs = np.array([weights.thumb_down, 0.0, weights.thumb_up, weights.two_thumbs_up])
    grade = (
        weights.play * (watched.plays > 0)
        + weights.completion * or_zero(watched.completion)
        + weights.quantile * or_zero(quantile)
        + weights.rewatch * np.log2(1.0 + watched.rewatched)
        + weights.abandoned * watched.abandoned
        + thumbs[said.thumb + 1]
        + weights.rating * or_zero(said.rating.value - weights.neutral_rating)
        + weights.hidden * said.hidden
        + weights.listed * said.is_listed
    )
    return np.asarray(grade, np.float32)
