"""Top Picks: the head of the personal ranking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontrow.core import Candidates, Query, Row
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class TopPicks:
    """The candidates of the highest score.

    Parameters
    ----------
    offer
        Titles offered; more than fit, for some are shown above.
    """

    knowledge: Knowledge
    offer: int = 100

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        title = "Top Picks for You" if len(query.profile.history) else "Picks to Get You Started"
        if len(ranked):
            yield Row("top_picks", title, ranked.items[: self.offer])
