"""Features: what is known of each candidate, as named columns.

A feature is a frozen dataclass whose first field is the knowledge and whose other fields are its settings; called, it
returns columns of one value a candidate, by name, so a model that gives scores and reasons in one pass is asked
once. Adding one is one file and one line of :data:`FEATURES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from frontrow.core import Candidates, Query, Values
from frontrow.features.explore import Explore
from frontrow.features.fresh import Fresh
from frontrow.features.next_item import NextItem
from frontrow.features.personal import Personal
from frontrow.features.popular import Popular


class Features(Protocol):
    """Computes named columns of one value a candidate."""

    def __call__(self, query: Query, found: Candidates) -> Mapping[str, Values]:
        """Return columns, each (n,) in the order of the candidates."""


FEATURES: Mapping[str, Callable[..., Features]] = {
    "explore": Explore,
    "fresh": Fresh,
    "next": NextItem,
    "personal": Personal,
    "popular": Popular,
}
