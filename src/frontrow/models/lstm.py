"""A long short-term memory over histories: what follows, from a state that each title watched changes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.data.dataset import Dataset
from frontrow.models.sequence import SequenceModel, require_pytorch


@dataclass(frozen=True)
class Lstm:
    """Learns how each title watched changes what follows, by one layer of LSTM.

    Parameters
    ----------
    factors
        Length of a title's vector.
    units
        Numbers of the state.
    length
        Titles of a history that are read, the newest.
    timed
        Whether it reads the gaps between titles, and the one from the newest to the moment of the question.
    negatives
        Titles a step draws to learn against, for catalogues of tens of thousands; 0 for all titles.
    begun
        Whether titles begin with vectors of what is watched together, instead of random ones; see
        :mod:`frontrow.nets.begun`.
    epochs
        Passes over the data; the more data, the fewer are needed.
    batch
        Events a step learns from.
    learning_rate, weight_decay
        Of AdamW.
    average
        Weight of the past in the moving average of the net, which is what serves; 0 for none.
    dropout
        Share of the numbers dropped at random in training, of the vectors read and of the states.
    judged
        Users whose newest title is kept from training, to choose the best epoch by; 0 trains on everything.
    patience
        With ``judged``: epochs without a better NDCG@10 after which training ends; 0 for none.
    device
        ``cpu``, ``cuda``, or ``auto``: a GPU where there is one.
    precision
        ``bfloat16`` for the matrix products but the LSTM's, or ``float32``.
    checkpoint
        File from which an interrupted training goes on; "" for none. Its name gets a hash of settings and data, and
        it is deleted when the training is finished.

    Notes
    -----
    The equations are those of :class:`frontrow.nets.lstm.Lstm`; the scores are E·Norm(V h_t) + bias with E the vectors
    of the titles, learnt by the cross entropy of every title of a history over all titles not watched before it.
    With ``timed``, a question of the past is asked when its target was watched, and a page's when it is asked for: the
    information of HSTU's query timestamps.

    References
    ----------
    .. [1] S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997).
    .. [2] B. Hidasi, A. Karatzoglou, L. Baltrunas, D. Tikk, "Session-based recommendations with recurrent neural
       networks", ICLR 2016.
    """

    factors: int = 64
    units: int = 192
    length: int = 200
    timed: bool = True
    negatives: int = 0
    begun: bool = True
    epochs: int = 8
    batch: int = 6400
    learning_rate: float = 4e-3
    weight_decay: float = 0.01
    average: float = 0.0
    dropout: float = 0.2
    judged: int = 0
    patience: int = 0
    device: str = "auto"
    precision: str = "bfloat16"
    checkpoint: str = ""

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
