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
        held = (self._titles.values, self._titles.offsets, chosen)
        items, counts = first_held(held, ranked.items, self.offer, len(self.knowledge.catalogue))
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
def first_held(held: tuple[Items, NDArray[np.int64], Items], ranked: Items, most: int, n: int) -> tuple[Items, Items]:
    """Return (n_chosen, most) the first titles of a ranking that each shelf holds, and (n_chosen,) how many.

    Parameters
    ----------
    held
        The titles of all shelves, where those of each begin and the last ends, and the shelves chosen.
    most
        Titles wanted of each shelf.
    n
        The size of the catalogue.

    Notes
    -----
    The chosen shelves are turned into lists by title: ``newest`` has the last entry of each title, ``before`` leads
    from an entry to that before it. One pass over the ranking then fills all shelves.
    """
    titles, starts, chosen = held
    size = 0
    for shelf in chosen:
        size += starts[shelf + 1] - starts[shelf]
    newest = np.full(n, -1, np.int32)
    before, row_of = np.empty(size, np.int32), np.empty(size, np.int32)
    entry = 0
    for row, shelf in enumerate(chosen):
        for item in titles[starts[shelf] : starts[shelf + 1]]:
            before[entry], row_of[entry] = newest[item], row
            newest[item] = entry
            entry += 1
    items, counts = np.empty((len(chosen), most), np.int32), np.zeros(len(chosen), np.int32)
    for item in ranked:
        entry = newest[item]
        while entry >= 0:
            row = row_of[entry]
            if counts[row] < most:
                items[row, counts[row]] = item
                counts[row] += 1
            entry = before[entry]
    return items, counts
