"""The last word on what may be shown, computed from the records themselves and from nothing the filters use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numba
import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from frontrow.core import Bools, Items, Query, Row, Times
from frontrow.data.catalogue import Title

_HARD = ("arrived", "in_territory", "not_hidden", "within_maturity")


@dataclass(frozen=True)
class Gate:
    """Says which titles a viewer may be shown at all: arrived, licensed in the country, suited to the age, not hidden.

    Every row passes through it after the row kinds and every page once more before it leaves, whatever filters, rows
    and fallbacks said; it is no component, so no configuration takes it away. Where a filter fails, it answers instead:
    a page may lose titles by a failure, never show one too many.

    Parameters
    ----------
    titles
        The records of the catalogue, in its order.
    """

    titles: tuple[Title, ...] = field(repr=False)
    _maturity: Items = field(init=False, repr=False)
    _added_at: Times = field(init=False, repr=False)
    _anywhere: Bools = field(init=False, repr=False)
    _in: dict[str, Bools] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        anywhere = np.array([title.territories == () for title in self.titles], np.bool_)
        inside: dict[str, Bools] = {}
        for item, title in enumerate(self.titles):
            for country in title.territories:
                inside.setdefault(country, anywhere.copy())[item] = True
        object.__setattr__(self, "_maturity", np.array([title.maturity for title in self.titles], np.int32))
        object.__setattr__(self, "_added_at", np.array([title.added_at for title in self.titles], np.float64))
        object.__setattr__(self, "_anywhere", anywhere)
        object.__setattr__(self, "_in", inside)

    def allowed(self, query: Query) -> Bools:
        """Return (n_items,) True where a title may be shown to this viewer, here and now."""
        mask = self._maturity <= query.maturity
        mask &= self._in.get(query.country, self._anywhere)
        mask &= self._added_at <= query.now
        mask[query.profile.hidden] = False
        return mask

    def instead_of(self, name: str, query: Query, allowed: Bools) -> Bools | None:
        """Return (n_items,) what a failed filter would keep at most, None where nobody knows.

        A filter this gate knows is replaced by its own computation. Of any other nobody can say what it would have
        kept, so no candidate may pass, and the page is the editorial one.
        """
        if name in _HARD:
            return allowed
        if name == "unwatched":
            unwatched = allowed.copy()
            unwatched[query.profile.watched] = False
            return unwatched
        return None

    def through(self, rows: Sequence[Row], allowed: Bools) -> Sequence[Row]:
        """Return the rows with those of their titles that may be shown, each once, in their order.

        All rows are looked at together, and mended only where one needs it: the usual answer is "as they are".
        """
        each = [row.items for row in rows]
        if sound(_joined(each), np.cumsum([len(items) for items in each], dtype=np.int64), allowed):
            return rows
        return [structs.replace(row, items=_mended(row.items, allowed)) for row in rows]

    def passes(self, rows: Sequence[Row], allowed: Bools) -> bool:
        """Return whether every title of a page may be shown, and none stands twice where it must not."""
        once = _joined([row.items for row in rows if not row.may_repeat])
        each = [once, *(row.items for row in rows if row.may_repeat)]
        return bool(sound(_joined(each), np.cumsum([len(items) for items in each], dtype=np.int64), allowed))


def _joined(each: Sequence[Items]) -> Items:
    return np.concatenate([np.empty(0, np.int32), *each], dtype=np.int32, casting="same_kind")


@numba.njit(cache=True, nogil=True)
def sound(items: Items, ends: NDArray[np.int64], allowed: Bools) -> bool:
    """Return whether every title is known and allowed, and none stands twice in a group."""
    seen = np.full(len(allowed), -1, np.int32)  # the last group that has each title
    start = 0
    for group in range(len(ends)):
        for item in items[start : ends[group]]:
            if item < 0 or item >= len(allowed) or not allowed[item] or seen[item] == group:
                return False
            seen[item] = group
        start = ends[group]
    return True


def _mended(items: Items, allowed: Bools) -> Items:
    """Return the known, allowed items, each once, in their order."""
    known = items[(items >= 0) & (items < len(allowed))]
    return np.fromiter(dict.fromkeys(known[allowed[known]].tolist()), np.int32)
