"""Scorers: one number a candidate, by which it is ranked.

A scorer is a frozen dataclass whose first field is the knowledge and whose other fields are its settings. ``needs``
names the columns without which its ranking would not be what it claims: where a feature failed to give one, the page
falls to the plan's fallback scorer. Adding one is one file and one line of :data:`SCORERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from frontrow.core import Candidates, Floats, Query
from frontrow.scorers.blend import Blend
from frontrow.scorers.popularity import ByPopularity


class RankingScorer(Protocol):
    """Scores candidates from their columns."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Columns that must be there."""

    def __call__(self, query: Query, found: Candidates) -> Floats:
        """Return (n,) scores in the order of the candidates, higher is better."""


SCORERS: Mapping[str, Callable[..., RankingScorer]] = {"blend": Blend, "popularity": ByPopularity}
