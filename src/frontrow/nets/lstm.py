"""A long short-term memory over histories."""

from __future__ import annotations

from contextlib import nullcontext

import torch
from torch import Tensor, nn

from frontrow.nets.clock import Gaps
from frontrow.nets.dropout import Dropout


class Lstm(nn.Module):
    """One layer of LSTM and a linear map of its states; an encoder of :mod:`frontrow.nets.next_item`.

    f, i, o = σ(W x_t + U h_(t−1) + b); c_t = f ⊙ c_(t−1) + i ⊙ tanh(W_c x_t + U_c h_(t−1) + b_c); h_t = o ⊙ tanh(c_t).

    The state begins at 0 with the first entry, however many empty places stand before it.

    Parameters
    ----------
    factors
        Width of the vectors that go in and come out.
    units
        Numbers of the state.
    dropout
        The share of the states' numbers that is dropped in training.
    timed
        Whether it reads the gaps beside each entry.

    References
    ----------
    .. [1] S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9 (1997).
    .. [2] F. Gers, J. Schmidhuber, F. Cummins, "Learning to forget: continual prediction with LSTM", Neural Computation
       12 (2000): the forget gate f.
    .. [3] B. Hidasi et al., "Session-based recommendations with recurrent neural networks", ICLR 2016.
    """

    def __init__(self, factors: int, units: int, dropout: float, timed: bool) -> None:
        super().__init__()
        self.gaps = Gaps(factors) if timed else None
        self.lstm = nn.LSTM(factors, units, batch_first=True)
        self.dropout = Dropout(dropout)
        self.outward = nn.Linear(units, factors)

    def forward(self, vectors: Tensor, there: Tensor, ages: Tensor) -> Tensor:
        """Return (n, L, factors)."""
        if self.gaps is not None:
            vectors = vectors + self.gaps(ages)
        length = there.shape[1]
        empty = length - there.sum(1, keepdim=True)
        place = torch.arange(length, device=there.device)[None]
        # an LSTM reads from the left: each history is turned so that it begins there, and turned back
        # whole floats: what is rounded in a state is carried on to all later ones
        with torch.autocast(vectors.device.type, enabled=False) if self.training else nullcontext():
            states, _ = self.lstm(_turned(vectors.float(), (place + empty) % length))
        out: Tensor = self.outward(self.dropout(_turned(states, (place - empty) % length)))
        return out


def _turned(rows: Tensor, place: Tensor) -> Tensor:
    return rows.gather(1, place[:, :, None].expand(-1, -1, rows.shape[2]))
