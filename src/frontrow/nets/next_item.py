"""The net that all encoders of histories share: titles in, states in between, titles out."""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor, nn

from frontrow.nets.batches import Batch
from frontrow.nets.dropout import Dropout
from frontrow.nets.losses import softmax_loss
from frontrow.nets.sampled import sampled_softmax_loss
from frontrow.nets.watched import watched

_SMALL = 0.1  # standard deviation of a title's numbers at first


class Encoder(Protocol):
    """What makes a state of each place from the vectors up to it."""

    def __call__(self, vectors: Tensor, there: Tensor, ages: Tensor) -> Tensor:
        """Return (n, L, factors) states.

        Parameters
        ----------
        vectors
            (n, L, factors) Of each place, 0 where there is no entry.
        there
            (n, L) bool, whether there is one; a history stands at the right.
        ages
            (n, L) int64 seconds, see :mod:`frontrow.nets`.
        """


class NextItem(nn.Module):
    """Scores every title by the product of its vector with the encoder's state of the newest place.

    A title has one vector, which is both read and compared with (tied embeddings), and a bias. The loss is the cross
    entropy of what followed each place (the shifted sequence of SASRec) over the titles not yet watched there: one pass
    through a row learns all of its targets.

    Parameters
    ----------
    n_items
        Titles of the catalogue.
    factors
        Length of a vector.
    encoder
        An :class:`Encoder` that is a module.
    dropout
        The share of the numbers of the vectors read that are dropped in training.
    negatives
        How many titles a step draws to learn against, for catalogues too large for all of them; 0 for all.
    table
        (n_items, factors) float32 vectors to begin with; drawn at random when None.

    References
    ----------
    .. [1] W.-C. Kang, J. McAuley, "Self-attentive sequential recommendation", ICDM 2018, §3.
    .. [2] A. Klenitskiy, A. Vasilev, "Turning dross into gold loss: is BERT4Rec really better than SASRec?", RecSys
       2023: with cross entropy over the catalogue instead of one negative, SASRec is the better one.
    """

    def __init__(
        self,
        n_items: int,
        factors: int,
        encoder: nn.Module,
        dropout: float,
        *,
        negatives: int = 0,
        table: Tensor | None = None,
    ) -> None:
        super().__init__()
        self.n_items, self.negatives = n_items, negatives
        self.items = nn.Embedding(n_items + 1, factors, padding_idx=n_items)
        with torch.no_grad():
            self.items.weight[:n_items] = torch.randn(n_items, factors) * _SMALL if table is None else table
        self.bias = nn.Parameter(torch.zeros(n_items))
        self.dropout = Dropout(dropout)
        self.encoder = encoder
        self.norm = nn.LayerNorm(factors)

    def forward(self, items: Tensor, ages: Tensor, grades: Tensor, now: Tensor) -> Tensor:
        """Return (n, n_items) scores of what follows; grades and the date are not read."""
        return nn.functional.linear(self._states(items, ages)[:, -1], self.items.weight[: self.n_items], self.bias)

    def loss(self, batch: Batch) -> Tensor:
        """Return the mean cross entropy of the targets."""
        states = self._states(batch.items, batch.ages)
        table, targets = self.items.weight[: self.n_items], batch.targets
        if self.negatives:
            return sampled_softmax_loss(states, table, self.bias, targets, self.negatives)
        left_out = watched(batch.items, targets, self.n_items)
        return softmax_loss(states, table, self.bias, targets, left_out=left_out)

    def _states(self, items: Tensor, ages: Tensor) -> Tensor:
        states: Tensor = self.norm(self.encoder(self.dropout(self.items(items)), items != self.n_items, ages))
        return states
