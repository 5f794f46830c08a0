"""New: in the catalogue since a few days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from frontrow.core import NO_ITEM, Evidence, Query
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.knowledge import Knowledge

_DAY = 86_400.0  # seconds
_WEEK = 7  # days


@dataclass(frozen=True)
class NewHere:
    """Says so of the titles added in the last days; the evidence's value is the days since.

    Parameters
    ----------
    days
        How long a title is new.
    """

    knowledge: Knowledge
    days: float = 60.0

    def __call__(self, query: Query, shown: Shown, places: Places) -> Sequence[Evidence | None]:
        ages = (query.now - self.knowledge.catalogue.added_at[shown.items[places]]) / _DAY
        return [self._of(age) if 0 <= age <= self.days else None for age in ages.tolist()]

    def _of(self, age: float) -> Evidence:
        text = "New this week" if age <= _WEEK else "Recently added"
        return Evidence("new", text, NO_ITEM, age)
