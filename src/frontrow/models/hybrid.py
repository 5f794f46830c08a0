"""A hybrid: several models' scores added up, each weighed as it is told or by what it was worth in a rehearsal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

import numpy as np

from frontrow.core import Bools, Floats
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.data.ranges import ABOVE_0, FROM_1, THRESHOLD, check
from frontrow.errors import BadConfig
from frontrow.models import Learner, Model, Queries
from frontrow.models.blending import Lesson, Wide, blended, quality, selected, weights_of
from frontrow.models.ease import Ease
from frontrow.models.item_knn import ItemKNN
from frontrow.models.popularity import Popularity
from frontrow.models.rehearsal import HIDING, Rehearsal, rehearsal

# of all models together in a rehearsal at most: 480 MB. Beside them stand a half of them to learn from, what may be
# ranked and the rest: the peak was measured as 1.7 to 1.8 times as much, 850 MB, without what fitting the parts takes.
_SCORES = 120_000_000
_TOGETHER = 32  # queries whose scores are standardised at once
_FLAT = 1e-6  # a standard deviation that is rounding, in greatest scores
_ROUNDS = 12  # of adding a part: weights are twelfths at the finest


def _default_parts() -> dict[str, Learner]:
    return {"ease": Ease(), "item_knn": ItemKNN(), "popularity": Popularity()}


@dataclass(frozen=True)
class HybridModel:
    """The parts and their weights.

    Parameters
    ----------
    names
        Of the parts.
    parts
        The models.
    weights
        (m, 2) of each part: its weight at the usual amount of history, and what a unit more changes.
    usual
        (2,) Mean and standard deviation of log(1 + titles of the history) in the rehearsal; 0 and 1 without one.
    """

    names: tuple[str, ...]
    parts: tuple[Model, ...]
    weights: Floats
    usual: Floats

    def scores(self, queries: Queries) -> Floats:
        """Return (n_queries, n_items) float32 Σ_m (w_m0 + w_m1 a) s_m / σ(s_m), a the amount of history."""
        scores = np.stack([standardised(part.scores(queries)) for part in self.parts])
        return blended(scores, amounts(queries, self.usual), self.weights)


@dataclass(frozen=True)
class Hybrid:
    """Fits its parts without what a rehearsal hides, learns their weights from it, then fits them on everything.

    Parameters
    ----------
    parts
        Learners by name; in a file each is a table ``[models.NAME.parts.PART]``, as those under ``[models]`` are.
    hidden
        What a rehearsal hides: ``last`` title of each history, a ``share`` of each, some ``titles`` from everybody, or
        a share of the histories of ``strangers``, from whom nothing is learnt; the one that is like the use.
    users
        How many users are asked at most, in all rehearsals together.
    penalty
        How strongly weights are held to zero, above 0.
    rehearsals
        How many there are, each with its own draw and its own fits: more to learn from where users are few.
    depth
        Titles of a list that count when blends are compared.
    threshold
        A rehearsal asks for hidden titles with a grade above this: those that were watched with pleasure.
    weights
        Of each part, where they are known: then nothing is rehearsed, and fitting costs what the parts cost.

    Notes
    -----
    There are two ways to the weights: the regression of :func:`frontrow.models.blending.weights_of`, kin to
    feature-weighted linear stacking [1]_ with the amount of history as the one meta-feature, and the greedy
    :func:`frontrow.models.blending.selected`. Each is learnt on one half of the users asked and judged on the other,
    and the reverse (mean NDCG@depth); the better one must rank better than each part alone, or the best part alone is
    kept. Then the weights are learnt on all of them.

    References
    ----------
    .. [1] J. Sill, G. Takács, L. Mackey, D. Lin, "Feature-weighted linear stacking", arXiv:0911.0460, 2009.
    """

    parts: Mapping[str, Learner] = field(default_factory=_default_parts)
    hidden: str = "last"
    users: int = 2_000
    penalty: float = 1e-4
    rehearsals: int = 1
    depth: int = 10
    threshold: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.parts:
            raise BadConfig("hybrid has no parts.", "Give it tables [models.NAME.parts.PART] with a learner each.")
        if self.hidden not in HIDING:
            raise BadConfig(f"hybrid cannot hide {self.hidden!r}.", f"It hides one of {', '.join(HIDING)}.")
        if self.weights:
            self._check_weights()
        check("hybrid", self, penalty=ABOVE_0, rehearsals=FROM_1, depth=FROM_1, threshold=THRESHOLD)
        if self.users < 2 * self.rehearsals:  # of each rehearsal one user to learn from, one to choose by
            raise BadConfig(f"hybrid cannot have users = {self.users}.", "users are at least 2 a rehearsal.")

    def _check_weights(self) -> None:
        if set(self.weights) != set(self.parts):
            raise BadConfig(
                f"hybrid has weights of {', '.join(self.weights)} and parts {', '.join(self.parts)}.",
                "Give each part its weight, or none.",
            )
        if not (all(map(isfinite, self.weights.values())) and any(self.weights.values())):
            raise BadConfig(f"hybrid cannot weigh {dict(self.weights)}.", "Weights are numbers, and not all 0.")

    def fit(self, data: Dataset, rng: np.random.Generator) -> HybridModel:
        """Return the parts, fitted on everything, with the weights given or else those that rehearsals teach."""
        weights, usual = self._given() if self.weights else self._learnt(data, rng)
        return HybridModel(tuple(self.parts), tuple(one.fit(data, rng) for one in self.parts.values()), weights, usual)

    def _given(self) -> tuple[Floats, Floats]:
        """Return the weights as they are set, whatever the amount of history."""
        weights = np.array([[self.weights[name], 0.0] for name in self.parts], np.float32)
        return weights, np.array([0.0, 1.0], np.float32)

    def _learnt(self, data: Dataset, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Return the weights that rehearsals teach, and the usual amount of history in them."""
        users = min(self.users, max(_SCORES // (len(self.parts) * max(len(data.catalogue), 1)), 2)) // self.rehearsals
        drawn = [rehearsal(data, self.hidden, max(users, 1), rng, self.threshold) for _ in range(self.rehearsals)]
        usual = _usual([part.queries for part in drawn])
        lesson = _lesson(drawn, tuple(self.parts.values()), usual, rng)
        return _weights(lesson, self, rng), usual


def standardised(scores: Floats) -> Floats:
    """Return (n, n_items) scores over the standard deviation of each row; a row of equal scores becomes zeros."""
    spread = scores.std(axis=1, keepdims=True, dtype=np.float64)
    differs = spread > _FLAT * np.abs(scores).max(axis=1, keepdims=True, initial=0.0)
    even: Floats = np.divide(scores, spread.astype(np.float32), out=np.zeros_like(scores), where=differs)
    return even


def amounts(queries: Queries, usual: Floats) -> Wide:
    """Return (n_queries, 2): 1, and how much more history than usual a query has, in standard deviations of its log."""
    more = (np.log1p(queries.histories.lengths) - usual[0]) / usual[1]
    return np.column_stack([np.ones(len(more)), np.clip(more, -3.0, 3.0)])


def _usual(queries: Sequence[Queries]) -> Floats:
    logs = np.log1p(np.concatenate([one.histories.lengths for one in queries]))
    return np.array([logs.mean(), max(logs.std(), 0.1)] if len(logs) else [0.0, 1.0], np.float32)


def _lesson(drawn: Sequence[Rehearsal], learners: Sequence[Learner], usual: Floats, rng: np.random.Generator) -> Lesson:
    """Return what the models, fitted on what each rehearsal does not hide, say of what it asks."""
    ends = np.cumsum([len(part.targets) for part in drawn])
    n_items = len(drawn[0].data.catalogue)
    scores = np.empty((len(learners), ends[-1], n_items), np.float32)
    allowed = np.empty((ends[-1], n_items), np.bool_)
    for end, part in zip(ends, drawn, strict=True):
        asked = slice(end - len(part.targets), end)
        allowed[asked] = _allowed(part)
        for theirs, learner in zip(scores[:, asked], learners, strict=True):
            if len(theirs):
                theirs[...] = learner.fit(part.data, rng).scores(part.queries)
    for theirs in scores:
        for first in range(0, len(theirs), _TOGETHER):
            theirs[first : first + _TOGETHER] = standardised(theirs[first : first + _TOGETHER])
    wanted = Ragged.of([titles for part in drawn for titles in part.targets])
    return Lesson.of(scores, np.concatenate([amounts(part.queries, usual) for part in drawn]), allowed, wanted)


def _weights(lesson: Lesson, settings: Hybrid, rng: np.random.Generator) -> Floats:
    """Return the weights of the parts; of the best part alone where no blend is better."""
    m, asked = len(lesson.scores), len(lesson.allowed)
    alone = np.zeros((m, m, 2), np.float32)
    alone[range(m), range(m), 0] = 1.0
    if asked < 2:  # noqa: PLR2004 # nothing to learn from: equal parts
        equal: Floats = alone.mean(axis=0)
        return equal
    halves = [np.sort(half) for half in np.array_split(rng.permutation(asked), 2)]
    figures = [quality(lesson, weights, settings.depth) for weights in alone]
    best: Floats = alone[int(np.argmax(figures))]
    figure = max(figures)
    ways: tuple[Callable[[Lesson], Floats], ...] = (
        lambda learnt: weights_of(learnt, settings.penalty),
        lambda learnt: selected(learnt, settings.depth, _ROUNDS),
    )

    def by_all_ways(learnt: Lesson) -> list[Floats]:
        return [way(learnt) for way in ways]

    def of_all_ways(judged: Lesson, learnt: list[Floats]) -> list[float]:
        return [quality(judged, weights, settings.depth) for weights in learnt]

    # of the halves' scores, which are copies, no more than one is there at a time
    learnt = [by_all_ways(lesson.only(half)) for half in halves]
    judged = [of_all_ways(lesson.only(half), other) for half, other in zip(halves, learnt[::-1], strict=True)]
    for way, blend in zip(ways, np.mean(judged, axis=0).tolist(), strict=True):
        if blend > figure:
            best, figure = way(lesson), blend
    return best


def _allowed(part: Rehearsal) -> Bools:
    histories = part.queries.histories
    allowed = np.ones((len(histories), len(part.data.catalogue)), np.bool_)
    if part.candidates is not None:
        allowed &= part.candidates
    allowed[histories.owners, histories.values] = False
    return allowed
