"""Filters: which candidates may stay.

A filter is a frozen dataclass whose first field is the knowledge and whose other fields are its settings; called, it
returns a boolean a candidate, True keeps. Adding one is one file and one line of :data:`FILTERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontrow.core import Filter
from frontrow.filters.arrived import Arrived
from frontrow.filters.in_territory import InTerritory
from frontrow.filters.not_hidden import NotHidden
from frontrow.filters.unwatched import Unwatched
from frontrow.filters.within_maturity import WithinMaturity

FILTERS: Mapping[str, Callable[..., Filter]] = {
    "arrived": Arrived,
    "in_territory": InTerritory,
    "not_hidden": NotHidden,
    "unwatched": Unwatched,
    "within_maturity": WithinMaturity,
}
