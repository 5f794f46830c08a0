"""A learner whose lists try what the scores alone would not: one place goes to a title drawn from the next best."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.models import Learner, Model, Queries


@dataclass(frozen=True)
class ExploredModel:
    """A model that puts one of the titles ranked after ``place`` there; see :class:`Explored`."""

    model: Model
    place: int
    pool: int

    def scores(self, queries: Queries) -> Floats:
        scores = np.array(self.model.scores(queries), np.float32)
        histories = queries.histories
        hidden = scores.copy()
        hidden[histories.owners, histories.values] = -np.inf
        best = np.argsort(-hidden, axis=1, kind="stable")[:, : self.pool]
        rows = np.arange(len(scores))
        above, below = (scores[rows, best[:, place]] for place in (self.place - 2, self.place - 1))
        drawn = best[rows, _draws(queries, self.place - 1, best.shape[1])]
        scores[rows, drawn] = np.where(drawn == best[:, self.place - 1], below, (above + below) / 2)
        return scores


@dataclass(frozen=True)
class Explored:
    """Explores in one place of each list, drawn from who asks and when: the same query gives the same list.

    Parameters
    ----------
    learner
        What ranks.
    place
        The place that explores, from 2; those before it stay as they are ranked.
    pool
        How far down the list its title may come from.
    """

    learner: Learner
    place: int = 10
    pool: int = 500

    def fit(self, data: Dataset, rng: np.random.Generator) -> ExploredModel:
        """Return the model that ranks, wrapped."""
        return ExploredModel(self.learner.fit(data, rng), self.place, self.pool)


def _draws(queries: Queries, low: int, high: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return (n,) a position in [low, high) for each query."""
    asked = zip(queries.histories, queries.now, strict=True)
    words = ((zlib.crc32(history.tobytes()), int(now)) for history, now in asked)
    return np.array([np.random.default_rng(pair).integers(low, high) for pair in words], np.int64)
