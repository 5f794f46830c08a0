"""Learners and the models they return: whole-catalogue scores for a batch of histories.

A learner is a frozen dataclass of settings. ``fit`` changes nothing and returns a new frozen model, so "not fitted"
cannot occur. A model is a frozen dataclass whose fields are arrays, ragged arrays, numbers and strings, which is what a
bundle can keep (see :mod:`frontrow.bundle`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self, runtime_checkable

import numpy as np

from frontrow.core import NO_ITEM, Floats, Items, Query, Times
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged


@dataclass(frozen=True)
class Queries:
    """A batch of ``n`` who-asks, as models see it.

    Parameters
    ----------
    histories
        ``n`` lists of item indices, newest last.
    weights
        (total,) Graded feedback of ``histories.values``.
    now
        (n,) Seconds since the epoch.
    country
        (n,) ISO 3166-1 alpha-2 of each, "" unknown.
    at
        (total,) When each of ``histories.values`` was last watched, seconds since the epoch; None where nobody knows.
    """

    histories: Ragged
    weights: Floats
    now: Times
    country: tuple[str, ...]
    at: Times | None = None

    @classmethod
    def of(cls, history: Items, weights: Floats) -> Self:
        """Return the batch of one history of which neither the times nor the country are known."""
        return cls(Ragged(history, np.array([0, len(history)], np.int64)), weights, np.zeros(1), ("",))

    @classmethod
    def one(cls, query: Query) -> Self:
        """Return the batch of a single page's query."""
        profile = query.profile
        history = Ragged(profile.history, np.array([0, len(profile.history)], np.int64))
        return cls(history, profile.weights, np.array([query.now], np.float64), (query.country,), profile.watched_at)


class Model(Protocol):
    """What a learner learnt."""

    def scores(self, queries: Queries) -> Floats:
        """Return (n_queries, n_items) float32, higher is better; watched titles are not masked."""


class Explained(NamedTuple):
    """Scores of the whole catalogue for one history, each with its strongest reason."""

    scores: Floats  # (n_items,)
    because: Items  # (n_items,) the item index of the history that adds most to the score, -1 where none adds anything
    contribution: Floats  # (n_items,) what that title adds

    @classmethod
    def nothing(cls, n_items: int) -> Self:
        """Return scores of 0 without a reason, to add to."""
        because = np.full(n_items, NO_ITEM, np.int32)
        return cls(np.zeros(n_items, np.float32), because, np.zeros(n_items, np.float32))


@runtime_checkable
class CountingModel(Model, Protocol):
    """A model that has counted plays."""

    def counts(self, country: str) -> Floats:
        """Return (n_items,) plays in a country as counted; "" is all countries, an unknown one has none."""


@runtime_checkable
class ExplainingModel(Model, Protocol):
    """A model whose score is a sum over the history, so that a reason is exact."""

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons for a batch of one in a single pass; the hot path of a page."""

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""


@runtime_checkable
class NeighbourModel(Protocol):
    """A model that knows which titles are like a title."""

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles most like one, best first, and how alike they are."""


@runtime_checkable
class VectorModel(Model, Protocol):
    """A model whose score is the inner product of a viewer's vector and a title's: the best are found by an index."""

    @property
    def vectors(self) -> Floats:
        """(n_items, d) float32 Of the titles."""

    def user_vectors(self, histories: Ragged, weights: Floats) -> Floats:
        """Return (n, d) float32 the vector of each history, of zeros for an empty one."""


class Learner(Protocol):
    """Settings of a method; ``fit`` changes nothing."""

    def fit(self, data: Dataset, rng: np.random.Generator) -> Model:
        """Return what the method learns from the data."""
