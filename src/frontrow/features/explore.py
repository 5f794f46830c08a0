"""A draw for each candidate, so that a page can try what the scores alone would not."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from frontrow.core import Candidates, Query, Values
from frontrow.features.columns import EXPLORE
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class Explore:
    """Column ``explore``: uniform in [0, 1), drawn from (seed, user, page id), so a page can be made again exactly.

    It counts only where a scorer gives it a weight.

    Parameters
    ----------
    seed
        Of the draws.
    """

    knowledge: Knowledge
    seed: int = 0

    def __call__(self, query: Query, found: Candidates) -> Mapping[str, Values]:
        words = [self.seed, zlib.crc32(query.user_id.encode()), zlib.crc32(query.page_id.encode())]
        drawn = np.random.default_rng(words).random(len(self.knowledge.catalogue), np.float32)
        return {EXPLORE: drawn[found.items]}
