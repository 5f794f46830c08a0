"""A learner that sees who watched what, and not how much it was liked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.models import Learner, Model, Queries


@dataclass(frozen=True)
class UngradedModel:
    """A model asked with a weight of 1 for each title of a history."""

    model: Model

    def scores(self, queries: Queries) -> Floats:
        return self.model.scores(replace(queries, weights=np.ones(len(queries.weights), np.float32)))


@dataclass(frozen=True)
class Ungraded:
    """Fits a learner on grades of 1, which is what most published protocols hand to a model.

    Parameters
    ----------
    learner
        What is fitted.
    """

    learner: Learner

    def fit(self, data: Dataset, rng: np.random.Generator) -> UngradedModel:
        """Return the model, to be asked without grades too."""
        ones = np.ones(len(data.grades), np.float32)
        return UngradedModel(self.learner.fit(replace(data, grades=ones), rng))
