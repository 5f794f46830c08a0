"""A model asked about another catalogue than its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from frontrow.core import Floats, Items
from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged
from frontrow.models import Model, Queries


@dataclass(frozen=True)
class Translated:
    """A model over a newer catalogue: what it does not know of a history is left out, what it cannot score is last.

    So an older model and a newer one are measured on the same users and the same targets; a target the older one has
    never seen is a miss, as it was for the viewer.

    Parameters
    ----------
    model
        Over its own catalogue.
    items
        (n_items,) The position of each title of the newer catalogue in the model's own, -1 where it has none.
    """

    model: Model
    items: Items

    @classmethod
    def of(cls, model: Model, own: Catalogue, newer: Catalogue) -> Translated:
        """Return the model of one catalogue over another; titles are the same by their ids."""
        return cls(model, own.items.indices(newer.items))

    def scores(self, queries: Queries) -> Floats:
        """Return (n_queries, n_items) float32, minus infinity for a title the model does not know."""
        theirs = self.items[queries.histories.values]
        known = theirs >= 0
        n = len(queries.histories)
        histories = Ragged.grouped(queries.histories.owners[known], theirs[known], n)
        at = None if queries.at is None else queries.at[known]
        found = self.model.scores(replace(queries, histories=histories, weights=queries.weights[known], at=at))
        scores = np.full((n, len(self.items)), -np.inf, np.float32)
        ours = np.flatnonzero(self.items >= 0)
        scores[:, ours] = found[:, self.items[ours]]
        return scores
