"""Rows filled by lot from ranked lists, with a little exploration, and the probability of every card."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from frontrow.core import NO_ITEM, Bools, Floats, Items
from frontrow.data.ragged import Ragged


@dataclass(frozen=True)
class Shelves:
    """What the rows of a day are filled from, for each class of viewers (country and age limit).

    Parameters
    ----------
    lists
        (classes, 2 + genres, pool) The most popular, the newest, the most popular of each genre; -1 where fewer.
    all
        For each class every title it may see.
    """

    lists: Items
    all: Ragged


@dataclass
class Filler:
    """Fills the rows of ``n`` pages from shelves by lot, no title twice on a page.

    Parameters
    ----------
    sort
        (n,) The class of each viewer.
    taken
        (n, titles) What may not stand on the page any more; it grows.
    slots
        Of a row.
    explore
        Probability that one slot of a row, any, gets a title drawn from all.
    """

    shelves: Shelves
    sort: Items
    taken: Bools
    slots: int
    explore: float

    def begun(self, items: Items) -> tuple[Items, Floats]:
        """Return the row (n, slots) of begun titles (n, any) with probability 1, and take them."""
        visit, place = np.nonzero(items != NO_ITEM)
        self.taken[visit, items[visit, place]] = True
        width = max(0, self.slots - items.shape[1])
        row = np.pad(items[:, : self.slots], ((0, 0), (0, width)), constant_values=NO_ITEM)
        return row.astype(np.int32), np.ones(row.shape, np.float32)

    def row(self, place: Items, rng: Generator) -> tuple[Items, Floats]:
        """Return (n, slots) titles drawn evenly from the list at ``place`` of each class, and their probabilities."""
        pool = self.shelves.lists[self.sort, place]
        visit = np.arange(len(pool))
        free = (pool != NO_ITEM) & ~self.taken[visit[:, None], pool]
        order = np.argsort(np.where(free, rng.random(pool.shape), 2.0), axis=1)[:, : self.slots]
        row = np.where(np.take_along_axis(free, order, axis=1), np.take_along_axis(pool, order, axis=1), NO_ITEM)
        share = (1.0 - self.explore / self.slots) / np.maximum(free.sum(axis=1), 1)
        chance = np.repeat(share[:, None], self.slots, axis=1)
        there, slot = np.nonzero(row != NO_ITEM)
        self.taken[there, row[there, slot]] = True
        at, drawn = self._explored(row, rng)
        listed = ((pool[at[0]] == drawn[:, None]) & free[at[0]]).any(axis=1)
        sizes = self.shelves.all.lengths[self.sort[at[0]]]
        row[at], chance[at] = drawn, self.explore / self.slots / sizes + listed * share[at[0]]
        return row.astype(np.int32), chance.astype(np.float32)

    def _explored(self, row: Items, rng: Generator) -> tuple[tuple[Items, Items], Items]:
        """Return the (visit, slot) places that titles drawn from all take, and these titles, now taken."""
        visit, slot = np.arange(len(row), dtype=np.int32), rng.integers(self.slots, size=len(row), dtype=np.int32)
        lot = (rng.random(len(row)) * self.shelves.all.lengths[self.sort]).astype(np.int64)
        drawn = np.append(self.shelves.all.values, NO_ITEM)[self.shelves.all.offsets[self.sort] + lot]
        use = (rng.random(len(row)) < self.explore) & (row[visit, slot] != NO_ITEM) & ~self.taken[visit, drawn]
        self.taken[visit[use], drawn[use]] = True
        return (visit[use], slot[use]), drawn[use].astype(np.int32)
