"""A long short-term memory over histories: what follows, from a state that each title watched changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.data.ranges import FROM_1, check
from frontrow.models.sequence import SequenceModel, require_pytorch
from frontrow.nets.settings import NextItemSettings


@dataclass(frozen=True)
class Lstm(NextItemSettings):
    """Learns how each title watched changes what follows, by one layer of LSTM.

    Parameters
    ----------
    units
        Numbers of the state.

    The others are described by :class:`frontrow.nets.settings.NextItemSettings` and what it is made of.

    Notes
    -----
    The equations are those of :class:`frontrow.nets.lstm.Lstm`; the scores are E·Norm(V h_t) + bias with E the vectors
    of the titles, learnt by the cross entropy of every title liked of a history over all titles not watched before it.
    With ``timed``, a question of the past is asked when its target was watched, and a page's when it is asked for: the
    information of HSTU's query timestamps.

    References
    ----------
    .. [1] S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997).
    .. [2] B. Hidasi, A. Karatzoglou, L. Baltrunas, D. Tikk, "Session-based recommendations with recurrent neural
       networks", ICLR 2016.
    """

    batch: int = 6400
    learning_rate: float = 4e-3
    dropout: float = 0.2
    units: int = 192

    LEARNER: ClassVar[str] = "lstm"

    def __post_init__(self) -> None:
        super().__post_init__()
        check(self.LEARNER, self, units=FROM_1)

    def fit(self, data: Dataset, rng: np.random.Generator) -> SequenceModel:
        """Return the trained net as ONNX Runtime serves it.

        Raises
        ------
        BadConfig
            If PyTorch is not installed.
        """
        require_pytorch("lstm")
        from frontrow.nets import lstm  # noqa: PLC0415 (PyTorch is an extra)
        from frontrow.nets.next_item_recipe import onnx_of  # noqa: PLC0415

        onnx = onnx_of(lambda: lstm.Lstm(self.factors, self.units, self.dropout, self.timed), self, data, rng)
        return SequenceModel(onnx, len(data.catalogue), self.length)
