"""Genre rows: the shelves that a history leans to, each in the viewer's own order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Candidates, Floats, Items, Query, Row
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
    head
        Of the ranking, looked through first; the rest only for a shelf that has fewer than ``offer`` titles there.

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
    head: int = 1_200
    _shelves: Shelves = field(init=False, repr=False)
    _on: Floats = field(init=False, repr=False)
    _genre: Items = field(init=False, repr=False)

    def __post_init__(self) -> None:
        shelves = Shelves.of(self.knowledge.catalogue, self.smallest, self.most)
        object.__setattr__(self, "_shelves", shelves)
        object.__setattr__(self, "_on", np.ascontiguousarray(shelves.holds.T, np.float32))
        object.__setattr__(self, "_genre", np.array([shelf.genre for shelf in shelves.shelves], np.int32))

    def __call__(self, query: Query, ranked: Candidates) -> Iterator[Row]:
        for place in self.chosen(self.worth(query)):
            yield Row("genre", self._shelves.shelves[place].title, self._items(place, ranked.items))

    def _items(self, place: int, ranked: Items) -> Items:
        """Return the best titles of a shelf: among the head of the ranking, among all of it where those are few."""
        holds, head = self._shelves.holds[place], ranked[: self.head]
        held = np.flatnonzero(holds.take(head))
        if len(held) < self.offer:
            held = np.flatnonzero(holds.take(ranked))
        return ranked[held[: self.offer]]

    def worth(self, query: Query) -> Floats:
        """Return (n_shelves,) how much each shelf is worth to this viewer; for an empty history, its size."""
        grades = np.maximum(query.profile.weights, np.float32(0))
        liked = grades @ self._on[query.profile.history]
        shares = self._shelves.shares
        affinity = (liked + self.prior * shares) / (grades.sum() + self.prior)
        return np.asarray(affinity * np.log1p(affinity / shares), np.float32)

    def chosen(self, worth: Floats) -> list[int]:
        """Return the shelves in order: each the best of those left, less for a genre that was there before."""
        left = worth.copy()
        chosen = []
        for _ in range(min(self.rows, len(left))):
            best = int(left.argmax())
            chosen.append(best)
            left[self._genre == self._genre[best]] *= self.variety
            left[best] = -1.0
        return chosen
