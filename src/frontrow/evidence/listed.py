"""Listed: the viewer put it on My List."""

from __future__ import annotations

from dataclasses import dataclass

from frontrow.core import Evidence, Query, Reasons
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class Listed:
    """Says so of the titles on the list."""

    knowledge: Knowledge

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        listed = set(query.profile.listed.tolist())
        return Reasons.each(
            [
                Evidence("listed", "On your list", item) if item in listed else None
                for item in shown.items[places].tolist()
            ]
        )
