"""The titles a country plays, most first: what a Top 10 shows and a rank counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from frontrow.core import Items
from frontrow.models import CountingModel
from frontrow.sources.strongest import strongest


def by_plays(model: CountingModel) -> Callable[[str], Items]:
    """Return what gives the titles played at all in a country, most first, ties in the order of the catalogue.

    Each country is sorted once.
    """

    @lru_cache
    def played(country: str) -> Items:
        counts = model.counts(country)
        return strongest(counts, len(counts))

    return played
