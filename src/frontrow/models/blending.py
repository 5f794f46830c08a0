"""How much each model is worth to whom: a multinomial regression of what was hidden on the models' scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from frontrow.core import Bools, Floats
from frontrow.data.ragged import Ragged

Wide = NDArray[np.float64]


@dataclass(frozen=True)
class Lesson:
    """Scores of several models for the same queries, and what was hidden from them.

    Parameters
    ----------
    scores
        (m, n_queries, n_items) float32, each query's with a standard deviation of 1.
    amounts
        (n_queries, 2) What weights may depend on; see :func:`amounts`.
    allowed
        (n_queries, n_items) What may be ranked: not the history, and no title that is no candidate.
    targets
        (total,) Flat positions in a (n_queries, n_items) array.
    shares
        (total,) What each target counts: the targets of a query together 1.
    """

    scores: Floats
    amounts: Wide
    allowed: Bools
    targets: NDArray[np.int64]
    shares: Wide

    @classmethod
    def of(cls, scores: Floats, amount: Wide, allowed: Bools, targets: Ragged) -> Lesson:
        """Return the lesson of (m, n_queries, n_items) scores; targets that are not allowed are left out."""
        flat = targets.owners.astype(np.int64) * scores.shape[2] + targets.values
        kept = allowed.ravel()[flat]
        owners = targets.owners[kept]
        return cls(scores, amount, allowed, flat[kept], 1.0 / np.bincount(owners, minlength=len(targets))[owners])

    @classmethod
    def joined(cls, lessons: Sequence[Lesson]) -> Lesson:
        """Return one lesson of the queries of several, for the same titles and models."""
        if len(lessons) == 1:
            return lessons[0]
        sizes = [one.allowed.size for one in lessons]
        before = np.concatenate([[0], np.cumsum(sizes[:-1])])
        return cls(
            np.concatenate([one.scores for one in lessons], axis=1),
            np.concatenate([one.amounts for one in lessons]),
            np.concatenate([one.allowed for one in lessons]),
            np.concatenate([one.targets + first for one, first in zip(lessons, before, strict=True)]),
            np.concatenate([one.shares for one in lessons]),
        )

    def only(self, chosen: NDArray[np.int64]) -> Lesson:
        """Return the lesson of some of the queries, in rising order."""
        n_items = self.scores.shape[2]
        number = np.full(len(self.allowed), -1, np.int64)
        number[chosen] = np.arange(len(chosen))
        owners = number[self.targets // n_items]
        kept = owners >= 0
        targets = owners[kept] * n_items + self.targets[kept] % n_items
        return Lesson(self.scores[:, chosen], self.amounts[chosen], self.allowed[chosen], targets, self.shares[kept])


def blended(scores: Floats, amount: Wide, weights: Floats) -> Floats:
    """Return (n_queries, n_items) Σ_m (weights[m] · amount) scores[m]."""
    found: Floats = np.einsum("qm,mqi->qi", (amount @ weights.T).astype(np.float32), scores)
    return found


def weights_of(lesson: Lesson, penalty: float) -> Floats:
    """Return (m, 2) weights under which what was hidden is likeliest.

    Parameters
    ----------
    penalty
        How strongly weights are held to zero; that of the amount of history more than the rest, so that a model's worth
        depends on it only where it shows.

    Notes
    -----
    With z_m(q, i) the scores and a(q) the amounts, minimises −(1/n) Σ_q mean over its targets t of
    log softmax_i(Σ_m (w_m · a(q)) z_m(q, i))_t + penalty/2 · ‖w‖², a convex function, by L-BFGS. The softmax is over
    what may be ranked: no negatives are drawn.
    """
    m = len(lesson.scores)
    start = np.zeros((m, lesson.amounts.shape[1]))
    start[:, 0] = 1.0 / m
    held = np.full_like(start, penalty)
    held[:, 1:] *= 10.0
    found = minimize(_loss, start.ravel(), (lesson, held), jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return np.asarray(found.x.reshape(start.shape), np.float32)


def _loss(flat: Wide, lesson: Lesson, held: Wide) -> tuple[float, Wide]:
    weights = flat.reshape(held.shape)
    n = len(lesson.allowed)
    logits = blended(lesson.scores, lesson.amounts, np.asarray(weights, np.float32))
    logits[~lesson.allowed] = -np.inf
    total = logsumexp(logits, axis=1, keepdims=True)
    owners = lesson.targets // logits.shape[1]
    loss = float((lesson.shares * (total[owners, 0] - logits.ravel()[lesson.targets])).sum() / n)
    logits -= total
    chance = np.exp(logits, out=logits)
    chance.ravel()[lesson.targets] -= lesson.shares.astype(np.float32)
    slope = np.stack([np.einsum("qi,qi->q", chance, scores) for scores in lesson.scores])
    gradient = slope.astype(np.float64) @ lesson.amounts / n + held * weights
    return loss + float((held * weights**2).sum() / 2), gradient.ravel()
