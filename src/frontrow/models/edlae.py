"""EDLAE: EASE as an autoencoder that must do without some of its input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.data.ranges import SHARE_BELOW_1, check
from frontrow.models.ease import RANGES, EaseModel, liked_gram, without_self
from frontrow.models.gram import Gram, Reals


@dataclass(frozen=True)
class Edlae:
    """Predicts each title of a history from what is left of it when titles drop out at random.

    Parameters
    ----------
    dropout
        p, the probability that a title of a history is left out in training; 0 is EASE. In [0, 1).
    reg
        Ridge penalty λ, in users: above 0.
    threshold, graded, max_gb
        As of :class:`frontrow.models.ease.Ease`.

    Notes
    -----
    Dropping titles out and judging only the prediction of those dropped (emphasis a > 0, b = 0) has, over all draws,
    the closed form of EASE with a penalty of its own for each title:

        Λ = λI + p / (1 − p) · diag(X'X),   C = (X'X + Λ)⁻¹,   B = I − C · diag(1 / diag(C))

    up to the factor 1 / (1 − p), which changes no order, so that a title much watched is shrunk in proportion. The
    diagonal of X'X is part of the statistics: nothing else is summed than for EASE.

    References
    ----------
    .. [1] H. Steck, "Autoencoders that don't overfit towards the identity", NeurIPS 2020, equations 8 and 9.
    """

    dropout: float = 0.3
    reg: float = 300.0
    threshold: float = 0.0
    graded: bool = False
    max_gb: float = 4.0

    def __post_init__(self) -> None:
        check("edlae", self, dropout=SHARE_BELOW_1, **RANGES)

    def fit(self, data: Dataset, rng: np.random.Generator) -> EaseModel:
        """Return the weights that predict each title from the others."""
        return self._model(self.statistics(data).upper.astype(np.float32, copy=False))

    def statistics(self, data: Dataset) -> Gram:
        """Return X'X of the users of the data."""
        return liked_gram(data, self.threshold, self.graded, self.max_gb)

    def solved(self, statistics: Gram) -> EaseModel:
        """Return the model of the users in X'X, which is left as it is."""
        return self._model(statistics.upper.astype(np.float32))

    def _model(self, upper: Floats) -> EaseModel:
        penalty: Reals = np.float32(self.reg) + np.float32(self.dropout / (1 - self.dropout)) * np.diag(upper)
        return EaseModel(without_self(upper, penalty))
