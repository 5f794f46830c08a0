"""Proposes the titles whose vectors lie nearest to the viewer's."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Candidates, Query
from frontrow.data.ragged import Ragged
from frontrow.knowledge import Knowledge
from frontrow.models import VectorModel
from frontrow.nearest import Nearest, nearest


@dataclass(frozen=True)
class NearestVectors:
    """The titles with the highest inner products above zero with the viewer's vector; none for an empty history.

    They are found by an index over the whole catalogue, exact up to a size at which that takes milliseconds, see
    :mod:`frontrow.nearest`.

    Parameters
    ----------
    model
        A model of vectors: its learner is ``ials`` or ``semantic_graph``.
    """

    knowledge: Knowledge
    model: str = "ials"
    _titles: VectorModel = field(init=False, repr=False)
    _index: Nearest = field(init=False, repr=False)

    def __post_init__(self) -> None:
        titles = self.knowledge.vectors(self.model)
        object.__setattr__(self, "_titles", titles)
        object.__setattr__(self, "_index", nearest(titles.vectors))

    def __call__(self, query: Query, k: int) -> Candidates:
        history, weights = query.profile.history, query.profile.weights
        if not (k and len(history)):
            return Candidates(np.empty(0, np.int32))
        viewer = self._titles.user_vectors(Ragged(history, np.array([0, len(history)])), weights)
        items, products = self._index.best(viewer, k)
        return Candidates(items[0][(items[0] >= 0) & (products[0] > 0)])
