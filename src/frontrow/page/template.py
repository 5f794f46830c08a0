"""A page in a fixed order of row kinds: the rule every service begins with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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

    def __call__(self, query: Query, offered: Mapping[str, Sequence[Row]]) -> tuple[Row, ...]:
        page = self._filled(offered, self.minimum)
        return page or self._filled(offered, 1)

    def in_order(self, offered: Mapping[str, Sequence[Row]]) -> Iterator[Row]:
        """Yield every offered row once, as the layout has it."""
        left = {kind: iter(rows) for kind, rows in offered.items()}
        for kind in self.layout:
            row = next(left.get(kind, iter(())), None)
            if row is not None:
                yield row
        for kind in dict.fromkeys((*self.layout, *offered)):
            yield from left.get(kind, ())

    def _filled(self, offered: Mapping[str, Sequence[Row]], minimum: int) -> tuple[Row, ...]:
        fresh = np.ones(len(self.knowledge.catalogue), np.bool_)  # not shown yet
        page: list[Row] = []
        for row in self.in_order(offered):
            items = (row.items if row.may_repeat else row.items[fresh[row.items]])[: self.slots]
            if len(items) >= (1 if row.may_repeat else minimum):
                page.append(replace(row, items=items))
                if not row.may_repeat:
                    fresh[items] = False
                if len(page) == self.rows:
                    break
        return tuple(page)
