"""How new each candidate is to the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from frontrow.core import Candidates, Query, Values
from frontrow.features.columns import FRESH
from frontrow.knowledge import Knowledge

_DAY = 86_400.0  # seconds
_NOTHING = np.float32(126)  # half-lives after which nothing is left; smaller numbers take ten times as long to compute


@dataclass(frozen=True)
class Fresh:
    """Column ``fresh``: 2^(-age / half-life), 1 for a title that arrives now.

    Parameters
    ----------
    half_life_days
        After which a title counts half as new.
    """

    knowledge: Knowledge
    half_life_days: float = 30.0

    def __call__(self, query: Query, found: Candidates) -> Mapping[str, Values]:
        age = query.now - self.knowledge.catalogue.added_at.take(found.items)  # seconds
        halvings = np.maximum(age, 0.0).astype(np.float32) / np.float32(self.half_life_days * _DAY)
        return {FRESH: np.exp2(-np.minimum(halvings, _NOTHING))}
