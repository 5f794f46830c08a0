"""Causal self-attention over histories, with biases for how far and how long ago an entry is."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn

from frontrow.nets.clock import TimeBias, gradation, until_next

_STEEP, _FLAT = 0.5, 0.05  # a distance, of the first head and of the last
_NOT_SEEN = -1e9  # added to a score: finite, so that a place before the first entry, which sees nothing, stays a number


class Sight(NamedTuple):
    """What each place may look at, the same for all layers."""

    hidden: Tensor  # (n, 1, L, L) float, 0 or _NOT_SEEN: entries to come and places without one
    steps: Tensor  # (L, L) int64, how many entries ago; 0 for those to come
    elapsed: Tensor | None  # (n, L, L) int64, gradations of the time from an entry to the question; None without time


def sight(there: Tensor, ages: Tensor | None) -> Sight:
    """Return what each place of a batch may look at: itself and the entries before it.

    Parameters
    ----------
    there
        (n, L) bool, whether there is an entry.
    ages
        (n, L) int64 seconds, or None for attention that knows no time.
    """
    place = torch.arange(there.shape[1], device=there.device)
    steps = place[:, None] - place[None, :]
    blind = (steps < 0)[None] | ~there[:, None, :]
    elapsed = None if ages is None else gradation(ages[:, None, :] - until_next(ages)[:, :, None])
    return Sight(blind[:, None] * _NOT_SEEN, steps.clamp(min=0), elapsed)


class Bias(nn.Module):
    """What is added to the score of an entry before the softmax: a number a distance, and one a time elapsed.

    Before training the number falls with the distance, in the first head as fast as to leave a handful of entries and
    in the last to leave half a hundred: what was watched last tells most, and that need not be learnt.

    Parameters
    ----------
    heads
        Heads of the attention.
    length
        Entries a row has at most.
    timed
        Whether time counts.
    """

    def __init__(self, heads: int, length: int, timed: bool) -> None:
        super().__init__()
        self.steps = nn.Parameter(-slopes(heads)[:, None] * torch.arange(length))
        self.time = TimeBias(heads) if timed else None

    def forward(self, seen: Sight) -> Tensor:
        """Return (n, heads, L, L)."""
        bias: Tensor = seen.hidden + self.steps[:, seen.steps]
        return bias if self.time is None or seen.elapsed is None else bias + self.time(seen.elapsed)


def slopes(heads: int) -> Tensor:
    """Return (heads,) how fast the bias falls with the distance before training: from _STEEP to _FLAT, evenly in log.

    References
    ----------
    .. [1] O. Press, N. Smith, M. Lewis, "Train short, test long: attention with linear biases enables input length
       extrapolation", ICLR 2022: a fixed slope a head.
    """
    return torch.logspace(math.log10(_STEEP), math.log10(_FLAT), heads)


class Attention(nn.Module):
    """Scaled dot-product attention, softmax(QKᵀ/√d + bias) V, with an output layer.

    Parameters
    ----------
    factors
        Width, a multiple of ``heads``.
    heads, length, timed
        See :class:`Bias`.

    References
    ----------
    .. [1] A. Vaswani et al., "Attention is all you need", NeurIPS 2017, §3.2.
    .. [2] C. Raffel et al., "Exploring the limits of transfer learning with a unified text-to-text transformer", JMLR
       21 (2020), §2.1: a learned number a distance instead of vectors of positions.
    """

    def __init__(self, factors: int, heads: int, length: int, timed: bool) -> None:
        super().__init__()
        self.heads = heads
        self.inward = nn.Linear(factors, 3 * factors)
        self.outward = nn.Linear(factors, factors)
        self.bias = Bias(heads, length, timed)

    def forward(self, states: Tensor, seen: Sight) -> Tensor:
        """Return (n, L, factors)."""
        n, length, factors = states.shape
        width = factors // self.heads
        query, key, value = self.inward(states).view(n, length, 3, self.heads, width).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(2, 3) * width**-0.5 + self.bias(seen)
        mixed = scores.softmax(3) @ value
        out: Tensor = self.outward(mixed.transpose(1, 2).reshape(n, length, factors))
        return out
