"""Rank: the nth most played in a country."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Evidence, Items, Query, Reasons
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.filters.permitted import in_catalogue
from frontrow.knowledge import Knowledge
from frontrow.rows.countries import within
from frontrow.rows.most_played import by_plays

_EVERYTHING = 18  # years: a limit that shuts nothing out


@dataclass(frozen=True)
class Rank:
    """The place by plays among the titles of the viewer's country and age limit; ties in the order of the catalogue.

    A title the viewer hid keeps its place, so the number is the same for everybody: the one below it stays second.

    Parameters
    ----------
    model
        The model that counted plays in the window.
    """

    knowledge: Knowledge
    model: str = "recent"
    _played: Callable[[str], Items] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_played", by_plays(self.knowledge.counting(self.model)))

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        items = shown.items[places]
        ranks = self.ranks(query)[items]
        where = within(query.country)
        if query.maturity < _EVERYTHING:
            where += f" for ages up to {query.maturity}"
        return Reasons.each(
            [
                Evidence("rank", f"No. {rank}{where}", item, float(rank)) if rank else None
                for item, rank in zip(items.tolist(), ranks.tolist(), strict=True)
            ]
        )

    def ranks(self, query: Query) -> Items:
        """Return (n_items,) the place of each title, from 1; 0 where it is not played, or not in this catalogue."""
        played = self._played(query.country)
        counted = played[in_catalogue(self.knowledge, query, played)]
        ranks = np.zeros(len(self.knowledge.catalogue), np.int32)
        ranks[counted] = np.arange(1, len(counted) + 1)
        return ranks
