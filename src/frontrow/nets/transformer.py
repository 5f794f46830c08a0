"""A transformer over histories, with or without the time between entries."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from frontrow.nets.attention import sight
from frontrow.nets.clock import Gaps
from frontrow.nets.ligr import LiGR


@dataclass(frozen=True)
class Shape:
    """How large a transformer is.

    Parameters
    ----------
    factors
        Width, a multiple of ``heads``.
    layers, heads
        Of attention.
    length
        Entries a row has at most.
    dropout
        The share of what a layer adds that is dropped in training.
    timed
        Whether it reads the gaps beside each entry.
    time_bias
        Whether attention has a bias for the time elapsed.
    """

    factors: int
    layers: int
    heads: int
    length: int
    dropout: float
    timed: bool
    time_bias: bool


class Transformer(nn.Module):
    """Layers of gated attention (:class:`~frontrow.nets.ligr.LiGR`); an encoder of :mod:`frontrow.nets.next_item`.

    Where an entry stands is told by a learned number a distance in each head, not by vectors of positions: a row may
    begin anywhere in a history.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.time_bias = shape.time_bias
        self.gaps = Gaps(shape.factors) if shape.timed else None
        self.layers = nn.ModuleList(
            LiGR(shape.factors, shape.heads, shape.length, shape.dropout, shape.time_bias) for _ in range(shape.layers)
        )

    def forward(self, vectors: Tensor, there: Tensor, ages: Tensor) -> Tensor:
        """Return (n, L, factors)."""
        if self.gaps is not None:
            vectors = vectors + self.gaps(ages)
        seen = sight(there, ages if self.time_bias else None)
        for layer in self.layers:
            vectors = layer(vectors, seen)
        return vectors
