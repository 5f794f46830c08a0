"""MARec: EASE whose histories are completed by what is known of the titles; a published baseline for cold items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls
from scipy.sparse import csr_array

from frontrow.core import Floats
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.errors import BadConfig
from frontrow.models.content_features import documents
from frontrow.models.ease import EaseModel
from frontrow.models.gram import gram, refuse_above
from frontrow.models.liked import liked
from frontrow.models.tf_idf import TfIdf

_Doubles: TypeAlias = NDArray[np.float64]
BLOCKS = ("genres", "moods", "cast", "directors", "writers", "words", "countries", "languages", "decade")
_COMMON_WORDS = 0.3  # a word of more titles than this share is left out
_FEW = 10.0  # percentile of the plays of watched titles under which a title's columns are completed
_DECADE = 10  # years
_PAIRS = 500_000  # of titles that weights are fitted to, at most about: evenly taken from all


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
        GiB that each matrix may take; a larger catalogue is refused before anything is made.

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
        if not self.reg > 0:
            raise BadConfig(f"marec cannot have reg = {self.reg}.", "reg is above 0; 1 to 700 suits most data.")
        if not self.blocks or not set(self.blocks) <= set(BLOCKS):
            raise BadConfig(
                f"marec cannot compare titles by {', '.join(self.blocks) or 'nothing'}.",
                f"Name some of {', '.join(BLOCKS)}.",
            )

    def fit(self, data: Dataset, rng: np.random.Generator) -> EaseModel:
        """Return the weights between all titles, cold ones included."""
        n = len(data.catalogue)
        refuse_above(self.max_gb, n, 8)
        found = liked(data, self.threshold)
        upper = np.asarray(gram(found.histories, n), np.float64)
        watched = upper + np.triu(upper, 1).T
        plays = np.diag(watched).copy()
        if not plays.any():
            return EaseModel(np.zeros((n, n), np.float32))
        few = np.percentile(plays[plays > 0], _FEW)
        lifted = self.alpha * np.maximum(0.0, self.beta * (1 - plays / few))
        system = watched + (watched @ self._alike(data.catalogue, watched)) * lifted
        system[np.diag_indices(n)] += self.reg
        weights = np.linalg.inv(system)
        weights /= -np.diag(weights)
        np.fill_diagonal(weights, 0.0)
        return EaseModel(weights.astype(np.float32))

    def _alike(self, catalogue: Catalogue, watched: _Doubles) -> _Doubles:
        """Return (n, n) G, its weights fitted to the cosines between the watched titles."""
        plays = np.diag(watched)
        warm = np.flatnonzero(plays)
        lengths = np.sqrt(plays[warm])
        wanted = watched[np.ix_(warm, warm)] / np.outer(lengths, lengths)
        blocks = list(_cosines(catalogue, self.blocks, self.delta))
        weights = _fitted([part[np.ix_(warm, warm)] for part in _with_products(blocks)], wanted)
        total = np.zeros_like(watched)
        for weight, part in zip(weights, _with_products(blocks), strict=True):
            total += weight * part
        return total


def _cosines(catalogue: Catalogue, blocks: Sequence[str], delta: float) -> Iterator[Floats]:
    """Yield (n, n) the smoothed cosines of each block of metadata."""
    found = documents(catalogue.titles)
    decades = [{"decade": [str(year // _DECADE)] if year else []} for year in catalogue.year.tolist()]
    tf_idf = TfIdf.learnt(
        {block: _COMMON_WORDS if block == "words" else 1.0 for block in blocks},
        [{**one, **decade} for one, decade in zip(found, decades, strict=True)],
    )
    terms = tf_idf.vectors([{**one, **decade} for one, decade in zip(found, decades, strict=True)]).terms
    for block in range(len(blocks)):
        inside = (tf_idf.block_of[terms.values] == block).astype(np.float32)
        yield _smoothed(terms.matrix(len(tf_idf.terms), inside), delta)


def _smoothed(rows: csr_array, delta: float) -> Floats:
    products = np.asarray((rows @ rows.T).toarray(), np.float32)
    lengths = np.sqrt(np.diag(products))
    products /= np.outer(lengths, lengths) + np.float32(delta)
    return products


def _with_products(blocks: list[Floats]) -> Iterator[Floats]:
    yield from blocks
    for one, other in combinations(blocks, 2):
        yield one * other


def _fitted(parts: list[Floats], wanted: _Doubles) -> _Doubles:
    """Return the weights ≥ 0 that bring the sum of the parts nearest to ``wanted`` off the diagonal."""
    pairs = tuple(side[:: 1 + len(side) // _PAIRS] for side in np.triu_indices(len(wanted), 1))
    table = np.stack([part[pairs] for part in parts], axis=1).astype(np.float64)
    weights, _ = nnls(table.T @ table, table.T @ wanted[pairs])
    return np.asarray(weights, np.float64)
