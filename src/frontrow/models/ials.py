"""Implicit ALS: vectors of users and titles whose product tells watched from unwatched, in exact alternating steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.data.ranges import ABOVE_0, FINITE, FROM_1, THRESHOLD, check
from frontrow.errors import BadConfig
from frontrow.models import Explained, Queries
from frontrow.models.cholesky import padded
from frontrow.models.cosine import nearest_by_cosine
from frontrow.models.ease import strongest_reasons
from frontrow.models.ials_solve import Fixed, Sought, solved
from frontrow.models.liked import liked
from frontrow.models.products import products
from frontrow.models.sparse import cells, read_only
from frontrow.models.transposed import transposed

_TURNED = 8192  # vectors turned at a time: no copy of all of them


@dataclass(frozen=True)
class IalsModel:
    """Vectors of the titles; a user's is solved for from the history, at once and exactly.

    Parameters
    ----------
    vectors
        (n_items, padded factors) float32 H, turned so that H'H is diagonal; columns beyond the factors are 0.
    weighed
        (padded factors,) float32 α₀ times the diagonal of H'H.
    reg, reg_exponent, unobserved_weight
        λ, ν and α₀ of the fit.
    graded
        Whether the confidence in an entry of a history is its grade, instead of 1.
    """

    vectors: Floats
    weighed: Floats
    reg: float
    reg_exponent: float
    unobserved_weight: float
    graded: bool

    def scores(self, queries: Queries) -> Floats:
        users = self.user_vectors(queries.histories, queries.weights)
        return products(users, self.vectors)

    def user_vectors(self, histories: Ragged, weights: Floats) -> Floats:
        """Return (n, padded factors) float32: the vector w of each history, given the titles' vectors.

        A title of weight 0 adds nothing to the loss but counts in |S| of the regularization; one of a weight below 0
        has the target −1 instead of 1.
        """
        users = np.zeros((len(histories), self.vectors.shape[1]), np.float32)
        held = cells(histories.offsets, histories.values, self._confidence(weights))
        sought = Sought(users, self._regs(histories.lengths))
        solved(held, self._fixed, sought, block=users.shape[1])
        return users

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons; a title disliked (weight ≤ 0) moves scores but is never a reason."""
        return strongest_reasons(self._added(asked, self.vectors), asked)

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score.

        Notes
        -----
        With A = H_S'CH_S + D the score of item i is Σ_j c_j h_i'A⁻¹h_j, a sum over the history: Hu, Koren and
        Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008, section 5.
        """
        return self._added(asked, self.vectors[items])

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles whose vectors point most in the direction of the item's, with the cosine, best first.

        A title without any viewing has no direction: it has no neighbours and is nobody's.
        """
        return nearest_by_cosine(self.vectors, item)

    @property
    def _fixed(self) -> Fixed:
        return Fixed(read_only(self.vectors, np.float32), read_only(self.weighed, np.float32))

    def _confidence(self, weights: Floats) -> Floats:
        return weights if self.graded else np.sign(weights)

    def _regs(self, lengths: NDArray[np.int64]) -> Floats:
        return regularization(lengths, len(self.vectors), self)

    def _added(self, asked: Queries, vectors: Floats) -> Floats:
        """Return (h, len(vectors)), in double precision within so that it adds up to the score."""
        confidence = self._confidence(asked.weights).astype(np.float64)
        watched = self.vectors[asked.histories.values].astype(np.float64)
        normal = (watched * np.abs(confidence)[:, None]).T @ watched
        normal[np.diag_indices_from(normal)] += self.weighed + self._regs(asked.histories.lengths)
        into = np.linalg.solve(normal, (watched * confidence[:, None]).T)
        return np.asarray(into.T.astype(np.float32) @ vectors.T)


@dataclass(frozen=True)
class Ials:
    """Learns vectors whose product tells watched from unwatched, in exact alternating least squares.

    Parameters
    ----------
    factors
        Length of a vector.
    epochs
        Times that both sides are solved for.
    reg
        λ, above 0.
    reg_exponent
        ν: with 1 a frequent user or title is held back as much as it weighs in the loss, with 0 all are alike.
    unobserved_weight
        α₀: weight of an unwatched pair where a watched one weighs 1; above 0.
    block
        Factors solved for together, a multiple of 16; 0 for all, which is the exact minimum. With 64, an epoch of many
        factors takes less time and more epochs are needed.
    stddev
        Of the vectors' first length: each number is drawn with stddev / √factors.
    threshold
        A history's title counts as watched with pleasure when its grade is above this.
    graded
        Whether the confidence in a viewing is its grade, instead of 1.

    Notes
    -----
    Minimises Σ_(u,i watched) (1 − w_u·h_i)² + α₀ Σ_(u,i) (w_u·h_i)² + λ (Σ_u (|S_u| + α₀|I|)^ν ‖w_u‖² + Σ_i (|S_i| +
    α₀|U|)^ν ‖h_i‖²). The loss does not change when both sides are turned alike, so the side that stands still is turned
    until its Gram matrix is diagonal, which makes short histories cheap (:func:`frontrow.models.ials_solve.solved`).

    References
    ----------
    .. [1] Y. Hu, Y. Koren, C. Volinsky, "Collaborative filtering for implicit feedback datasets", ICDM 2008.
    .. [2] S. Rendle, W. Krichene, L. Zhang, Y. Koren, "Revisiting the performance of iALS on item recommendation
       benchmarks", RecSys 2022.
    .. [3] S. Rendle, W. Krichene, L. Zhang, Y. Koren, "iALS++: speeding up matrix factorization with subspace
       optimization", 2021.
    """

    factors: int = 64
    epochs: int = 16
    reg: float = 0.003
    reg_exponent: float = 1.0
    unobserved_weight: float = 0.1
    block: int = 0
    stddev: float = 0.1
    threshold: float = 0.0
    graded: bool = False

    def __post_init__(self) -> None:
        check(
            "ials", self, factors=FROM_1, epochs=FROM_1, reg=ABOVE_0.hinted("0.003 suits most data"),
            reg_exponent=FINITE, unobserved_weight=ABOVE_0.hinted("0.1 suits most data"), stddev=ABOVE_0,
            threshold=THRESHOLD,
        )  # fmt: skip
        if self.block < 0 or self.block % 16:
            raise BadConfig(f"ials cannot have block = {self.block}.", "It is 0 or a multiple of 16, such as 64.")

    def fit(self, data: Dataset, rng: np.random.Generator) -> IalsModel:
        """Return the titles' vectors after the last epoch."""
        found = liked(data, self.threshold)
        n_items, n_users = len(data.catalogue), len(found.histories)
        confidence = found.grades if self.graded else np.empty(0, np.float32)  # none: all are 1
        by_user = cells(found.histories.offsets, found.histories.values, confidence)
        by_item = transposed(by_user, n_items)
        block = self.block or padded(self.factors)
        users = np.zeros((n_users, padded(self.factors)), np.float32)
        items = np.zeros((n_items, padded(self.factors)), np.float32)
        items[:, : self.factors] = rng.normal(0, self.stddev / np.sqrt(self.factors), (n_items, self.factors))
        user_side = Sought(users, regularization(np.diff(by_user.offsets), n_items, self))
        item_side = Sought(items, regularization(np.diff(by_item.offsets), n_users, self))
        for _ in range(self.epochs):
            solved(by_user, turned(items, users, self), user_side, block)
            solved(by_item, turned(users, items, self), item_side, block)
        fixed = turned(items, users, self)
        return IalsModel(items, fixed.weighed, self.reg, self.reg_exponent, self.unobserved_weight, self.graded)


def regularization(lengths: NDArray[np.int64], n_others: int, settings: Ials | IalsModel) -> Floats:
    """Return λ (|S| + α₀ n)^ν of each row: ``lengths`` are |S|, ``n_others`` the rows of the other side."""
    weight = lengths + settings.unobserved_weight * n_others
    return np.asarray(settings.reg * weight**settings.reg_exponent, np.float32)


def turned(fixed: Floats, other: Floats, settings: Ials) -> Fixed:
    """Turn both sides alike, in place, until the Gram matrix of ``fixed`` is diagonal; return it as such."""
    diagonal, basis = np.linalg.eigh((fixed.T @ fixed).astype(np.float64))
    basis = basis[:, ::-1].astype(np.float32)  # the strongest direction first
    for side in (fixed, other):
        for first in range(0, len(side), _TURNED):
            side[first : first + _TURNED] = side[first : first + _TURNED] @ basis
    weighed = settings.unobserved_weight * np.maximum(diagonal[::-1], 0)
    return Fixed(read_only(fixed, np.float32), read_only(weighed, np.float32))
