"""Titles nobody has watched yet, given rows and columns in the models of those that were watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from frontrow.core import Floats, Items
from frontrow.data.catalogue import Catalogue, Title
from frontrow.models import Model
from frontrow.models.compact import pruned
from frontrow.models.compact_next_item import CompactNextItem
from frontrow.models.content_model import ContentModel
from frontrow.models.narrow_content import MOST, NarrowContent
from frontrow.models.sparse import Cells, SparseItemWeights, by_source, cells

CONTENT = "content"  # the model that knows what titles are made of

_FEW = 200  # weights that a column or row may keep in any case
_DENSE = 32  # newcomers from which dense products are faster
_BLOCK = 1_024  # titles that newcomers are made of, at a time


class Rows(NamedTuple):
    """A matrix of which most rows are 0: the others, and where they stand."""

    n: int  # rows in all
    places: Items  # (k,)
    values: Floats  # (k, m)


class Mixture(NamedTuple):
    """``m`` newcomers in parts of the titles of a catalogue, of which they may be some themselves.

    See :class:`frontrow.models.content.Content`, whose S they are: with W the weights of any item-item model, a
    newcomer's column is W · into + own, and its row is out' · W. Each has a row for every title of the catalogue; those
    that are 0 whatever the newcomers, most of a large catalogue, are not kept.
    """

    n_items: int  # of the catalogue
    warm: Items  # (n_warm,) the titles whose rows ``into`` and ``out`` are
    into: Floats  # (n_warm, m) S times what makes popular titles weigh less and a promising newcomer more
    out: Floats  # (n_warm, m) S
    known: Items  # (n_known,) the titles whose rows ``own`` is
    own: Floats  # (n_known, m) what titles add to the newcomers made of them

    @classmethod
    def of(cls, content: Model | None, titles: Sequence[Title], n_items: int) -> Mixture:
        """Return what titles are made of, as a model of content knows it; made of nothing where there is none.

        Parameters
        ----------
        n_items
            Of the catalogue, which begins with that of the model.
        """
        if not isinstance(content, ContentModel | NarrowContent):
            nobody, nothing = np.empty(0, np.int32), np.empty((0, len(titles)), np.float32)
            return cls(n_items, nobody, nothing, nothing, nobody, nothing)
        into, out = content.mixed(titles)
        known = np.concatenate([content.warm, content.cold])
        own = np.float32(content.own) * np.vstack([into, content.mixtures.T @ into])
        return cls(n_items, content.warm, into, out, known, own)

    def part(self, which: Items) -> Mixture:
        """Return those newcomers alone."""
        return self._replace(into=self.into[:, which], out=self.out[:, which], own=self.own[:, which])


def completed(models: Mapping[str, Model], catalogue: Catalogue) -> dict[str, Model]:
    """Return the models with weights for the titles they know nothing of, where a model of content is among them.

    Only item-item models in their serving form change, and in them only what concerns titles that no history led to:
    at most :data:`MOST`, those added last. Without ``content`` all models stay as they are.
    """
    content = models.get(CONTENT)
    if not isinstance(content, ContentModel | NarrowContent):
        return dict(models)
    there = {name: _unknown(model, len(catalogue)) for name, model in models.items()}
    places = np.intersect1d(content.cold, np.concatenate([np.empty(0, np.int32), *there.values()]))
    places = np.sort(places[np.argsort(-catalogue.added_at[places], kind="stable")[:MOST]]).astype(np.int32)
    mixture = Mixture.of(content, [catalogue[item] for item in places], len(catalogue))
    made = dict(models)
    for name, unknown in there.items():
        which = np.flatnonzero(np.isin(places, unknown)).astype(np.int32)
        if len(which):
            made[name] = _filled(models[name], places[which], mixture.part(which))
    return made


def carried(weights: csr_array, places: Items, mixture: Mixture) -> Cells:
    """Return what newcomers add to item-item weights: columns and rows of as many weights as the longest column.

    Parameters
    ----------
    weights
        (n, n) W.
    places
        (m,) Where the newcomers stand in the catalogue.

    Returns
    -------
    Cells
        Of an (n, n) matrix that is 0 between the other titles.
    """
    if not mixture.into.any():  # made of nothing known
        return cells(np.zeros(weights.shape[0] + 1), [], [])
    columns = _times(weights, Rows(mixture.n_items, mixture.warm, mixture.into))
    columns[mixture.known] += mixture.own
    columns[places] = 0  # theirs to each other are in the rows
    rows = _times(weights.T.tocsr(), Rows(mixture.n_items, mixture.warm, mixture.out))
    rows[places] += columns[mixture.warm].T @ mixture.out
    rows[places, np.arange(len(places))] = 0
    most = max(int(np.bincount(weights.indices).max(initial=0)), _FEW)
    into, out = pruned(columns, most), pruned(np.ascontiguousarray(rows), most)
    return by_source(
        weights.shape[0],
        np.concatenate([_sources(into), places[out.columns]]),
        np.concatenate([places[into.columns], _sources(out)]),
        np.concatenate([into.values, out.values]),
    )


def _times(weights: csr_array, right: Rows) -> Floats:
    """Return weights · right."""
    m = right.values.shape[1]
    if m < _DENSE:
        whole = np.zeros((right.n, m), np.float32)
        whole[right.places] = right.values
        return np.asarray(weights @ whole)
    some = np.flatnonzero(np.diff(weights.indptr))
    by_column = weights[some].tocsc()
    product = np.zeros((len(some), m), np.float32)
    for first in range(0, len(right.places), _BLOCK):
        block = slice(first, first + _BLOCK)
        product += by_column[:, right.places[block]].toarray() @ right.values[block]
    found = np.zeros((weights.shape[0], m), np.float32)
    found[some] = product
    return found


def matrix(rows: Cells, n_items: int) -> csr_array:
    """Return compressed rows as a matrix of more titles; those that follow are empty."""
    offsets = np.append(rows.offsets, np.full(n_items + 1 - len(rows.offsets), rows.offsets[-1]))
    return csr_array((rows.values, rows.columns, offsets), shape=(n_items, n_items))


def _sources(rows: Cells) -> Items:
    return np.repeat(np.arange(len(rows.offsets) - 1, dtype=np.int32), np.diff(rows.offsets))


def _unknown(model: Model, n_items: int) -> Items:
    """Return the titles that a model of item-item weights gives no score, whatever the history; else none."""
    if not isinstance(model, SparseItemWeights | CompactNextItem):
        return np.empty(0, np.int32)
    return np.flatnonzero(np.bincount(model.targets, minlength=n_items) == 0).astype(np.int32)


def _filled(model: Model, places: Items, mixture: Mixture) -> Model:
    if isinstance(model, CompactNextItem):
        return _next_item(model, places, mixture)
    assert isinstance(model, SparseItemWeights)
    own = matrix(Cells(model.offsets, model.targets, model.weights), model.n_items)
    both = (own + matrix(carried(own, places, mixture), model.n_items)).tocsr()
    both.sort_indices()
    offsets, targets, weights = cells(*_arrays(both))
    return replace(model, offsets=offsets, targets=targets, weights=weights)


def _next_item(model: CompactNextItem, places: Items, mixture: Mixture) -> CompactNextItem:
    n_items = model.n_items
    # what a title is made of is not what follows it
    follows = mixture._replace(known=mixture.known[:0], own=mixture.own[:0])
    channels = []
    for channel in model.weights.T:
        own = matrix(Cells(model.offsets, model.targets, channel), n_items)
        channels.append((own + matrix(carried(own, places, follows), n_items)).tocsr())
    pattern = sum((abs(one) for one in channels[1:]), abs(channels[0])).tocsr()
    pattern.sort_indices()
    offsets, targets, _ = cells(*_arrays(pattern))
    sources = _sources(Cells(offsets, targets, np.empty(0, np.float32)))
    weights = np.stack([np.asarray(one[sources, targets], np.float32) for one in channels], axis=1)
    return replace(model, offsets=offsets, targets=targets, weights=weights)


def _arrays(both: csr_array) -> tuple[Items, Items, Floats]:
    return both.indptr, both.indices, both.data
