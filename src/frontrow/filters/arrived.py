"""Keeps what has entered the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from frontrow.core import Bools, Candidates, Query
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class Arrived:
    """Removes titles that are known already but open later than the query's ``now``."""

    knowledge: Knowledge

    def __call__(self, query: Query, found: Candidates) -> Bools:
        return self.knowledge.catalogue.added_at.take(found.items) <= query.now
