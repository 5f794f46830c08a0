"""Genre: of a kind that the viewer has liked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from frontrow.core import NO_ITEM, Evidence, Query
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.knowledge import Knowledge
from frontrow.rows.shelves import called


@dataclass(frozen=True)
class Genre:
    """Names the genre of the title that the history has most of; the evidence's value is how many liked titles have it.

    Parameters
    ----------
    least
        With fewer liked titles of the genre the claim is not made.
    """

    knowledge: Knowledge
    least: int = 2

    def __call__(self, query: Query, shown: Shown, places: Places) -> Sequence[Evidence | None]:
        catalogue = self.knowledge.catalogue
        profile = query.profile
        if not len(catalogue.genres) or not len(profile.history):
            return [None] * len(places)
        liked = catalogue.has_genre[:, profile.history[profile.weights > 0]].sum(axis=1)
        of_each = np.where(catalogue.has_genre[:, shown.items[places]], liked[:, None], 0)
        best = of_each.argmax(axis=0)
        texts = [f"Because you like {called(name)}" for name in catalogue.genres]
        return [
            Evidence("genre", texts[genre], NO_ITEM, float(liked[genre])) if many else None
            for genre, many in zip(best.tolist(), (of_each.max(axis=0) >= self.least).tolist(), strict=True)
        ]
