"""The page of last resort: a list made beforehand, within the hard rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Bools, Evidence, Items, Query, Reasons, Row
from frontrow.data.catalogue import Catalogue

_CHOSEN = Evidence("editorial", "Chosen by our editors")
_CATALOGUE = Evidence("editorial", "From the catalogue")
_AGAIN = Evidence("again", "You watched it")


@dataclass(frozen=True)
class Editorial:
    """Shows the operator's list, then the rest of the catalogue, the newest first; needs no model and no component.

    Watched titles come only where every permitted title was watched: a page is never empty while one title may be
    shown.

    Parameters
    ----------
    catalogue
        Its titles.
    chosen
        Item ids of the operator's list, best first; unknown ones are passed over.
    rows, slots
        The most rows of a page, the most titles of a row.
    """

    catalogue: Catalogue
    chosen: tuple[str, ...] = ()
    rows: int = 25
    slots: int = 20
    _chosen: Items = field(init=False, repr=False)
    _rest: Items = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known = self.catalogue.items.indices(dict.fromkeys(self.chosen))
        newest = np.argsort([-title.added_at for title in self.catalogue.titles], kind="stable").astype(np.int32)
        object.__setattr__(self, "_chosen", known[known >= 0])
        object.__setattr__(self, "_rest", newest[~np.isin(newest, known)])

    def __call__(self, query: Query, allowed: Bools) -> tuple[Row, ...]:
        """Return the rows of the page; none only where no title is allowed."""
        new = allowed.copy()
        new[query.profile.watched] = False
        rows = [
            *self._shelves("Chosen for You by Our Editors", self._chosen[new[self._chosen]], _CHOSEN),
            *self._shelves("From the Catalogue", self._rest[new[self._rest]], _CATALOGUE),
        ]
        if not rows:
            seen = np.flatnonzero(allowed).astype(np.int32)
            rows = list(self._shelves("Watch It Again", seen, _AGAIN, kind="watch_again"))
        return tuple(rows[: self.rows])

    def _shelves(self, title: str, items: Items, why: Evidence, kind: str = "editorial") -> Iterator[Row]:
        for first in range(0, min(len(items), self.rows * self.slots), self.slots):
            shelf = items[first : first + self.slots]
            yield Row(kind, title if not first else f"More {title}", shelf, _said(why, len(shelf)))


def _said(why: Evidence, n: int) -> Reasons:
    return Reasons((why,), np.zeros(n, np.int32), np.zeros(n))
