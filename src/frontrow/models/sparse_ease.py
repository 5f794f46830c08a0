"""EASE in its serving form: fitted in full while the catalogue lets it, title by title beyond."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.data.ranges import ABOVE_0, FROM_0, FROM_1, check
from frontrow.errors import TooLarge
from frontrow.models.compact import CompactEase
from frontrow.models.ease import RANGES, Ease
from frontrow.models.gram import GIB, Gram
from frontrow.models.local_ease import LocalEase
from frontrow.models.pair_counts import PairCounts

_BYTES_A_PARTNER = 16  # of a row of X'X while it is cut: in its block, and laid end to end


@dataclass(frozen=True)
class SparseEase:
    """Fits EASE, in full or beyond ``dense_up_to`` titles locally, and keeps the strongest weights into each title.

    Parameters
    ----------
    reg, threshold, graded
        As of :class:`frontrow.models.ease.Ease`.
    k
        Weights kept into each title, at least 1; beyond ``dense_up_to`` there are ``near``.
    max_gb
        GiB that the matrix, or beyond ``dense_up_to`` the table of titles watched together, may take.
    dense_up_to
        The most titles whose full matrix is inverted; a larger catalogue is fitted as by
        :class:`frontrow.models.local_ease.LocalEase`, whose time and memory grow with the titles instead of their cube
        and square. Grades have no local form: with ``graded`` it is the full one at any size.
    near
        Titles that argue for each title beyond ``dense_up_to``: k of ``local_ease``.
    near_reg
        Ridge penalty λ beyond ``dense_up_to``, in users: titles of a large catalogue have fewer each.

    Notes
    -----
    Statistics are those of the form that the size of the catalogue asks for: :class:`frontrow.models.gram.Gram` or
    :class:`frontrow.models.pair_counts.PairCounts`. A sum over a catalogue that has grown beyond ``dense_up_to`` is
    still solved as a fit would be, but parts of the two forms do not add up: count anew once.

    20,000 is where a full fit takes 100 CPU-s and 2 GiB on a million events, and the local one 15 and 0.4: the figures,
    of quality too, are in ``docs/growth.md``.
    """

    reg: float = 500.0
    threshold: float = 0.0
    graded: bool = False
    k: int = 200
    max_gb: float = 4.0
    dense_up_to: int = 20_000
    near: int = 200
    near_reg: float = 100.0

    def __post_init__(self) -> None:
        check("sparse_ease", self, **RANGES, k=FROM_1, dense_up_to=FROM_0, near=FROM_1, near_reg=ABOVE_0)

    def fit(self, data: Dataset, rng: np.random.Generator) -> CompactEase:
        """Return the strongest weights of the full model, or those of the local one."""
        n_items = len(data.catalogue)
        if self._is_local(n_items):
            return self._local(n_items).fit(data, rng)
        return self._full.fit(data, rng).compact(self.k)

    def statistics(self, data: Dataset) -> Gram | PairCounts:
        """Return X'X of the users of the data."""
        n_items = len(data.catalogue)
        return self._local(n_items).statistics(data) if self._is_local(n_items) else self._full.statistics(data)

    def solved(self, statistics: Gram | PairCounts) -> CompactEase:
        """Return the model of the users in X'X, which is left as it is."""
        if isinstance(statistics, Gram):
            if not self._is_local(len(statistics.upper)):
                return self._full.solved(statistics).compact(self.k)
            statistics = PairCounts.from_upper(statistics.upper)
        return self._local(statistics.n_items).solved(statistics)

    def _is_local(self, n_items: int) -> bool:
        return n_items > self.dense_up_to and not self.graded

    @property
    def _full(self) -> Ease:
        return Ease(reg=self.reg, threshold=self.threshold, graded=self.graded, max_gb=self.max_gb)

    def _local(self, n_items: int) -> LocalEase:
        """Return the local form with as many partners a title as ``max_gb`` has room for.

        Raises
        ------
        TooLarge
            If that is fewer than ``near``.
        """
        room = int(self.max_gb * GIB / (_BYTES_A_PARTNER * n_items)) - 1
        if room < self.near:
            needed = (self.near + 1) * _BYTES_A_PARTNER * n_items / GIB
            raise TooLarge(
                f"a catalogue of {n_items:,} titles takes {needed:.1f} GiB with {self.near} near titles each; "
                f"max_gb is {self.max_gb:g}.",
                "Raise max_gb or lower near.",
            )
        most = min(room, max(LocalEase.most, self.near))
        return LocalEase(k=self.near, reg=self.near_reg, most=most, threshold=self.threshold)
