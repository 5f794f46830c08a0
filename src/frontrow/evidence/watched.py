"""Because you watched X: the title of the history that adds most to a candidate's score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frontrow.core import BECAUSE, NO_ITEM, Evidence, Query
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.features.columns import CONTRIBUTION
from frontrow.filters.permitted import permitted
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class Watched:
    """Names the strongest contributor where it adds something, was liked, and may be spoken of to this viewer.

    The evidence's value is its contribution to the personal score. A title picked for a new profile and never watched
    is called picked.
    """

    knowledge: Knowledge

    def __call__(self, query: Query, shown: Shown, places: Places) -> Sequence[Evidence | None]:
        because = shown.values(BECAUSE, places, NO_ITEM).astype(np.int64)
        added = shown.values(CONTRIBUTION, places, 0.0).astype(np.float64)
        openings = self._openings(query, set(because.tolist()))
        return [
            Evidence("watched", openings[item], item, value) if item in openings and value > 0 else None
            for item, value in zip(because.tolist(), added.tolist(), strict=True)
        ]

    def _openings(self, query: Query, wanted: set[int]) -> dict[int, str]:
        """Return the sentence for each wanted title of the history that may be named."""
        profile = query.profile
        nameable = profile.history[(profile.weights > 0) & permitted(self.knowledge, query)[profile.history]]
        seen = set(profile.watched.tolist())
        titles = self.knowledge.catalogue.titles
        return {
            item: f"Because you {_verb(profile.thumbs.get(item, 0), item in seen)} {titles[item].title}"
            for item in nameable.tolist()
            if item in wanted
        }


def _verb(thumb: int, seen: bool) -> str:
    if thumb > 0:
        return "liked"
    return "watched" if seen else "picked"
