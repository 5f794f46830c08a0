"""Keeps what the profile is old enough for."""

from __future__ import annotations

from dataclasses import dataclass

from frontrow.core import Bools, Candidates, Query
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class WithinMaturity:
    """Removes titles rated for an age above the profile's limit."""

    knowledge: Knowledge

    def __call__(self, query: Query, found: Candidates) -> Bools:
        return self.knowledge.catalogue.maturity.take(found.items) <= query.maturity
