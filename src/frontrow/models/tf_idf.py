"""TF-IDF over named blocks of terms: which words, people or genres tell one title from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from frontrow.core import Floats
from frontrow.data.ragged import Ragged

Document: TypeAlias = Mapping[str, Sequence[str]]  # block → its terms, as often as they stand there

_APART = "\x1f"  # between a block and a term: no text holds it
_TWICE = 2  # a term of one document alone is like no other


class Vectors(NamedTuple):
    """Sparse rows: list i holds the terms of document i, ``values`` what each weighs."""

    terms: Ragged
    values: Floats

    def matrix(self, n_terms: int, scale: Floats | None = None) -> csr_array:
        """Return (n, n_terms) float32; each term is multiplied by its ``scale``."""
        values = self.values if scale is None else self.values * scale[self.terms.values]
        return self.terms.matrix(n_terms, values)


@dataclass(frozen=True)
class TfIdf:
    """The terms documents are compared by, and what each weighs.

    Parameters
    ----------
    blocks
        Names of the blocks.
    terms
        Each as block, unit separator, term.
    idf
        (n_terms,) ln((n + 1) / (df + 1)) + 1 of each, of n documents that it stands in df of.

    Notes
    -----
    A term that stands f times in a document weighs (1 + ln f) · idf there, and each block of a document is then scaled
    to length 1, so that blocks compare by cosine: G. Salton and C. Buckley, "Term-weighting approaches in automatic
    text retrieval", Information Processing & Management 24(5), 1988, with the logarithm of the frequency.
    """

    blocks: tuple[str, ...]
    terms: tuple[str, ...]
    idf: Floats

    @classmethod
    def learnt(cls, common: Mapping[str, float], documents: Sequence[Document]) -> TfIdf:
        """Return the terms of at least two documents, and of at most the share ``common`` of all by their block."""
        n = len(documents)
        found = Counter(term for document in documents for term in set(_coded(common, document)))
        most = {block: max(share * n, _TWICE) for block, share in common.items()}
        kept = {term: df for term, df in sorted(found.items()) if _TWICE <= df <= most[_block(term)]}
        df = np.fromiter(kept.values(), np.float64, len(kept))
        return cls(tuple(common), tuple(kept), (np.log((n + 1) / (df + 1)) + 1).astype(np.float32))

    @cached_property
    def block_of(self) -> NDArray[np.int64]:
        """(n_terms,) The position in ``blocks`` of each term's."""
        places = {block: place for place, block in enumerate(self.blocks)}
        return np.array([places[_block(term)] for term in self.terms], np.int64)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {term: place for place, term in enumerate(self.terms)}

    def vectors(self, documents: Sequence[Document]) -> Vectors:
        """Return what each known term weighs in each document; unknown ones are left out."""
        counts = [self._counts(document) for document in documents]
        terms = Ragged.of([list(one) for one in counts])
        times = np.fromiter((times for one in counts for times in one.values()), np.float64, len(terms.values))
        raw = (1 + np.log(times)) * self.idf[terms.values]
        part = terms.owners.astype(np.int64) * len(self.blocks) + self.block_of[terms.values]
        squares = np.bincount(part, raw * raw, len(documents) * len(self.blocks))
        return Vectors(terms, (raw / np.sqrt(squares[part])).astype(np.float32))

    def _counts(self, document: Document) -> dict[int, int]:
        known = (self._places.get(term) for term in _coded(self.blocks, document))
        return dict(sorted(Counter(place for place in known if place is not None).items()))


def _coded(blocks: Iterable[str], document: Document) -> Iterable[str]:
    return (block + _APART + term for block in blocks for term in document.get(block, ()))


def _block(term: str) -> str:
    return term.split(_APART, 1)[0]
