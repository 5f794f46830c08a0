"""Models over their own catalogue and the titles that joined it after they were fitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, runtime_checkable

import numpy as np

from frontrow.core import Floats, Items
from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged
from frontrow.models import CountingModel, Explained, ExplainingModel, Model, NeighbourModel, Queries, VectorModel
from frontrow.models.cosine import nearest_by_cosine
from frontrow.models.ease import strongest_reasons
from frontrow.models.newcomers import CONTENT, Mixture, Rows, carried, matrix
from frontrow.models.products import products
from frontrow.models.sparse import Cells, SparseItemWeights


@runtime_checkable
class GrowingModel(Model, Protocol):
    """A model that says by itself what it knows of titles that joined later."""

    def grown(self, n_items: int) -> Model:
        """Return the model over a catalogue with more titles at its end."""


def joined(models: Mapping[str, Model], catalogue: Catalogue, n_known: int) -> dict[str, Model]:
    """Return models of the first ``n_known`` titles of a catalogue over all of it.

    Newcomers are what the model named ``content`` says they are made of. What counts plays has none of them; where
    there is no ``content`` no history argues for them.
    """
    n_items = len(catalogue)
    mixture = Mixture.of(models.get(CONTENT), catalogue.titles[n_known:], n_items)
    return {name: _joined(model, mixture, n_known) for name, model in models.items()}


def _joined(model: Model, mixture: Mixture, n_known: int) -> Model:
    n_items = mixture.n_items
    if isinstance(model, GrowingModel):
        return model.grown(n_items)
    if isinstance(model, SparseItemWeights):
        weights = matrix(Cells(model.offsets, model.targets, model.weights), n_items)
        places = np.arange(n_known, n_items, dtype=np.int32)
        return Joined(model, SparseItemWeights(*carried(weights, places, mixture)))
    into = Rows(n_known, mixture.warm, mixture.into)
    if isinstance(model, CountingModel):
        return CarriedCounts(model, into, model)
    if isinstance(model, VectorModel) and isinstance(model, ExplainingModel):
        return CarriedVectors(model, into, model, model)
    return CarriedReasons(model, into, model) if isinstance(model, ExplainingModel) else Carried(model, into)


@dataclass(frozen=True)
class Joined:
    """Item-item weights, and beside them the rows and columns of newer titles.

    Parameters
    ----------
    model
        Over the first n titles.
    added
        Over all titles; 0 between the first n.
    """

    model: SparseItemWeights
    added: SparseItemWeights

    def scores(self, queries: Queries) -> Floats:
        scores = self.added.scores(queries)
        scores[:, : self.model.n_items] += self.model.scores(known(queries, self.model.n_items))
        return scores

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons for one history: a reason is one or the other model's, for none is in both."""
        found = self.added.explained(asked)
        theirs = self.model.explained(known(asked, self.model.n_items))
        scores, because, contribution = (one[: self.model.n_items] for one in found)
        scores += theirs.scores
        stronger = theirs.contribution > contribution
        np.copyto(because, theirs.because, where=stronger)
        np.copyto(contribution, theirs.contribution, where=stronger)
        return found

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        added = self.added.contributions(asked, items)
        old, there = asked.histories.values < self.model.n_items, items < self.model.n_items
        added[np.ix_(old, there)] += self.model.contributions(known(asked, self.model.n_items), items[there])
        return added

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles that a viewing of ``item`` argues for, and how strongly, best first."""
        items, scores = self.added.neighbours(item)
        if item < self.model.n_items:
            theirs = self.model.neighbours(item)
            items, scores = np.concatenate([theirs[0], items]), np.concatenate([theirs[1], scores])
        order = np.argsort(-scores, kind="stable")
        return items[order], scores[order]


@dataclass(frozen=True)
class Carried:
    """A model of any kind; the score of a newer title is a mixture of the scores of those it is made of.

    Newer titles of a history are left out.

    Parameters
    ----------
    model
        Over the first n titles.
    into
        (n, m) The mixtures; only the few titles that newer ones are made of have rows.
    """

    model: Model
    into: Rows

    def scores(self, queries: Queries) -> Floats:
        scores = self.model.scores(known(queries, self.into.n))
        return np.hstack([scores, products(scores[:, self.into.places], self.into.values.T)])


@dataclass(frozen=True)
class CarriedCounts(Carried):
    """The same of a model that has counted plays: newer titles have none."""

    counting: CountingModel

    def counts(self, country: str) -> Floats:
        """Return (n_items,) plays in a country as counted."""
        return np.append(self.counting.counts(country), np.zeros(self.into.values.shape[1], np.float32))


@dataclass(frozen=True)
class CarriedReasons(Carried):
    """The same of a model whose score is a sum over the history: so is a mixture of its scores."""

    explaining: ExplainingModel

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons for one history.

        The model explains its own titles, in its own single pass: what each title of the history adds is asked of it
        only for those that newer ones are made of.
        """
        asked = known(asked, self.into.n)
        newer = strongest_reasons(self._mixed(asked, self.into.values), asked)
        theirs = self.explaining.explained(asked)
        return Explained(*(np.append(one, more) for one, more in zip(theirs, newer, strict=True)))

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        old, there = asked.histories.values < self.into.n, items < self.into.n
        asked = known(asked, self.into.n)
        added = np.zeros((len(old), len(items)), np.float32)
        if there.any():
            added[np.ix_(old, there)] = self.explaining.contributions(asked, items[there])
        if not there.all():
            into = self.into.values[:, items[~there] - self.into.n]
            added[np.ix_(old, ~there)] = self._mixed(asked, into)
        return added

    def _mixed(self, asked: Queries, into: Floats) -> Floats:
        """Return what each title of a history adds to mixtures."""
        return self.explaining.contributions(asked, self.into.places) @ into


@dataclass(frozen=True)
class CarriedVectors(CarriedReasons):
    """The same of a model of vectors: that of a newer title is a mixture of those it is made of."""

    titles: VectorModel

    @cached_property
    def vectors(self) -> Floats:
        """(n_items, d) float32 Of the titles."""
        theirs = self.titles.vectors
        return np.vstack([theirs, self.into.values.T @ theirs[self.into.places]])

    def user_vectors(self, histories: Ragged, weights: Floats) -> Floats:
        """Return (n, d) float32 the vector of each history."""
        asked = known(Queries(histories, weights, np.zeros(len(histories)), ("",) * len(histories)), self.into.n)
        return self.titles.user_vectors(asked.histories, asked.weights)

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles most like one: as the model says of those it knows, by their vectors of newer ones."""
        if item < self.into.n and isinstance(self.titles, NeighbourModel):
            return self.titles.neighbours(item)
        return nearest_by_cosine(self.vectors, item)


def known(queries: Queries, n_items: int) -> Queries:
    """Return the queries with only the first ``n_items`` titles in their histories."""
    values = queries.histories.values
    old = values < n_items
    if old.all():
        return queries
    return replace(
        queries,
        histories=Ragged.grouped(queries.histories.owners[old], values[old], len(queries.histories)),
        weights=queries.weights[old],
        at=None if queries.at is None else queries.at[old],
    )
