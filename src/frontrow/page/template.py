"""A page in a fixed order of row kinds: the rule every service begins with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from frontrow.core import Query, Row
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
        fresh = np.ones(len(self.knowledge.catalogue), np.bool_)  # not shown yet
        page: list[Row] = []
        for row in self.in_order(offered):
            items = (row.items if row.may_repeat else row.items[fresh[row.items]])[: self.slots]
            if len(items) >= (1 if row.may_repeat else minimum):
                page.append(Row(row.kind, row.title, items, anchor=row.anchor, may_repeat=row.may_repeat))
                if not row.may_repeat:
                    fresh[items] = False
                if len(page) == self.rows:
                    break
        return tuple(page)
