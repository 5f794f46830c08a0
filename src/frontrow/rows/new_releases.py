"""New Releases: what entered the catalogue of late, in the viewer's own order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontrow.core import Candidates, Query, Row
from frontrow.knowledge import Knowledge

_DAY = 86_400.0  # seconds


@dataclass(frozen=True)
class NewReleases:
    """The candidates added in the last days, best score first.

    Parameters
    ----------
    days
        How long a title is new.
    offer
        Titles offered.
    """

    knowledge: Knowledge
    days: float = 60.0
    offer: int = 100

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        age = query.now - self.knowledge.catalogue.added_at.take(ranked.items)  # seconds
        items = ranked.items[(age >= 0) & (age <= self.days * _DAY)][: self.offer]
        if len(items):
            yield Row("new_releases", "New Releases", items)
