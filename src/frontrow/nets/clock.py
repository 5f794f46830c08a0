"""What time tells a net of a history: how long after the entry before each came, how long until the next question.

The moment of the question at a place is the moment of what followed it: known in training, and when a page is asked for
it is now. It is the "query timestamp" of HSTU, and a strong hint wherever people act in bursts.

References
----------
.. [1] J. Zhai et al., "Actions speak louder than words: trillion-parameter sequential transducers for generative
   recommendations", ICML 2024, §3.2: relative attention bias of position and time.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

GRADATIONS = 56  # half octaves of seconds: the last one begins after 8 years and a half
_NORMAL = 0.02  # standard deviation of a vector at first


def gradation(seconds: Tensor) -> Tensor:
    """Return ⌊2 log₂(1 + seconds)⌋, at most ``GRADATIONS`` − 1: half octaves, 0 for the same second.

    Parameters
    ----------
    seconds
        int64; below 0 counts as 0.
    """
    return (torch.log2(seconds.clamp(min=0).float() + 1) * 2).long().clamp(max=GRADATIONS - 1)


def until_next(ages: Tensor) -> Tensor:
    """Return (n, L) the age of each place's question: the age of the entry that follows, 0 for the last place.

    Parameters
    ----------
    ages
        (n, L) int64 seconds before the last question.
    """
    return torch.cat([ages[:, 1:], torch.zeros_like(ages[:, :1])], 1)


class Gaps(nn.Module):
    """A vector for how long an entry came after the one before it, and one for how long until the next question.

    Parameters
    ----------
    factors
        Length of the vectors.
    """

    def __init__(self, factors: int) -> None:
        super().__init__()
        self.since = nn.Embedding(GRADATIONS, factors)
        self.until = nn.Embedding(GRADATIONS, factors)
        for table in (self.since, self.until):
            nn.init.normal_(table.weight, std=_NORMAL)

    def forward(self, ages: Tensor) -> Tensor:
        """Return (n, L, factors), the sum of both."""
        before = torch.cat([ages[:, :1], ages[:, :-1]], 1)
        vectors: Tensor = self.since(gradation(before - ages)) + self.until(gradation(ages - until_next(ages)))
        return vectors


class TimeBias(nn.Module):
    """A bias of attention for the time between the question at a place and an earlier entry.

    Parameters
    ----------
    heads
        One bias a head.
    """

    def __init__(self, heads: int) -> None:
        super().__init__()
        self.bias = nn.Embedding(GRADATIONS, heads)
        nn.init.zeros_(self.bias.weight)

    def forward(self, elapsed: Tensor) -> Tensor:
        """Return (n, heads, L, L) from the gradations (n, L, L) of question minus entry."""
        bias: Tensor = self.bias(elapsed).permute(0, 3, 1, 2)
        return bias
