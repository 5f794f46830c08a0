"""Again: the viewer has watched it."""

from __future__ import annotations

from dataclasses import dataclass

from frontrow.core import Evidence, Query, Reasons
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class Again:
    """Says so of titles watched to the end, or watched at all."""

    knowledge: Knowledge

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        finished = set(query.profile.finished.tolist())
        watched = set(query.profile.watched.tolist())
        return Reasons.each([_again(item, finished, watched) for item in shown.items[places].tolist()])


def _again(item: int, finished: set[int], watched: set[int]) -> Evidence | None:
    if item in finished:
        return Evidence("again", "You watched it to the end", item)
    return Evidence("again", "You watched it", item) if item in watched else None
