"""Keeps what may be shown in the viewer's country."""

from __future__ import annotations

from dataclasses import dataclass

from frontrow.core import Bools, Candidates, Query
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class InTerritory:
    """Removes titles licensed for other countries only; in an unknown country, all that are licensed for some only."""

    knowledge: Knowledge

    def __call__(self, query: Query, found: Candidates) -> Bools:
        return self.knowledge.catalogue.available(query.country).take(found.items)
