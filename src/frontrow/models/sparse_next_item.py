"""The next-item ridge in its serving form: of all titles, or of those most watched where all are too many."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.data.ranges import FROM_1, check
from frontrow.models.compact_next_item import CompactNextItem
from frontrow.models.gram import GIB
from frontrow.models.liked import liked
from frontrow.models.next_item import Followers, NextItem, RidgeSettings


@dataclass(frozen=True)
class SparseNextItem(RidgeSettings):
    """Fits :class:`frontrow.models.next_item.NextItem` and keeps the strongest weights into each title.

    Parameters
    ----------
    k
        Titles of a history that may argue for or against a title, at least 1.
    """

    k: int = 200

    LEARNER: ClassVar[str] = "sparse_next_item"

    def __post_init__(self) -> None:
        super().__post_init__()
        check(self.LEARNER, self, k=FROM_1)

    def fit(self, data: Dataset, rng: np.random.Generator) -> CompactNextItem:
        """Return the strongest weights of the full model, or of that between the titles most watched."""
        full, n_items = self._full, len(data.catalogue)
        room = int(np.sqrt(self.max_gb * GIB / full.bytes_a_pair))
        if n_items <= room or not room:
            return full.fit(data, rng).compact(self.k)
        plays = np.bincount(liked(data, self.threshold).histories.values, minlength=n_items)
        titles = np.sort(np.argsort(-plays, kind="stable")[:room]).astype(np.int32)
        return full.among(data, titles).compact(self.k).spread(titles, n_items)

    def statistics(self, data: Dataset) -> Followers:
        """Return S'S and S'T of the users of the data."""
        return self._full.statistics(data)

    def solved(self, statistics: Followers) -> CompactNextItem:
        """Return the model of the users in the statistics, which are left as they are."""
        return self._full.solved(statistics).compact(self.k)

    @property
    def _full(self) -> NextItem:
        return NextItem(**{one.name: getattr(self, one.name) for one in fields(RidgeSettings)})
