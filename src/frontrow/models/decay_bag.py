"""The decay-bag net: what follows, from sums over the history in which the newest titles count most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.errors import BadConfig
from frontrow.models.sequence import SequenceModel, require_pytorch


@dataclass(frozen=True)
class DecayBag:
    """Learns vectors of titles whose decayed sums over a history tell what follows.

    Parameters
    ----------
    factors
        Length d of a vector.
    decays
        One bag each: the factor g in (0, 1) by which a title counts less a place further back, before training.
    hidden
        Length of the map's hidden layer, in d.
    length
        Titles of a history that are read, the newest.
    epochs
        Passes over the data; the more data, the fewer are needed.
    batch
        Events a step learns from.
    learning_rate, weight_decay
        Of AdamW.
    average
        Weight of the past in the moving average of the net, which is what serves; 0 for none.
    dropout, forgotten
        Shares dropped at random in training: of the map's values, and of the titles of a history.
    smoothing
        Share of a target's probability that is spread over all titles in training.
    judged
        Users whose newest title is kept from training, to choose the best epoch by; 0 trains on everything.
    patience
        With ``judged``: epochs without a better NDCG@10 after which training ends; 0 for none.
    device
        ``cpu``, ``cuda``, or ``auto``: a GPU where there is one.
    precision
        ``bfloat16`` for the matrix products, three times as fast on a processor that has them, or ``float32``.
    checkpoint
        File from which an interrupted training goes on; "" for none. Its name gets a hash of settings and data, and
        it is deleted when the training is finished.

    Notes
    -----
    With h the history and Δ_i the time from title i to the moment of the question, bag b is
    x_b = Σ_i exp(λ_b(lag_i) + θ_b·φ(Δ_i)) (E_b[h_i] + G_b[grade_i]), where λ_b begins as lag · log g_b, θ_b as 0 and
    φ(Δ) = (Δ = 0, log(1 + Δ/τ) for a minute, an hour, a day, a month). A map of two layers, gates_1 … gates_B, added =
    W₂ gelu(W₁ [x_1 … x_B] + W₃ φ(Δ_last)), lets what was watched decide what counts; the scores are
    (Σ_b (1 + gates_b) x_b + added)·T' + bias, learnt by the cross entropy of a full softmax over the titles not yet
    watched, with every event but a user's first as a target. The moment of the question is in training that of the
    target, which a page knows: it is asked for then.
    """

    factors: int = 128
    decays: tuple[float, ...] = (0.1, 0.5, 0.85, 0.97)
    hidden: int = 2
    length: int = 100
    epochs: int = 8
    batch: int = 2048
    learning_rate: float = 2e-3
    weight_decay: float = 0.02
    average: float = 0.995
    dropout: float = 0.3
    forgotten: float = 0.1
    smoothing: float = 0.0
    judged: int = 0
    patience: int = 0
    device: str = "auto"
    precision: str = "bfloat16"
    checkpoint: str = ""

    def __post_init__(self) -> None:
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
        from frontrow.nets.recipes import Recipe, learnt  # noqa: PLC0415
        from frontrow.nets.trainer import Training  # noqa: PLC0415

        shape = Shape(self.factors, self.decays, self.hidden, self.dropout, self.forgotten, self.smoothing)
        training = Training(
            epochs=self.epochs,
            learning_rate=self.learning_rate,
            weight_decay=self.weight_decay,
            average=self.average,
            patience=self.patience,
            device=self.device,
            precision=self.precision,
            checkpoint=self.checkpoint,
            progress=True,
        )
        recipe = Recipe(training, self.length, row=256, context=64, batch=self.batch, judged=self.judged)
        found = learnt(lambda events: DecayBagNet(events.n_items, shape), recipe, data, rng)
        return SequenceModel(found.onnx, len(data.catalogue), self.length)
