"""How alike titles are by what is known of them: a weighted sum of cosines of blocks and Gaussians of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from frontrow.core import Floats
from frontrow.data.catalogue import Title
from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models.content_features import BLOCKS, NUMBERS, WIDTHS, documents, numbers
from frontrow.models.tf_idf import TfIdf, Vectors

_COMMON = 0.3  # a term of more titles than this share tells little, and costs the most
_FEW = 16  # titles that are faster compared as dense vectors
_PARTS = (*BLOCKS, *NUMBERS)
_WIDTHS = np.array(list(WIDTHS.values()), np.float32)


@dataclass(frozen=True)
class Described:
    """Titles as what is known of them: rows of sparse terms, and numbers."""

    vectors: Vectors
    numbers: Floats


@dataclass(frozen=True)
class Kernel:
    """Compares the titles it has learnt its terms from with any others.

    Parameters
    ----------
    tf_idf
        Terms and their weights.
    own
        The titles learnt from.
    """

    tf_idf: TfIdf
    own: Described

    @classmethod
    def learnt(cls, titles: Sequence[Title]) -> Kernel:
        """Return the kernel of the terms of these titles."""
        found = documents(titles)
        tf_idf = TfIdf.learnt({block: _COMMON if block == "words" else 1.0 for block in BLOCKS}, found)
        return cls(tf_idf, Described(tf_idf.vectors(found), numbers(titles)))

    def described(self, titles: Sequence[Title]) -> Described:
        """Return other titles in the same terms; what these do not hold is left out."""
        return Described(self.tf_idf.vectors(documents(titles)), numbers(titles))

    def against(self, others: Described, weights: Floats) -> Floats:
        """Return (n_own, n_others) float32 K_ij = Σ_b w_b cos_b(i, j) + Σ_m w_m exp(−(x_im − x_jm)² / 2σ_m²).

        A number that is unknown of either title adds nothing.

        Parameters
        ----------
        others
            Titles in the terms of this kernel.
        weights
            (len(BLOCKS) + len(NUMBERS),) of each part.
        """
        n_terms = len(self.tf_idf.terms)
        scale = weights[self.tf_idf.block_of] if n_terms else weights[:0]
        rows, columns = self.own.vectors.matrix(n_terms), others.vectors.matrix(n_terms, scale).T
        few = columns.shape[1] <= _FEW
        found = np.asarray(rows @ columns.toarray() if few else (rows @ columns).toarray(), np.float32)
        for place in np.flatnonzero(weights[len(BLOCKS) :]):
            found += weights[len(BLOCKS) + place] * _near(
                self.own.numbers[:, place], others.numbers[:, place], _WIDTHS[place]
            )
        return found


def _near(own: Floats, others: Floats, width: np.float32) -> Floats:
    away = (own[:, None] - others[None, :]) / width
    return np.asarray(np.exp(np.float32(-0.5) * away * away) * np.outer(own != 0, others != 0), np.float32)


def parts(weights: Mapping[str, float]) -> Floats:
    """Return (len(BLOCKS) + len(NUMBERS),) the weights by name in the order kernels read them, 0 where none is named.

    Raises
    ------
    BadConfig
        If a part is unknown or a weight below 0.
    """
    for name, weight in weights.items():
        if name not in _PARTS or not weight >= 0:
            raise BadConfig(
                f"content cannot weigh {name!r} by {weight}.", f"Parts are {', '.join(_PARTS)}; weights are ≥ 0."
            )
    return np.array([weights.get(name, 0.0) for name in _PARTS], np.float32)


def kernel_of(terms: tuple[str, ...], idf: Floats, lists: Ragged, values: Floats, known: Floats) -> Kernel:
    """Return a kernel from the arrays a model keeps of it."""
    return Kernel(TfIdf(BLOCKS, terms, idf), Described(Vectors(lists, values), known))
