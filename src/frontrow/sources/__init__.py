"""Sources: where candidates come from.

A source is a frozen dataclass whose first field is the knowledge and whose other fields are its settings; called, it
returns at most ``k`` candidates, best first. Small catalogues are scored whole (``catalogue``); for large ones several
sources propose and their union is scored. Adding one is one file and one line of :data:`SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from frontrow.core import Source
from frontrow.sources.catalogue import WholeCatalogue
from frontrow.sources.nearest import NearestVectors
from frontrow.sources.new import New
from frontrow.sources.popular import MostPopular
from frontrow.sources.similar import Similar
from frontrow.sources.top_scoring import TopScoring

SOURCES: Mapping[str, Callable[..., Source]] = {
    "catalogue": WholeCatalogue,
    "nearest": NearestVectors,
    "new": New,
    "popular": MostPopular,
    "similar": Similar,
    "top_scoring": TopScoring,
}
