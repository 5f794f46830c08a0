"""The gated transformer layer of LiGR: what attention and the feed-forward part add passes a learned gate."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from frontrow.nets.attention import Attention, Sight
from frontrow.nets.dropout import Dropout

WIDENING = 4  # of the feed-forward part


class SwiGLU(nn.Module):
    """(SiLU(x W₁) ⊙ x W₂) W₃.

    References
    ----------
    .. [1] N. Shazeer, "GLU variants improve transformer", arXiv:2002.05202 (2020), eq. 6.
    """

    def __init__(self, factors: int) -> None:
        super().__init__()
        self.inward = nn.Linear(factors, 2 * WIDENING * factors)
        self.outward = nn.Linear(WIDENING * factors, factors)

    def forward(self, states: Tensor) -> Tensor:
        """Return the same shape."""
        gate, value = self.inward(states).chunk(2, -1)
        out: Tensor = self.outward(nn.functional.silu(gate) * value)
        return out


class Gated(nn.Module):
    """X + F(Norm(X)) ⊙ σ(X W): a residual step whose size is learned; dropout on what is added."""

    def __init__(self, factors: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(factors)
        self.gate = nn.Linear(factors, factors)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, added: Tensor) -> Tensor:
        """Return the states with what was made of ``norm(states)`` added."""
        out: Tensor = states + self.dropout(added * torch.sigmoid(self.gate(states)))
        return out


class LiGR(nn.Module):
    """X ← X + MHA(Norm(X)) ⊙ σ(X W_a); X ← X + SwiGLU(Norm(X)) ⊙ σ(X W_b).

    Parameters
    ----------
    factors, heads, length, timed
        See :class:`frontrow.nets.attention.Attention`.
    dropout
        The share of what is added that is dropped in training.

    References
    ----------
    .. [1] F. Borisyuk et al., "From features to transformers: redefining ranking for scalable impact", KDD 2025
       (LinkedIn LiGR), eq. 2.
    .. [2] D. Tikhonovich et al., "eSASRec: enhancing transformer-based recommendations in a modular fashion",
       RecSys 2025: SASRec's objective with these layers and sampled softmax.
    """

    def __init__(self, factors: int, heads: int, length: int, dropout: float, timed: bool) -> None:
        super().__init__()
        self.attention = Attention(factors, heads, length, timed)
        self.attended = Gated(factors, dropout)
        self.widened = Gated(factors, dropout)
        self.swiglu = SwiGLU(factors)

    def forward(self, states: Tensor, seen: Sight) -> Tensor:
        """Return the same shape."""
        states = self.attended(states, self.attention(self.attended.norm(states), seen))
        out: Tensor = self.widened(states, self.swiglu(self.widened.norm(states)))
        return out
