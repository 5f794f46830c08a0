"""All the places of a page side by side, so that a reason is looked up for every title at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frontrow.core import NO_ITEM, Candidates, Items, Row, Values


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
    row, slot
        (m,) The row each place is in, and its position there.
    anchors
        (m,) The title that the row is about, -1 for none.
    candidate
        (m,) The title's position among the ranked candidates, -1 where it is none of them.
    """

    ranked: Candidates
    rows: tuple[Row, ...]
    items: Items
    row: Items
    slot: Items
    anchors: Items
    candidate: Items

    @classmethod
    def of(cls, rows: Sequence[Row], ranked: Candidates, n_items: int) -> Shown:
        """Return the places of the given rows; ``n_items`` is the size of the catalogue."""
        lengths = [len(row.items) for row in rows]
        items = np.concatenate([np.empty(0, np.int32), *(row.items for row in rows)]).astype(np.int32)
        position = np.full(n_items, -1, np.int32)
        position[ranked.items] = np.arange(len(ranked), dtype=np.int32)
        row = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
        first = np.cumsum([0, *lengths])[:-1].astype(np.int32)
        anchors = np.array([one.anchor for one in rows], np.int32)
        return cls(
            ranked=ranked,
            rows=tuple(rows),
            items=items,
            row=row,
            slot=np.arange(len(items), dtype=np.int32) - first[row],
            anchors=anchors[row],
            candidate=position[items],
        )

    def values(self, column: str, places: NDArray[np.intp], missing: float) -> Values:
        """Return a column at some places; ``missing`` where the title is no candidate or there is no such column."""
        found = np.full(len(places), missing, np.float64)
        if column in self.ranked.columns:
            candidate = self.candidate[places]
            known = candidate > NO_ITEM
            found[known] = self.ranked.columns[column][candidate[known]]
        return found
