"""The next-item ridge in its serving form: of all titles, or of those most watched where all are too many."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.errors import BadConfig
from frontrow.models.compact_next_item import CompactNextItem
from frontrow.models.gram import GIB
from frontrow.models.liked import liked
from frontrow.models.next_item import Followers, NextItem


@dataclass(frozen=True)
class SparseNextItem:
    """Fits :class:`frontrow.models.next_item.NextItem` and keeps the strongest weights into each title.

    Parameters
    ----------
    decays, sitting_decays, pause_s, ahead, reg, fame, threshold, graded
        As of :class:`frontrow.models.next_item.NextItem`.
    max_gb
        GiB that fitting may take: of a larger catalogue, the most watched titles that there is room for are fitted
        between one another, and no other has a score. With one decay 1 GiB has room for 6,192 titles.
    k
        Titles of a history that may argue for or against a title, at least 1.
    """

    decays: tuple[float, ...] = (0.5, 0.9)
    sitting_decays: tuple[float, ...] = ()
    pause_s: float = 0.0
    ahead: tuple[float, ...] = (1.0, 0.5, 0.25)
    reg: float = 150.0
    fame: float = 0.0
    threshold: float = 0.0
    graded: bool = False
    max_gb: float = 4.0
    k: int = 200

    def __post_init__(self) -> None:
        _ = self._full  # refuses what it must
        if self.k < 1:
            raise BadConfig(f"sparse_next_item cannot keep {self.k} weights a title.", "k is at least 1.")

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
        return NextItem(**{name: value for name, value in asdict(self).items() if name != "k"})
