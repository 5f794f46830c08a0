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

    def shortened(self, depth: int) -> Lesson:
        """Return the lesson of fewer titles: each query's first ``depth`` of every model, and its targets."""
        kept = np.zeros(self.allowed.shape, np.bool_)
        kept.ravel()[self.targets] = True
        n, n_items = len(self.allowed), self.allowed.shape[1]
        for scores in self.scores:
            ranked = np.where(self.allowed, -scores, np.inf)
            np.put_along_axis(kept, np.argpartition(ranked, min(depth, n_items) - 1, axis=1)[:, :depth], True, axis=1)
        flat = np.flatnonzero(kept)
        owners = flat // n_items
        counts = np.bincount(owners, minlength=n)
        places = owners * counts.max() + np.arange(len(flat)) - (np.cumsum(counts) - counts)[owners]
        allowed = np.zeros(n * counts.max(), np.bool_)
        allowed[places] = self.allowed.ravel()[flat]
        shorter = np.zeros((len(self.scores), len(allowed)), np.float32)
        for row, scores in zip(shorter, self.scores, strict=True):
            row[places] = scores.ravel()[flat]
        targets = places[np.searchsorted(flat, self.targets)]
        return Lesson(shorter.reshape(len(shorter), n, -1), self.amounts, allowed.reshape(n, -1), targets, self.shares)


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


def selected(lesson: Lesson, depth: int, rounds: int) -> Floats:
    """Return (m, 2) weights, shares of 1 whatever the history, under which lists rank what was hidden best.

    Parameters
    ----------
    depth
        Titles of a list that count.
    rounds
        How often a model is added.

    Notes
    -----
    Greedily, from none: the model is added once more whose addition gives the highest mean NDCG; of all rounds the
    best is kept, so that on the lesson no model alone is better. Likelihood asks how far apart scores are, which is
    their own affair with each model; this asks for their order alone. Only titles that some model has among its first
    4 · depth are looked at.

    References
    ----------
    .. [1] R. Caruana, A. Niculescu-Mizil, G. Crew, A. Ksikes, "Ensemble selection from libraries of models",
       ICML 2004, section 2.1, with replacement.
    """
    lesson = lesson.shortened(4 * depth)
    counts, best, figure = np.zeros(len(lesson.scores)), np.zeros(len(lesson.scores)), -1.0
    total = np.zeros(lesson.allowed.shape, np.float32)
    for _ in range(rounds):
        figures = [_ndcg(lesson, total + scores, depth) for scores in lesson.scores]
        added = int(np.argmax(figures))
        counts[added] += 1
        total += lesson.scores[added]
        if figures[added] > figure:
            best, figure = counts / counts.sum(), figures[added]
    return np.column_stack([best, np.zeros(len(best))]).astype(np.float32)


def quality(lesson: Lesson, weights: Floats, depth: int) -> float:
    """Return the mean NDCG of lists of ``depth`` titles, over the queries with a target."""
    return _ndcg(lesson, blended(lesson.scores, lesson.amounts, weights), depth)


def _ndcg(lesson: Lesson, scores: Floats, depth: int) -> float:
    scores[~lesson.allowed] = -np.inf
    n, n_items = scores.shape
    wanted = np.zeros(n * n_items, np.bool_)
    wanted[lesson.targets] = True
    discount = 1.0 / np.log2(np.arange(min(depth, n_items)) + 2.0)
    best = np.argpartition(-scores, len(discount) - 1, axis=1)[:, : len(discount)]
    order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1)
    lists = np.take_along_axis(best, order, axis=1)
    gained = (np.take_along_axis(wanted.reshape(n, n_items), lists, axis=1) * discount).sum(axis=1)
    targets = np.bincount(lesson.targets // n_items, minlength=n)
    ideal = np.cumsum(discount)[np.clip(targets, 1, len(discount)) - 1]
    return float((gained / ideal).sum() / max((targets > 0).sum(), 1))
