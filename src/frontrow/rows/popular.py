"""Popular: what the viewer's country watches, less what they have seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from frontrow.core import Candidates, Floats, Query, Row
from frontrow.features.by_country import plays_in
from frontrow.knowledge import Knowledge
from frontrow.rows.countries import within
from frontrow.sources.strongest import strongest


@dataclass(frozen=True)
class PopularRow:
    """The candidates of the most plays in the country, most first.

    Parameters
    ----------
    model
        The model that counted plays.
    offer
        Titles offered.
    """

    knowledge: Knowledge
    model: str = "popular"
    offer: int = 120
    _plays: Callable[[str], Floats] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_plays", plays_in(self.knowledge, self.model))

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        places = strongest(self._plays(query.country).take(ranked.items), self.offer)
        if len(places):
            yield Row("popular", f"Popular{within(query.country)}", ranked.items[places])
