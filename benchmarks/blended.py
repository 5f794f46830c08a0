"""Two learners, their scores added up as they are weighed on validation: what one knows that the other does not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.models import Learner, Model, Queries


@dataclass(frozen=True)
class BlendedModel:
    """The sum of two models' scores, the other's weighed: of two sums over the history, another one."""

    one: Model
    other: Model
    weight: float

    def scores(self, queries: Queries) -> Floats:
        added = self.one.scores(queries) + np.float32(self.weight) * self.other.scores(queries)
        return np.asarray(added, np.float32)


@dataclass(frozen=True)
class Blended:
    """Fits both learners on the same data.

    Parameters
    ----------
    one, other
        The learners.
    weight
        Of the other's scores, where those of the one weigh 1.
    """

    one: Learner
    other: Learner
    weight: float

    def fit(self, data: Dataset, rng: np.random.Generator) -> BlendedModel:
        """Return both models."""
        return BlendedModel(self.one.fit(data, rng), self.other.fit(data, rng), self.weight)
