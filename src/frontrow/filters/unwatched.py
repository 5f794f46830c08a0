"""Keeps what the viewer has not watched."""

from __future__ import annotations

from dataclasses import dataclass

from frontrow.core import Bools, Candidates, Query
from frontrow.filters.absent import absent
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class Unwatched:
    """Removes titles played or rated at all; rows about them (Continue Watching) read the profile itself."""

    knowledge: Knowledge

    def __call__(self, query: Query, found: Candidates) -> Bools:
        return absent(query.profile.watched, len(self.knowledge.catalogue)).take(found.items)
