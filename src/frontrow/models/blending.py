"""How much each model is worth to whom: a multinomial regression of what was hidden on the models' scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from frontrow.core import Bools, Floats
from frontrow.data.ragged import Ragged

Wide = NDArray[np.float64]
_TOGETHER = 32  # queries looked at at once


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
        (total,) Flat positions in a (n_queries, n_items) array, query after query.
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

    @property
    def blocks(self) -> Iterator[slice]:
        """The queries, some at a time: what is made of scores on the way is then small beside them."""
        for first in range(0, len(self.allowed), _TOGETHER):
            yield slice(first, min(first + _TOGETHER, len(self.allowed)))

    def targets_of(self, queries: slice) -> slice:
        """Return which targets are those of a block of queries."""
        ends = np.searchsorted(self.targets // self.allowed.shape[1], [queries.start, queries.stop])
        return slice(*ends.tolist())

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
        for rows in self.blocks:
            for scores in self.scores:
                ranked = np.where(self.allowed[rows], -scores[rows], np.inf)
                best = np.argpartition(ranked, min(depth, n_items) - 1, axis=1)[:, :depth]
                np.put_along_axis(kept[rows], best, True, axis=1)
        flat = np.flatnonzero(kept)
        owners = flat // n_items
        counts = np.bincount(owners, minlength=n)
        places = owners * counts.max() + np.arange(len(flat)) - (np.cumsum(counts) - counts)[owners]
        allowed = np.zeros(n * counts.max(), np.bool_)
        allowed[places] = self.allowed.ravel()[flat]
        shorter = np.zeros((len(self.scores), len(allowed)), np.float32)
        for row, scores in zip(shorter, self.scores, strict=True):
            row[places] = scores[owners, flat % n_items]  # a row of a half's scores may be no flat array
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
    unlikely = np.empty(len(lesson.targets), np.float32)
    slope = np.empty((len(lesson.scores), n), np.float32)
    for rows in lesson.blocks:
        logits = blended(lesson.scores[:, rows], lesson.amounts[rows], np.asarray(weights, np.float32))
        logits[~lesson.allowed[rows]] = -np.inf
        total = logsumexp(logits, axis=1, keepdims=True)
        theirs = lesson.targets_of(rows)
        targets = lesson.targets[theirs] - rows.start * logits.shape[1]
        unlikely[theirs] = total[targets // logits.shape[1], 0] - logits.ravel()[targets]
        logits -= total
        chance = np.exp(logits, out=logits)
        chance.ravel()[targets] -= lesson.shares[theirs].astype(np.float32)
        for one, scores in zip(slope, lesson.scores, strict=True):
            np.einsum("qi,qi->q", chance, scores[rows], out=one[rows])
    loss = float((lesson.shares * unlikely).sum() / n)
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
        figures = [_ndcg(lesson, partial(_summed, total, scores), depth) for scores in lesson.scores]
        added = int(np.argmax(figures))
        counts[added] += 1
        total += lesson.scores[added]
        if figures[added] > figure:
            best, figure = counts / counts.sum(), figures[added]
    return np.column_stack([best, np.zeros(len(best))]).astype(np.float32)


def _summed(one: Floats, other: Floats, rows: slice) -> Floats:
    found: Floats = one[rows] + other[rows]
    return found


def quality(lesson: Lesson, weights: Floats, depth: int) -> float:
    """Return the mean NDCG of lists of ``depth`` titles, over the queries with a target."""
    return _ndcg(lesson, lambda rows: blended(lesson.scores[:, rows], lesson.amounts[rows], weights), depth)


def _ndcg(lesson: Lesson, scored: Callable[[slice], Floats], depth: int) -> float:
    """Return the mean NDCG by the scores of blocks of queries, made when they are asked for."""
    n, n_items = lesson.allowed.shape
    discount = 1.0 / np.log2(np.arange(min(depth, n_items)) + 2.0)
    gained = np.empty(n)
    for rows in lesson.blocks:
        scores = scored(rows)
        scores[~lesson.allowed[rows]] = -np.inf
        wanted = np.zeros(scores.shape, np.bool_)
        wanted.ravel()[lesson.targets[lesson.targets_of(rows)] - rows.start * n_items] = True
        best = np.argpartition(-scores, len(discount) - 1, axis=1)[:, : len(discount)]
        order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1)
        lists = np.take_along_axis(best, order, axis=1)
        gained[rows] = (np.take_along_axis(wanted, lists, axis=1) * discount).sum(axis=1)
    targets = np.bincount(lesson.targets // n_items, minlength=n)
    ideal = np.cumsum(discount)[np.clip(targets, 1, len(discount)) - 1]
    return float((gained / ideal).sum() / max((targets > 0).sum(), 1))
