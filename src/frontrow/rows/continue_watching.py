"""Continue Watching: what the viewer has begun, where they left it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from frontrow.core import Candidates, Query, Row
from frontrow.filters.permitted import permitted
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class ContinueWatching:
    """The titles with a resume point, the one watched last first, one card a title.

    What is a resume point and which episode is next is decided where events become a profile; this row shows it.
    """

    knowledge: Knowledge

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        newest = sorted(query.profile.resume, key=lambda point: -point.at)
        begun = np.array(list(dict.fromkeys(point.item for point in newest)), np.int32)
        items = begun[permitted(self.knowledge, query, begun)]
        if len(items):
            yield Row("continue_watching", "Continue Watching", items, may_repeat=True)
