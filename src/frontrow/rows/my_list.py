"""My List: what the viewer put there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from frontrow.core import Candidates, Query, Row
from frontrow.filters.permitted import permitted
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class MyList:
    """The listed titles that may be shown here and now, the one added last first."""

    knowledge: Knowledge

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        listed = query.profile.listed[::-1]
        items = listed[permitted(self.knowledge, query, listed)]
        if len(items):
            yield Row("my_list", "My List", items, may_repeat=True)
