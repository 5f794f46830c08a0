"""MARec: EASE whose histories are completed by what is known of the titles; a published baseline for cold items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dgetrf, dgetri
from scipy.optimize import nnls
from scipy.sparse import csr_array

from frontrow.core import Floats
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.data.ranges import ABOVE_0, FROM_0, GB, THRESHOLD, check
from frontrow.errors import BadConfig
from frontrow.models.content_features import documents
from frontrow.models.ease import EaseModel
from frontrow.models.gram import gram, refuse_above
from frontrow.models.liked import liked
from frontrow.models.tf_idf import TfIdf

_Doubles: TypeAlias = NDArray[np.float64]
_Numbers: TypeAlias = NDArray[np.int64]
BLOCKS = ("genres", "moods", "cast", "directors", "writers", "words", "countries", "languages", "decade")
_COMMON_WORDS = 0.3  # a word of more titles than this share is left out
_FEW = 10.0  # percentile of the plays of watched titles under which a title's columns are completed
_DECADE = 10  # years
_PAIRS = 500_000  # of titles that weights are fitted to, at most: evenly taken from all
_BLOCK = 256  # titles whose cosines with all are made at a time
_MATRICES = 3  # alive at once: X'X, G and their product
_COLUMNS = 64  # that LAPACK inverts together


@dataclass(frozen=True)
class Marec:
    """Weights between all titles, fitted to histories and to what follows from them through the titles' metadata.

    Parameters
    ----------
    reg
        Ridge penalty λ, above 0.
    alpha
        α, the weight of what follows from metadata.
    beta
        β, how much more the columns of cold titles are completed than those of titles watched a little.
    delta
        δ of the smoothed cosine of two titles' metadata.
    blocks
        The metadata that are compared, of :data:`BLOCKS`: at least one.
    threshold
        A history's title counts as watched with pleasure when its grade is above this.
    max_gb
        GiB that all matrices together may take while they are made, 24 bytes a pair of titles; a larger catalogue is
        refused before anything is made. By default there is room for 13,377 titles.

    Notes
    -----
    G = Σ_k μ_k G^k + Σ_kl μ_kl G^k∘G^l over the blocks of metadata, G^k_ij = z_i·z_j / (|z_i||z_j| + δ); μ ≥ 0 fits G
    to the cosines of the titles' viewers. With D = diag(max(0, β (1 − n_j / p))), n_j the plays of title j and p their
    tenth percentile, f = α X G D completes the histories X, and

        P = (X'X + λI + X'f)⁻¹,  Θ = P (X'X + X'f) − P diag(P (X'X + X'f)) / diag(P) = I − P diag(1 / diag(P)).

    References
    ----------
    .. [1] J. Monteil et al., "MARec: metadata alignment for cold-start recommendation", RecSys 2024, equation 9.
    """

    reg: float = 100.0
    alpha: float = 1.0
    beta: float = 100.0
    delta: float = 20.0
    blocks: tuple[str, ...] = BLOCKS
    threshold: float = 0.0
    max_gb: float = 4.0

    def __post_init__(self) -> None:
        check(
            "marec", self, reg=ABOVE_0.hinted("1 to 700 suits most data"), alpha=FROM_0, beta=FROM_0, delta=ABOVE_0,
            threshold=THRESHOLD, max_gb=GB,
        )  # fmt: skip
        if not self.blocks or not set(self.blocks) <= set(BLOCKS):
            raise BadConfig(
                f"marec cannot compare titles by {', '.join(self.blocks) or 'nothing'}.",
                f"Name some of {', '.join(BLOCKS)}.",
            )

    def fit(self, data: Dataset, rng: np.random.Generator) -> EaseModel:
        """Return the weights between all titles, cold ones included."""
        n = len(data.catalogue)
        refuse_above(self.max_gb, n, _MATRICES * 8)
        watched = np.asarray(gram(liked(data, self.threshold).histories, n), np.float64)
        watched += np.triu(watched, 1).T
        plays = np.diag(watched).copy()
        if not plays.any():
            return EaseModel(np.zeros((n, n), np.float32))
        few = np.percentile(plays[plays > 0], _FEW)
        lifted = self.alpha * np.maximum(0.0, self.beta * (1 - plays / few))
        system = watched @ self._alike(data.catalogue, watched)
        system *= lifted
        system += watched
        del watched
        system[np.diag_indices(n)] += self.reg
        weights = _inverse(system, self.reg)
        weights /= -np.diag(weights)
        np.fill_diagonal(weights, 0.0)
        return EaseModel(weights.astype(np.float32))

    def _alike(self, catalogue: Catalogue, watched: _Doubles) -> _Doubles:
        """Return (n, n) G, its weights fitted to the cosines between the watched titles."""
        metadata = _Metadata.of(catalogue, self.blocks, self.delta)
        weights = metadata.fitted(watched)
        total = np.zeros_like(watched)
        for first in range(0, len(total), _BLOCK):
            rows = total[first : first + _BLOCK]
            parts = _with_products(metadata.cosines(np.arange(first, first + len(rows))))
            for weight, part in zip(weights, parts, strict=True):
                rows += weight * part
        return total


@dataclass(frozen=True)
class _Metadata:
    """What is known of titles, of which cosines are made for a few titles at a time.

    Parameters
    ----------
    blocks
        Of each block of metadata, (n, n_terms) the titles' vectors.
    delta
        δ of the cosines.
    """

    blocks: tuple[csr_array, ...]
    delta: float

    @classmethod
    def of(cls, catalogue: Catalogue, blocks: Sequence[str], delta: float) -> _Metadata:
        """Return the metadata of a catalogue."""
        found = documents(catalogue.titles)
        decades = [{"decade": [str(year // _DECADE)] if year else []} for year in catalogue.year.tolist()]
        told = [{**one, **decade} for one, decade in zip(found, decades, strict=True)]
        tf_idf = TfIdf.learnt({block: _COMMON_WORDS if block == "words" else 1.0 for block in blocks}, told)
        terms = tf_idf.vectors(told).terms
        inside = [(tf_idf.block_of[terms.values] == block).astype(np.float32) for block in range(len(blocks))]
        return cls(tuple(terms.matrix(len(tf_idf.terms), one) for one in inside), delta)

    def cosines(self, titles: _Numbers) -> list[Floats]:
        """Return (len(titles), n) the smoothed cosines of some titles with all, of each block of metadata."""
        return [_smoothed(rows, titles, self.delta) for rows in self.blocks]

    def fitted(self, watched: _Doubles) -> _Doubles:
        """Return the weights ≥ 0 that bring the sum of the parts nearest to the cosines of the titles' viewers.

        They are fitted to pairs of different titles that were watched, evenly taken.
        """
        plays = np.diag(watched)
        warm = np.flatnonzero(plays)
        lengths = np.sqrt(plays)
        one, other = _some_pairs(len(warm))
        n_parts = len(self.blocks) * (len(self.blocks) + 1) // 2
        squares, products = np.zeros((n_parts, n_parts)), np.zeros(n_parts)
        for first in range(0, len(warm), _BLOCK):
            inside = slice(*np.searchsorted(one, [first, first + _BLOCK]))
            i, j = one[inside], warm[other[inside]]
            sampled = [part[i - first, j] for part in self.cosines(warm[first : first + _BLOCK])]
            table = np.stack(list(_with_products(sampled)), axis=1).astype(np.float64)
            squares += table.T @ table
            products += table.T @ (watched[warm[i], j] / (lengths[warm[i]] * lengths[j]))
        return np.asarray(nnls(squares, products)[0], np.float64)


def _smoothed(rows: csr_array, titles: _Numbers, delta: float) -> Floats:
    products = np.asarray((rows[titles] @ rows.T).toarray(), np.float32)
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
    products /= np.outer(lengths[titles], lengths) + np.float32(delta)
    return products


def _with_products(blocks: Sequence[Floats]) -> Iterator[Floats]:
    yield from blocks
    for one, other in combinations(blocks, 2):
        yield one * other


def _some_pairs(n: int) -> tuple[_Numbers, _Numbers]:
    """Return the pairs i < j of n, or evenly taken ones of them, by rising i."""
    every = n * (n - 1) // 2
    taken = np.arange(0, every, 1 + every // _PAIRS)
    begins = np.arange(n) * (2 * n - 1 - np.arange(n)) // 2  # of the pairs of each i
    i = np.searchsorted(begins, taken, side="right") - 1
    return i, taken - begins[i] + i + 1


def _inverse(system: _Doubles, reg: float) -> _Doubles:
    """Turn a matrix into its inverse, in place."""
    # LAPACK reads columns: it is told of the transposed matrix, whose inverse is that of the matrix transposed.
    factor, pivots, singular = dgetrf(system.T, overwrite_a=1)
    if singular:
        raise BadConfig(f"marec cannot invert X'X + X'f + reg · I with reg = {reg:g}.", "Raise reg.")
    found: _Doubles = dgetri(factor, pivots, lwork=_COLUMNS * len(system), overwrite_lu=1)[0].T
    return found
