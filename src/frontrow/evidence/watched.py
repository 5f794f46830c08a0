"""Because you watched X: the title of the history that adds most to a candidate's score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frontrow.core import BECAUSE, NO_ITEM, Evidence, Query, Reasons
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

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        because = shown.values(BECAUSE, places, NO_ITEM).astype(np.int32)
        added = shown.values(CONTRIBUTION, places, 0.0)
        titles = self._nameable(query, set(because.tolist()))
        sentence = np.full(len(self.knowledge.catalogue) + 1, -1, np.int32)  # the last is that of NO_ITEM
        sentence[titles] = np.arange(len(titles))
        return Reasons(self._said(query, titles), np.where(added > 0, sentence[because], np.int32(-1)), added)

    def _nameable(self, query: Query, wanted: set[int]) -> list[int]:
        """Return those of the wanted titles that were liked, and may be spoken of to this viewer."""
        liked = query.profile.history[query.profile.weights > 0]
        return [item for item in liked[permitted(self.knowledge, query, liked)].tolist() if item in wanted]

    def _said(self, query: Query, titles: Sequence[int]) -> list[Evidence]:
        """Return the sentence that names each title."""
        thumbs, seen = query.profile.thumbs, set(query.profile.watched.tolist())
        names = self.knowledge.catalogue.titles
        return [
            Evidence("watched", f"Because you {_verb(thumbs.get(item, 0), item in seen)} {names[item].title}", item)
            for item in titles
        ]


def _verb(thumb: int, seen: bool) -> str:
    if thumb > 0:
        return "liked"
    return "watched" if seen else "picked"
