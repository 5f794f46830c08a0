"""Genre rows: the shelves that a history leans to, each in the viewer's own order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Candidates, Floats, Items, Query, Row
from frontrow.data.ragged import Ragged
from frontrow.knowledge import Knowledge
from frontrow.rows.shelves import Shelves


@dataclass(frozen=True)
class GenreRows:
    """Shelves such as "Thrillers" or "Witty Comedies" that hold more of the history than of the catalogue.

    Parameters
    ----------
    rows
        At most so many rows.
    smallest
        A shelf has at least so many titles.
    most
        Shelves considered, the largest first.
    prior
        Liked titles, spread as the catalogue is, that every history is thought to begin with.
    variety
        What a shelf's worth is multiplied by for each shelf of the same main genre chosen before it, in (0, 1].
    offer
        Titles offered by each row; more than fit, for some are shown above.

    Notes
    -----
    With w_i the grades above 0 of the history, W their sum, and s the share of the catalogue on a shelf, its affinity
    is a = (Σ_{i on the shelf} w_i + prior · s) / (W + prior), and its worth a · ln(1 + a / s): large where it
    covers much of the history, and more of it than chance would.
    """

    knowledge: Knowledge
    rows: int = 22
    smallest: int = 40
    most: int = 300
    prior: float = 5.0
    variety: float = 0.6
    offer: int = 120
    _shelves: Shelves = field(init=False, repr=False)
    _titles: Ragged = field(init=False, repr=False)
    _on: Floats = field(init=False, repr=False)
    _genre: Items = field(init=False, repr=False)

    def __post_init__(self) -> None:
        shelves = Shelves.of(self.knowledge.catalogue, self.smallest, self.most)
        object.__setattr__(self, "_shelves", shelves)
        object.__setattr__(self, "_titles", Ragged.of([np.flatnonzero(held) for held in shelves.holds]))
        object.__setattr__(self, "_on", np.ascontiguousarray(shelves.holds.T, np.float32))
        object.__setattr__(self, "_genre", np.array([shelf.genre for shelf in shelves.shelves], np.int32))

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        chosen = self.chosen(self.worth(query))
        of_each = [self._titles[shelf] for shelf in chosen.tolist()]
        titles = np.concatenate([np.empty(0, np.int32), *of_each])
        ends = np.cumsum([len(one) for one in of_each], dtype=np.int64)
        n = len(self.knowledge.catalogue)
        items, counts = first_held(titles, ends, ranked.items, self.offer, n)
        for place, held, count in zip(chosen.tolist(), items, counts.tolist(), strict=True):
            yield Row("genre", self._shelves.shelves[place].title, held[:count])

    def worth(self, query: Query) -> Floats:
        """Return (n_shelves,) how much each shelf is worth to this viewer; for an empty history, its size."""
        grades = np.maximum(query.profile.weights, np.float32(0))
        liked = grades @ self._on[query.profile.history]
        shares = self._shelves.shares
        affinity = (liked + self.prior * shares) / (grades.sum() + self.prior)
        return np.asarray(affinity * np.log1p(affinity / shares), np.float32)

    def chosen(self, worth: Floats) -> Items:
        """Return the shelves in order: each the best of those left, less for a genre that was there before."""
        return in_turn(worth, self._genre, min(self.rows, len(worth)), self.variety)


@numba.njit(cache=True, nogil=True)
def in_turn(worth: Floats, genre: Items, n: int, variety: float) -> Items:
    """Return ``n`` places: each the best of those left, after those of its genre were multiplied by ``variety``."""
    left = worth.copy()
    chosen = np.empty(n, np.int32)
    for turn in range(n):
        best = left.argmax()
        chosen[turn] = best
        for place in range(len(left)):
            if genre[place] == genre[best]:
                left[place] *= variety
        left[best] = -1.0
    return chosen


@numba.njit(cache=True, nogil=True)
def first_held(titles: Items, ends: NDArray[np.int64], ranked: Items, most: int, n: int) -> tuple[Items, Items]:
    """Return (n_shelves, most) the first titles of a ranking that each shelf holds, and (n_shelves,) how many.

    Parameters
    ----------
    titles, ends
        The titles of the shelves laid end to end, and where each shelf ends.
    most
        Titles wanted of each shelf.
    n
        The size of the catalogue.
    """
    newest = np.full(n, -1, np.int32)  # of each title, a position in `titles`, from which `before` leads to the others
    before, shelf_of = np.empty(len(titles), np.int32), np.empty(len(titles), np.int32)
    start = 0
    for shelf in range(len(ends)):
        for place in range(start, ends[shelf]):
            before[place], shelf_of[place] = newest[titles[place]], shelf
            newest[titles[place]] = place
        start = ends[shelf]
    items, counts = np.empty((len(ends), most), np.int32), np.zeros(len(ends), np.int32)
    for item in ranked:
        place = newest[item]
        while place >= 0:
            shelf = shelf_of[place]
            if counts[shelf] < most:
                items[shelf, counts[shelf]] = item
                counts[shelf] += 1
            place = before[place]
    return items, counts
