"""Titles like a title, by the model that knows which are watched together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from frontrow.app.view import View
from frontrow.core import Query
from frontrow.models import NeighbourModel

MODELS = ("item_knn", "ease", "content")  # asked first, in this order: what was watched says more than records


class Neighbour(NamedTuple):
    """A title by item index, and how alike the model finds it."""

    item: int
    score: float


def similar(view: View, query: Query, item: int, k: int) -> list[Neighbour]:
    """Return at most ``k`` titles like one that may be shown, the most alike first.

    The first model that has any answers, of :data:`MODELS` and then of the others in the bundle. A title nobody has
    watched yet is like others by what is known of it; there are none where no model knows.
    """
    permitted = view.permitted(query)
    models: Mapping[str, object] = view.knowledge.models
    for name in dict.fromkeys((*MODELS, *models)):
        model = models.get(name)
        if isinstance(model, NeighbourModel):
            items, scores = model.neighbours(item)
            pairs = zip(items.tolist(), scores.tolist(), strict=True)
            found = [Neighbour(other, score) for other, score in pairs if permitted[other] and other != item][:k]
            if found:
                return found
    return []
