"""Dropout that does not cost more than the layer it follows."""

from __future__ import annotations

import torch
from torch import Tensor, nn

_LEVELS = 256  # values of a byte


class Dropout(nn.Module):
    """Sets a share of the values to 0 in training and scales the others, so that the mean stays.

    A random byte decides a value, where :class:`torch.nn.Dropout` takes a random double: on a CPU, whose generator
    makes one number after the other, an eighth of the time. The share is rounded to 1/256.

    Parameters
    ----------
    share
        In [0, 1).
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.level = round(share * _LEVELS)

    def forward(self, values: Tensor) -> Tensor:
        """Return values of the same shape; in evaluation mode the same values."""
        if not self.training or not self.level:
            return values
        return values * kept(values, self.level).to(values.dtype) * (_LEVELS / (_LEVELS - self.level))


def kept(like: Tensor, level: int) -> Tensor:
    """Return whether each value stays, True with the probability 1 - level / 256."""
    words = torch.empty(-(-like.numel() // 8), dtype=torch.int64, device=like.device).random_(-(2**63), None)
    return words.view(torch.uint8)[: like.numel()].view(like.shape) >= level
