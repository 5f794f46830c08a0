"""Keeps what the viewer has not sent away."""

from __future__ import annotations

from dataclasses import dataclass

from frontrow.core import Bools, Candidates, Query
from frontrow.filters.absent import absent
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class NotHidden:
    """Removes titles marked "not interested" or thumbed down."""

    knowledge: Knowledge

    def __call__(self, query: Query, found: Candidates) -> Bools:
        return absent(query.profile.hidden, len(self.knowledge.catalogue)).take(found.items)
