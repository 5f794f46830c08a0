"""What recommended lists are worth: one metric a file, all reading the same :class:`Recommended`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from frontrow.core import NO_ITEM, Bools, Floats, Items
from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Recommended:
    """A list for each of ``n`` users, and what it may be judged by.

    Parameters
    ----------
    lists
        (n, k) Item indices, best first, no repeats; -1 after the end of a list shorter than k.
    targets
        ``n`` lists: what each user turned to afterwards, without repeats.
    histories
        ``n`` lists: what the recommendations were made from.
    catalogue
        What could have been recommended.
    plays
        (n_items,) How often each title was played in the training data.
    """

    lists: Items
    targets: Ragged
    histories: Ragged
    catalogue: Catalogue
    plays: Floats

    @property
    def k(self) -> int:
        """The length of a full list."""
        return int(self.lists.shape[1])

    @cached_property
    def hits(self) -> Bools:
        """(n, k) True where a place holds one of the user's targets."""
        n_items = len(self.catalogue)
        wanted = self.targets.owners * np.int64(n_items) + self.targets.values
        shown = np.arange(len(self.lists))[:, None] * np.int64(n_items) + self.lists
        found: Bools = np.isin(shown, wanted) & (self.lists != NO_ITEM)
        return found

    @cached_property
    def shown(self) -> Ragged:
        """``n`` lists: the same without padding."""
        filled = self.lists != NO_ITEM
        return Ragged.grouped(np.nonzero(filled)[0].astype(np.int32), self.lists[filled], len(self.lists))


class UserMetric(Protocol):
    """Judges each list by itself; the figure is the mean over users."""

    def __call__(self, shown: Recommended) -> Doubles:
        """Return (n,) a value a user, NaN where it is not defined (a user without targets, …)."""


class ListsMetric(Protocol):
    """Judges all lists together."""

    def __call__(self, shown: Recommended) -> float:
        """Return one figure."""


def per_user(total: Doubles, count: NDArray[np.number]) -> Doubles:
    """Return (n,) total / count, NaN where the count is 0."""
    value: Doubles = np.divide(total, count, out=np.full(len(total), np.nan), where=np.asarray(count) > 0)
    return value


def means(lists: Ragged, of: NDArray[np.number]) -> Doubles:
    """Return (n,) the mean over each list of a value ``of`` each item, NaN for an empty list."""
    each = np.asarray(of, np.float64)[lists.values]
    total = np.asarray(np.bincount(lists.owners, each, minlength=len(lists)), np.float64)
    return per_user(total, lists.lengths)
