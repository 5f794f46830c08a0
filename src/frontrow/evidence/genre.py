"""Genre: of a kind that the viewer has liked before."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Bools, Evidence, Query, Reasons
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
    _has: Bools = field(init=False, repr=False)  # (n_items, n_genres)
    _said: tuple[Evidence, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        catalogue = self.knowledge.catalogue
        said = tuple(Evidence("genre", f"Because you like {called(name)}") for name in catalogue.genres)
        object.__setattr__(self, "_has", np.ascontiguousarray(catalogue.has_genre.T))
        object.__setattr__(self, "_said", said)

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        profile = query.profile
        if not self._said or not len(profile.history):
            return Reasons.each([None] * len(places))
        liked = self._has[profile.history[profile.weights > 0]].sum(axis=0)
        of_each = self._has[shown.items[places]] * liked
        many = of_each.max(axis=1)
        best = np.where(many >= self.least, of_each.argmax(axis=1), -1)
        return Reasons(self._said, best.astype(np.int32), many.astype(np.float64))
