"""A model of content between some titles of a catalogue that is too large for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from frontrow.core import NO_ITEM, Bools, Floats, Items
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.models import Explained, Queries
from frontrow.models.content_model import ContentModel, Mixed

MOST = 1_000  # titles nobody has watched yet, the newest: work and memory grow with each


@dataclass(frozen=True)
class NarrowContent:
    """What a model of content knows of some titles; the others of the catalogue neither argue nor are argued for.

    Parameters
    ----------
    parts
        The model, over these titles alone.
    titles
        (n,) int32 They, rising.
    n_items
        Of the catalogue.
    """

    parts: tuple[ContentModel]
    titles: Items
    n_items: int

    @property
    def part(self) -> ContentModel:
        """The model."""
        return self.parts[0]

    @property
    def warm(self) -> Items:
        """(n_warm,) The titles that the others are made of."""
        return self.titles[self.part.warm]

    @property
    def cold(self) -> Items:
        """(n_cold,) The titles that are made of others."""
        return self.titles[self.part.cold]

    @property
    def mixtures(self) -> Floats:
        """(n_warm, n_cold) What they are made of."""
        return self.part.mixtures

    @property
    def own(self) -> float:
        """ε, what a title adds to the titles that are made of it."""
        return self.part.own

    def mixed(self, titles: Sequence[Title]) -> Mixed:
        """Return titles that the model does not know in terms of its warm ones."""
        return self.part.mixed(titles)

    def scores(self, queries: Queries) -> Floats:
        found = np.zeros((len(queries.histories), self.n_items), np.float32)
        found[:, self.titles] = self.part.scores(self._known(queries))
        return found

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons for one history; a title disliked moves scores but is never a reason."""
        theirs = self.part.explained(self._known(asked))
        found = Explained.nothing(self.n_items)
        found.scores[self.titles], found.contribution[self.titles] = theirs.scores, theirs.contribution
        found.because[self.titles] = np.where(theirs.because == NO_ITEM, NO_ITEM, self.titles[theirs.because])
        return found

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        found = np.zeros((len(asked.weights), len(items)), np.float32)
        known, columns = self._places(asked.histories.values) >= 0, self._places(items)
        there = columns >= 0
        found[np.ix_(known, there)] = self.part.contributions(self._known(asked), columns[there])
        return found

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles that a viewing of ``item`` argues for, and how strongly, best first."""
        place = int(self._places(np.array([item], np.int32))[0])
        if place < 0:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        items, weights = self.part.neighbours(place)
        return self.titles[items], weights

    def _known(self, queries: Queries) -> Queries:
        """Return the queries with only the model's titles in their histories, by its own indices."""
        place = self._places(queries.histories.values)
        known = place >= 0
        histories = Ragged.grouped(queries.histories.owners[known], place[known], len(queries.histories))
        return replace(queries, histories=histories, weights=queries.weights[known], at=None)

    def _places(self, items: Items) -> Items:
        """Return where each stands among the titles, -1 where it does not."""
        place = np.searchsorted(self.titles, items).clip(0, max(len(self.titles) - 1, 0)).astype(np.int32)
        there = self.titles[place] == items if len(self.titles) else np.zeros(len(items), np.bool_)
        return np.where(there, place, np.int32(-1))


def chosen(plays: Items, is_warm: Bools, catalogue: Catalogue, n: int, now: float) -> Items:
    """Return at most ``n`` titles, rising: the most watched warm ones and up to :data:`MOST` cold ones.

    Those are the newest that have arrived, then what is announced.
    """
    cold = np.flatnonzero(~is_warm)
    added_at = catalogue.added_at[cold]
    cold = cold[np.lexsort((-added_at, added_at > now))[: min(MOST, n // 2)]]
    warm = np.flatnonzero(is_warm)
    warm = warm[np.argsort(-plays[warm], kind="stable")[: n - len(cold)]]
    return np.sort(np.concatenate([cold, warm])).astype(np.int32)
