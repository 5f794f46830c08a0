"""The titles a new viewer picks a first few from: known by many, and unlike each other."""

from __future__ import annotations

from collections import Counter

import numpy as np

from frontrow.app.view import View
from frontrow.core import Floats, Items, Query
from frontrow.data.catalogue import Catalogue
from frontrow.errors import NotFound
from frontrow.knowledge import Knowledge

SHOWN = 40
_EACH_GENRE = 5  # titles at most whose first genre is the same
_EACH_COUNTRY = 14  # titles at most whose first country of production is the same
_POPULARITY = "popular"


def picks(view: View, query: Query, k: int = SHOWN) -> Items:
    """Return at most ``k`` titles that may be shown, the most played first, no genre or country crowding the rest out.

    Titles beyond a genre's or country's share come only when the others have run out.
    """
    ranked = np.lexsort((-view.catalogue.year, -_plays(view.knowledge, query.country)))
    candidates = ranked[view.permitted(query)[ranked]].tolist()
    chosen = _diverse(view.catalogue, candidates, k)
    taken = set(chosen)
    rest = [item for item in candidates if item not in taken]
    return np.array([*chosen, *rest[: k - len(chosen)]], np.int32)


def _plays(knowledge: Knowledge, country: str) -> Floats:
    try:
        return knowledge.counting(_POPULARITY).counts(country)
    except NotFound:  # a bundle without it, or none yet: the newest first
        return np.zeros(len(knowledge.catalogue), np.float32)


def _diverse(catalogue: Catalogue, candidates: list[int], k: int) -> list[int]:
    genres: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    chosen: list[int] = []
    for item in candidates:
        title = catalogue[item]
        genre, country = "".join(title.genres[:1]), "".join(title.countries[:1])
        if genres[genre] < _EACH_GENRE and (not country or countries[country] < _EACH_COUNTRY):
            chosen.append(item)
            genres[genre] += 1
            countries[country] += 1
        if len(chosen) == k:
            break
    return chosen
