"""Why a title for a viewer: the exact sum over the history that pages rank by, and the sentence it makes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from frontrow.app.view import View
from frontrow.core import Profile, Query
from frontrow.models import Queries

_MOST = 5  # reasons worth naming


class Argument(NamedTuple):
    """A title of the history, by item index, and what it adds to the score."""

    item: int
    contribution: float


class Reasons(NamedTuple):
    """The score, the titles that argue most for it (strongest first), and a sentence that is true of them."""

    score: float
    arguments: list[Argument]
    text: str


def why(view: View, query: Query, item: int) -> Reasons:
    """Return why a title of the bundle would be shown to a viewer.

    The contributions of all titles of the history sum to the score: nothing else is in it. Those that may not be shown
    to the viewer count, and are not named.

    Raises
    ------
    NotFound
        If the bundle does not have the model that pages rank by, or it explains nothing.
    """
    profile = query.profile
    if not len(profile.history):
        return Reasons(0.0, [], "There is nothing in your history yet that could argue for it.")
    shares = view.pipeline.explaining.contributions(Queries.one(query), np.array([item], np.int32))[:, 0]
    named = view.permitted(query)[profile.history] & (shares > 0)
    order = np.argsort(-np.where(named, shares, 0.0), kind="stable")[: min(_MOST, np.count_nonzero(named))]
    arguments = [Argument(int(profile.history[place]), float(shares[place])) for place in order]
    return Reasons(float(shares.sum()), arguments, _sentence(view, profile, item, arguments))


def _sentence(view: View, profile: Profile, item: int, arguments: list[Argument]) -> str:
    title = view.title(item).title
    if not arguments:
        return f"Nothing in your history argues for {title}."
    watched = set(profile.watched.tolist())
    first = arguments[0].item
    others = [one for one in arguments[1:3] if one.item in watched]
    if first not in watched:
        verb = "you liked" if profile.thumbs.get(first, 0) > 0 else "you picked"
        return f"Because {verb} {view.title(first).title}."
    names = [view.title(one.item).title for one in (arguments[0], *others)]
    return f"Because you watched {_listed(names)}."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
