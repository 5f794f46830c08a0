"""How alike titles are by what is known of them: a weighted sum of cosines of blocks and Gaussians of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from frontrow.core import Floats
from frontrow.data.catalogue import Title
from frontrow.errors import BadConfig
from frontrow.models.content_features import BLOCKS, NUMBERS, WIDTHS, documents, numbers, text
from frontrow.models.sentences import Sentences
from frontrow.models.tf_idf import TfIdf, Vectors

_COMMON = 0.3  # a term of more titles than this share tells little, and costs the most
_FEW = 16  # titles that are faster compared as dense vectors
SENTENCES = "sentences"  # the part that is there only where a model of sentences is
_PARTS = (*BLOCKS, *NUMBERS)
_WIDTHS = np.array(list(WIDTHS.values()), np.float32)


@dataclass(frozen=True)
class Described:
    """Titles as what is known of them: rows of sparse terms, numbers, and the vectors of their texts, if any."""

    vectors: Vectors
    numbers: Floats
    sentences: tuple[Floats, ...] = ()


@dataclass(frozen=True)
class Kernel:
    """Compares the titles it has learnt its terms from with any others.

    Parameters
    ----------
    tf_idf
        Terms and their weights.
    own
        The titles learnt from.
    sentences
        The model that reads titles' texts, where there is one.
    """

    tf_idf: TfIdf
    own: Described
    sentences: tuple[Sentences, ...] = ()

    @classmethod
    def learnt(cls, titles: Sequence[Title], sentences: tuple[Sentences, ...] = ()) -> Kernel:
        """Return the kernel of the terms of these titles."""
        found = documents(titles)
        tf_idf = TfIdf.learnt({block: _COMMON if block == "words" else 1.0 for block in BLOCKS}, found)
        own = Described(tf_idf.vectors(found), numbers(titles), tuple(one.own for one in sentences))
        return cls(tf_idf, own, sentences)

    def described(self, titles: Sequence[Title]) -> Described:
        """Return other titles in the same terms; what these do not hold is left out."""
        read = tuple(one.vectors([text(title) for title in titles]) for one in self.sentences)
        return Described(self.tf_idf.vectors(documents(titles)), numbers(titles), read)

    def against(self, others: Described, weights: Floats) -> Floats:
        """Return (n_own, n_others) float32 K_ij = Σ_b w_b cos_b(i, j) + Σ_m w_m exp(−(x_im − x_jm)² / 2σ_m²).

        A number that is unknown of either title adds nothing. The vectors of a model of sentences are a block too.

        Parameters
        ----------
        others
            Titles in the terms of this kernel.
        weights
            Of each part, as :func:`parts` has them.
        """
        n_terms = len(self.tf_idf.terms)
        scale = weights[self.tf_idf.block_of] if n_terms else weights[:0]
        rows, columns = self.own.vectors.matrix(n_terms), others.vectors.matrix(n_terms, scale).T
        few = columns.shape[1] <= _FEW
        found = np.asarray(rows @ columns.toarray() if few else (rows @ columns).toarray(), np.float32)
        for weight, ours, theirs in zip(weights[len(_PARTS) :], self.own.sentences, others.sentences, strict=False):
            found += weight * (ours @ theirs.T)
        for place in np.flatnonzero(weights[len(BLOCKS) : len(_PARTS)]):
            found += weights[len(BLOCKS) + place] * _near(
                self.own.numbers[:, place], others.numbers[:, place], _WIDTHS[place]
            )
        return found


def _near(own: Floats, others: Floats, width: np.float32) -> Floats:
    away = (own[:, None] - others[None, :]) / width
    return np.asarray(np.exp(np.float32(-0.5) * away * away) * np.outer(own != 0, others != 0), np.float32)


def parts(weights: Mapping[str, float]) -> Floats:
    """Return the weights by name in the order kernels read them, 0 where none is named; of sentences last, if named.

    Raises
    ------
    BadConfig
        If a part is unknown or a weight below 0.
    """
    known = (*_PARTS, SENTENCES)
    for name, weight in weights.items():
        if name not in known or not 0 <= weight < np.inf:
            raise BadConfig(
                f"content cannot weigh {name!r} by {weight}.",
                f"Parts are {', '.join(known)}; weights are ≥ 0 and finite.",
            )
    read = known if SENTENCES in weights else _PARTS
    return np.array([weights.get(name, 0.0) for name in read], np.float32)


def kernel_of(tf_idf: TfIdf, vectors: Vectors, known: Floats, sentences: tuple[Sentences, ...]) -> Kernel:
    """Return a kernel from what a model keeps of it."""
    return Kernel(tf_idf, Described(vectors, known, tuple(one.own for one in sentences)), sentences)
