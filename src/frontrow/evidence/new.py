"""New: in the catalogue since a few days."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.core import Evidence, Query, Reasons
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.knowledge import Knowledge

_DAY = 86_400.0  # seconds
_WEEK = 7  # days
_SAID = (Evidence("new", "New this week"), Evidence("new", "Recently added"))


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

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        ages = (query.now - self.knowledge.catalogue.added_at[shown.items[places]]) / _DAY
        new = (ages >= 0) & (ages <= self.days)
        return Reasons(_SAID, np.where(new, ages > _WEEK, -1).astype(np.int32), ages)
