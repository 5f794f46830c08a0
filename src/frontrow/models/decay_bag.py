"""The decay-bag net: what follows, from sums over the history in which the newest titles count most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.data.ranges import FROM_0, SHARE_BELOW_1, check
from frontrow.errors import BadConfig
from frontrow.models.sequence import SequenceModel, require_pytorch
from frontrow.nets.settings import NetSettings


@dataclass(frozen=True)
class DecayBag(NetSettings):
    """Learns vectors of titles whose decayed sums over a history tell what follows.

    Parameters
    ----------
    decays
        One bag each: the factor g in (0, 1) by which a title counts less a place further back, before training.
    hidden
        Length of the map's hidden layer, in ``factors``.
    forgotten
        Share of the titles of a history that is dropped at random in training; ``dropout`` is that of the map's values.
    smoothing
        Share of a target's probability that is spread over all titles in training.

    The others are described by :class:`frontrow.nets.settings.NetSettings`.

    Notes
    -----
    With h the history and Δ_i the time from title i to the moment of the question, bag b is
    x_b = Σ_i exp(λ_b(lag_i) + θ_b·φ(Δ_i)) (E_b[h_i] + G_b[grade_i]), where λ_b begins as lag · log g_b, θ_b as 0 and
    φ(Δ) = (Δ = 0, log(1 + Δ/τ) for a minute, an hour, a day, a month). A map of two layers, gates_1 … gates_B, added =
    W₂ gelu(W₁ [x_1 … x_B] + W₃ φ(Δ_last)), lets what was watched decide what counts; the scores are
    (Σ_b (1 + gates_b) x_b + added)·T' + bias, learnt by the cross entropy of a full softmax over the titles not yet
    watched, with every event liked but a user's first as a target. The moment of the question is in training that of
    the target, which a page knows: it is asked for then.
    """

    factors: int = 128
    length: int = 100
    batch: int = 2048
    weight_decay: float = 0.02
    average: float = 0.995
    dropout: float = 0.3
    decays: tuple[float, ...] = (0.1, 0.5, 0.85, 0.97)
    hidden: int = 2
    forgotten: float = 0.1
    smoothing: float = 0.0

    LEARNER: ClassVar[str] = "decay_bag"

    def __post_init__(self) -> None:
        super().__post_init__()
        check(self.LEARNER, self, hidden=FROM_0, forgotten=SHARE_BELOW_1, smoothing=SHARE_BELOW_1)
        if not self.decays or not all(0 < decay < 1 for decay in self.decays):
            raise BadConfig(
                f"decay_bag cannot have decays = {self.decays}.", "Name at least one, each between 0 and 1."
            )

    def fit(self, data: Dataset, rng: np.random.Generator) -> SequenceModel:
        """Return the trained net as ONNX Runtime serves it.

        Raises
        ------
        BadConfig
            If PyTorch is not installed.
        """
        require_pytorch("decay_bag")
        from frontrow.nets.decay_bag import DecayBagNet, Shape  # noqa: PLC0415 (PyTorch is an extra)
        from frontrow.nets.recipes import learnt  # noqa: PLC0415

        shape = Shape(self.factors, self.decays, self.hidden, self.dropout, self.forgotten, self.smoothing)
        onnx = learnt(lambda events: DecayBagNet(events.n_items, shape), self, data, rng, row=256, context=64)
        return SequenceModel(onnx, len(data.catalogue), self.length)
