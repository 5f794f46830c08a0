"""A page in a fixed order of row kinds: the rule every service begins with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Items, Query, Row
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class Template:
    """Takes rows in the order of a layout, each title once, until the page is full.

    Parameters
    ----------
    layout
        Row kinds from top to bottom; each time a kind is named, its next row is taken. Rows left over follow in the
        order in which their kinds are first named.
    rows, slots
        The most rows of a page, the most titles of a row.
    minimum
        A row with fewer titles, after those shown above it are taken out, is left out. Rows that may repeat titles
        (they are about the viewer's own doings, or a fixed ten) are shown however short. A page that would have no
        row at all keeps its short ones.
    """

    knowledge: Knowledge
    layout: tuple[str, ...] = ()
    rows: int = 25
    slots: int = 20
    minimum: int = 6

    def __call__(self, query: Query, offered: Sequence[Row]) -> tuple[Row, ...]:
        page = self._filled(offered, self.minimum)
        return page or self._filled(offered, 1)

    def in_order(self, offered: Sequence[Row]) -> Iterator[Row]:
        """Yield every offered row once, as the layout has it."""
        by_kind: dict[str, list[Row]] = {kind: [] for kind in self.layout}
        for row in offered:
            by_kind.setdefault(row.kind, []).append(row)
        left = {kind: iter(rows) for kind, rows in by_kind.items()}
        for kind in self.layout:
            yield from islice(left[kind], 1)
        for rest in left.values():
            yield from rest

    def _filled(self, offered: Sequence[Row], minimum: int) -> tuple[Row, ...]:
        rows = list(self.in_order(offered))
        items = np.concatenate([np.empty(0, np.int32), *(row.items for row in rows)])
        ends = np.cumsum([len(row.items) for row in rows], dtype=np.int64)
        repeats = np.array([row.may_repeat for row in rows], np.bool_)
        fresh = np.ones(len(self.knowledge.catalogue), np.bool_)
        shown, counts = unshown(items, ends, repeats, fresh, (self.rows, self.slots, minimum))
        page = [
            (row, shown[at, :count]) for at, (row, count) in enumerate(zip(rows, counts.tolist(), strict=True)) if count
        ]
        return tuple([Row(row.kind, row.title, kept, row.evidence, row.anchor, row.may_repeat) for row, kept in page])


@numba.njit(cache=True, nogil=True)
def unshown(
    items: Items, ends: NDArray[np.int64], repeats: Bools, fresh: Bools, shape: tuple[int, int, int]
) -> tuple[Items, NDArray[np.int64]]:
    """Return (n_rows, slots) the titles of each row that no row above shows, and (n_rows,) how many; 0 leaves it out.

    Parameters
    ----------
    items, ends
        The rows' titles laid end to end, and where each row ends.
    repeats
        (n_rows,) Rows that take titles shown elsewhere, and take none away from others.
    fresh
        (n_items,) Titles not shown yet; changed in place.
    shape
        The most rows, the most titles of a row, the fewest of a row that may not repeat.
    """
    rows, slots, minimum = shape
    shown = np.empty((len(ends), slots), np.int32)
    counts = np.zeros(len(ends), np.int64)
    taken = start = 0
    for row in range(len(ends)):
        count = 0
        for item in items[start : ends[row]]:
            if count < slots and (repeats[row] or fresh[item]):
                shown[row, count] = item
                count += 1
        start = ends[row]
        if taken < rows and count >= (1 if repeats[row] else minimum):
            counts[row] = count
            taken += 1
            if not repeats[row]:
                fresh[shown[row, :count]] = False
    return shown, counts
