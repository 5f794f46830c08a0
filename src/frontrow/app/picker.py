"""The titles a new viewer picks a first few from: known by many, and unlike each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from frontrow.app.view import View
from frontrow.core import Floats, Items, Query
from frontrow.data.catalogue import Catalogue
from frontrow.errors import NotFound
from frontrow.knowledge import Knowledge

SHOWN = 40
_LOOKED_AT = 2_000  # the most played titles: screens are made of these alone, however large the catalogue
_EACH_GENRE = 5  # titles at most whose first genre is the same
_EACH_COUNTRY = 14  # titles at most whose first country of production is the same
_POPULARITY = "popular"


class Screen(NamedTuple):
    """Titles to pick from, and whether others follow."""

    items: Items
    more: bool


def picks(view: View, query: Query, k: int = SHOWN, offset: int = 0) -> Screen:
    """Return at most ``k`` titles that may be shown, the most played first, no genre or country crowding the rest out.

    A screen has ``k`` titles. Titles beyond a genre's or country's share of it come on the screens that follow, or
    sooner when the others have run out.

    Parameters
    ----------
    offset
        How many titles have been shown before: a viewer who knows too few of a screen goes on to the next.
    """
    ranked = np.lexsort((-view.catalogue.year, -_plays(view.knowledge, query.country)))
    candidates = ranked[view.permitted(query)[ranked]][:_LOOKED_AT].tolist()
    shown = np.fromiter(islice(_screens(view.catalogue, candidates, k), offset, offset + k), np.int32)
    return Screen(shown, offset + k < len(candidates))


def _plays(knowledge: Knowledge, country: str) -> Floats:
    try:
        return knowledge.counting(_POPULARITY).counts(country)
    except NotFound:  # a bundle without it, or none yet: the newest first
        return np.zeros(len(knowledge.catalogue), np.float32)


def _screens(catalogue: Catalogue, candidates: list[int], k: int) -> Iterator[int]:
    """Yield all candidates, screen after screen."""
    while candidates:
        chosen = _diverse(catalogue, candidates, k)
        taken = set(chosen)
        rest = [item for item in candidates if item not in taken]
        yield from chosen
        yield from rest[: k - len(chosen)]
        candidates = rest[k - len(chosen) :]


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
