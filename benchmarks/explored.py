"""A learner whose lists try what the scores alone would not: one place goes to what has been shown least so far."""

from __future__ import annotations

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
        tried = _least_shown(best, self.place, scores.shape[1])
        rows = np.arange(len(scores))
        above, below = (scores[rows, best[:, place]] for place in (self.place - 2, self.place - 1))
        scores[rows, tried] = np.where(tried == best[:, self.place - 1], below, (above + below) / 2)
        return scores


@dataclass(frozen=True)
class Explored:
    """Explores in one place of each list: who asks is shown there what those who asked before were shown least.

    Those asked together come one after another, and what each is shown counts, as a page log counts it; of titles shown
    equally often the one ranked best is tried. The same queries in the same order give the same lists.

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
    pool: int = 250

    def fit(self, data: Dataset, rng: np.random.Generator) -> ExploredModel:
        """Return the model that ranks, wrapped."""
        return ExploredModel(self.learner.fit(data, rng), self.place, self.pool)


def _least_shown(
    best: np.ndarray[tuple[int, int], np.dtype[np.int64]], place: int, n_items: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return (n,) the title tried in each list, of (n, pool) titles best first."""
    shown = np.zeros(n_items, np.int64)
    tried = np.empty(len(best), np.int64)
    for row, ranked in enumerate(best):  # one after another: each choice changes what was shown
        shown[ranked[: place - 1]] += 1
        candidates = ranked[place - 1 :]
        tried[row] = candidates[np.argmin(shown[candidates])]
        shown[tried[row]] += 1
    return tried
