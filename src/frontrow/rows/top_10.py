"""Top 10: what a country played most in the last days, the same for everybody in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from frontrow.core import Candidates, Items, Query, Row
from frontrow.filters.permitted import permitted
from frontrow.knowledge import Knowledge
from frontrow.rows.countries import within
from frontrow.rows.most_played import by_plays


@dataclass(frozen=True)
class Top10:
    """The permitted titles of the most plays, most first, ties in the order of the catalogue; watched ones too.

    Parameters
    ----------
    model
        The model that counted plays in the window.
    size
        How many.
    """

    knowledge: Knowledge
    model: str = "recent"
    size: int = 10
    _played: Callable[[str], Items] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_played", by_plays(self.knowledge.counting(self.model)))

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        played = self._played(query.country)
        items = played[permitted(self.knowledge, query, played)][: self.size]
        if len(items):
            yield Row("top_10", f"Top {self.size}{within(query.country)}", items, may_repeat=True)
