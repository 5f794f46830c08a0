"""All the places of a page side by side, so that a reason is looked up for every title at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frontrow.core import NO_ITEM, Candidates, Items, Row


@dataclass(frozen=True)
class Shown:
    """The places of a page, row after row.

    Parameters
    ----------
    ranked
        The ranked candidates and their columns.
    rows
        The rows as they will be shown.
    items
        (m,) The title at each place.
    row
        (m,) The row each place is in.
    candidate
        (m,) The title's position among the ranked candidates, -1 where it is none of them.
    """

    ranked: Candidates
    rows: tuple[Row, ...]
    items: Items
    row: Items
    candidate: Items

    @classmethod
    def of(cls, rows: Sequence[Row], ranked: Candidates, n_items: int) -> Shown:
        """Return the places of the given rows; ``n_items`` is the size of the catalogue."""
        lengths = [len(row.items) for row in rows]
        items = np.concatenate([np.empty(0, np.int32), *(row.items for row in rows)], dtype=np.int32)
        position = np.full(n_items, -1, np.int32)
        position[ranked.items] = np.arange(len(ranked), dtype=np.int32)
        row = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
        return cls(ranked, tuple(rows), items, row, position[items])

    def values(self, column: str, places: NDArray[np.intp], missing: float) -> NDArray[np.float64]:
        """Return a column at some places; ``missing`` where the title is no candidate or there is no such column."""
        found = self.ranked.columns.get(column)
        if found is None or not len(found):
            return np.full(len(places), missing, np.float64)
        candidate = self.candidate[places]
        return np.where(candidate > NO_ITEM, found[candidate].astype(np.float64), missing)
