"""Proposes what arrived last."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Candidates, Items, Query
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class New:
    """Titles in the catalogue by now, the newest first.

    Parameters
    ----------
    most
        Never more than this, so that novelty does not crowd out the other sources.
    """

    knowledge: Knowledge
    most: int = 2_000
    _newest: Items = field(init=False, repr=False)

    def __post_init__(self) -> None:
        order = np.argsort(-self.knowledge.catalogue.added_at, kind="stable").astype(np.int32)
        object.__setattr__(self, "_newest", order)

    def __call__(self, query: Query, k: int) -> Candidates:
        arrived = self._newest[self.knowledge.catalogue.added_at[self._newest] <= query.now]
        return Candidates(arrived[: min(k, self.most)])
