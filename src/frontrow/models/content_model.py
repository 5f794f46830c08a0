"""What a model of content is: item-item weights, and how other titles are mixtures of those they were learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from frontrow.core import Floats, Items
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.errors import BadInput
from frontrow.models.content_features import BLOCKS
from frontrow.models.content_kernel import Kernel, kernel_of
from frontrow.models.ease import EaseModel
from frontrow.models.sentences import Sentences
from frontrow.models.tf_idf import TfIdf, Vectors


class Mixed(NamedTuple):
    """New titles in terms of the warm ones."""

    into: Floats  # (n_warm, m) what a title of a history adds to them is that to the warm ones, so weighed
    out: Floats  # (n_warm, m) what they add to others is what the warm ones add, so weighed


@dataclass(frozen=True)
class ContentModel(EaseModel):
    """Item-item weights over the whole catalogue, and what more titles need to join it.

    Parameters
    ----------
    weights
        (n_items, n_items) float32: row i is what a viewing of title i adds to the score of every title.
    item_ids
        Of the catalogue, in its order.
    warm
        (n_warm,) The titles that were watched enough to be learnt from; the others are *cold*.
    mixtures
        (n_warm, n_items − n_warm) What the cold titles add to others, in parts of the warm ones; in catalogue order.
    terms, idf, lists, values, numbers
        The warm titles as :class:`frontrow.models.content_kernel.Kernel` reads them.
    taste, fame
        The weights of the parts of the kernels of mixtures and of plays.
    inverse
        (n_warm, n_warm) (K + noise · I)⁻¹ of the kernel of taste.
    shares
        (n_warm,) ln plays of the warm titles less its mean.
    fames
        (n_warm,) Coefficients that predict ``shares`` from the kernel of fame.
    own, damping, lift
        As in :class:`frontrow.models.content.Content`.
    sentences
        The model that reads titles' texts, with the vectors of the warm ones', where there is one.
    """

    item_ids: tuple[str, ...]
    warm: Items
    mixtures: Floats
    terms: tuple[str, ...]
    idf: Floats
    lists: Ragged
    values: Floats
    numbers: Floats
    taste: Floats
    fame: Floats
    inverse: Floats
    shares: Floats
    fames: Floats
    own: float
    damping: float
    lift: float
    sentences: tuple[Sentences, ...] = ()

    def extended(self, catalogue: Catalogue) -> ContentModel:
        """Return the model over a catalogue that has grown; its new titles can be recommended at once.

        It is the model a fit would have returned, had the new titles been there without events.

        Parameters
        ----------
        catalogue
            Begins with the titles the model knows, in the same order.

        Raises
        ------
        BadInput
            If it does not.
        """
        ids = tuple(catalogue.items)
        n = len(self.item_ids)
        if ids[:n] != self.item_ids:
            raise BadInput(
                "the content model cannot be extended to a catalogue with other titles or another order.",
                "Give it the catalogue it was trained on, with the new titles at the end.",
            )
        if len(ids) == n:
            return self
        mixed = self.mixed([catalogue[item] for item in range(n, len(ids))])
        return replace(
            self,
            weights=self._grown(mixed),
            item_ids=ids,
            mixtures=np.hstack([self.mixtures, mixed.out]),
        )

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles that a viewing of ``item`` argues for, and how strongly, best first."""
        row = self.weights[item]
        order = np.argsort(-row, kind="stable").astype(np.int32)
        order = order[row[order] > 0]
        return order, row[order]

    def mixed(self, titles: Sequence[Title]) -> Mixed:
        """Return titles that the model does not know in terms of its warm ones, by what is known of them alone."""
        kernel = self.kernel
        new = kernel.described(titles)
        out = self.inverse @ kernel.against(new, self.taste)
        shares = self.fames @ kernel.against(new, self.fame)
        if len(self.warm):  # nobody can be further from the usual than any title has been
            shares = np.clip(shares, self.shares.min(), self.shares.max())
        into = out * np.exp(-self.damping * self.shares)[:, None] * np.exp(self.lift * shares)[None, :]
        return Mixed(into.astype(np.float32), out.astype(np.float32))

    @property
    def cold(self) -> Items:
        """(n_cold,) The titles that were not, rising."""
        return _others(len(self.item_ids), self.warm)

    @cached_property
    def kernel(self) -> Kernel:
        """What compares other titles with the warm ones."""
        vectors = Vectors(self.lists, self.values)
        return kernel_of(TfIdf(BLOCKS, self.terms, self.idf), vectors, self.numbers, self.sentences)

    def _grown(self, mixed: Mixed) -> Floats:
        """Return the weights with rows and columns of new titles, which add nothing to themselves."""
        n, m = len(self.weights), mixed.out.shape[1]
        columns = self.weights[:, self.warm] @ mixed.into
        columns[self.warm] += self.own * mixed.into
        columns[_others(n, self.warm)] += self.own * (self.mixtures.T @ mixed.into)
        grown = np.zeros((n + m, n + m), np.float32)
        grown[:n, :n] = self.weights
        grown[:n, n:] = columns
        grown[n:] = mixed.out.T @ grown[self.warm]
        grown[np.arange(n, n + m), np.arange(n, n + m)] = 0
        return grown


def _others(n: int, warm: Items) -> Items:
    return np.setdiff1d(np.arange(n, dtype=np.int32), warm, assume_unique=True)
