"""Watch It Again: finished, liked, and some time ago."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from frontrow.core import Candidates, Query, Row
from frontrow.filters.permitted import permitted
from frontrow.knowledge import Knowledge

_DAY = 86_400.0  # seconds


@dataclass(frozen=True)
class WatchAgain:
    """Titles watched to the end with a grade above 0, the best graded first, the longer ago first among equals.

    Parameters
    ----------
    days
        Only titles watched at least so long ago.
    offer
        Titles offered.
    """

    knowledge: Knowledge
    days: float = 14.0
    offer: int = 60

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        profile = query.profile
        finished = np.zeros(len(self.knowledge.catalogue), np.bool_)
        finished[profile.finished] = True
        old = profile.watched_at <= query.now - self.days * _DAY
        keep = finished[profile.history] & (profile.weights > 0) & old
        keep &= permitted(self.knowledge, query, profile.history)
        items, grades = profile.history[keep], profile.weights[keep]
        if len(items):  # history is oldest first, and a stable sort keeps that among equals
            yield Row("watch_again", "Watch It Again", items[np.argsort(-grades, kind="stable")][: self.offer])
