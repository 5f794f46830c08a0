"""Proposes every title."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.core import Candidates, Query
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class WholeCatalogue:
    """The first ``k`` titles in the order of the catalogue: all of them where the catalogue is small."""

    knowledge: Knowledge

    def __call__(self, query: Query, k: int) -> Candidates:
        return Candidates(np.arange(min(k, len(self.knowledge.catalogue)), dtype=np.int32))
