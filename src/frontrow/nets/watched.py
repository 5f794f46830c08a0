"""The titles that a place need not rank: those its row has shown up to it."""

from __future__ import annotations

import torch
from torch import Tensor

from frontrow.nets.batches import NO_TARGET


def watched(items: Tensor, targets: Tensor, n_items: int) -> Tensor:
    """Return (p,) int64 the pairs of a place with a target and a title watched up to it, as place · n_items + title.

    Whoever asks for scores leaves watched titles out. A net that need not learn so spends nothing on it: without this,
    a quarter of the probability goes to titles just watched, which are the most like the history.

    Parameters
    ----------
    items
        (n, L) int64, ``n_items`` where there is nothing.
    targets
        (n, L) int64, NO_TARGET where there is nothing to learn. A target is never left out, even if it was watched.
    """
    length = items.shape[1]
    learnt = targets != NO_TARGET
    place = (torch.cumsum(learnt.view(-1), 0) - 1).view(learnt.shape) * n_items
    at, before = torch.tril_indices(length, length, device=items.device)
    title = items[:, before]
    counts = learnt[:, at] & (title != n_items) & (title != targets[:, at])
    return (place[:, at] + title)[counts]
