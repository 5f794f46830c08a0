"""The softmax over the target and a sample of the catalogue, for catalogues too large for all of it."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from frontrow.nets.batches import NO_TARGET


def sampled_softmax_loss(states: Tensor, table: Tensor, bias: Tensor, targets: Tensor, negatives: int) -> Tensor:
    """Return the mean cross-entropy of each target against titles drawn evenly, the same for all places of the batch.

    A drawn title stands for n_items / ``negatives`` of them, so log(n_items / negatives) is added to its logit: the
    loss estimates :func:`frontrow.nets.losses.softmax_loss` (the correction of importance sampling, one number where
    titles are drawn evenly). Where a drawn title is a place's own target it does not count.

    Parameters
    ----------
    states, table, bias, targets
        As of that loss.
    negatives
        How many are drawn, with repeats, at least 1.

    References
    ----------
    .. [1] Y. Bengio, J.-S. Senécal, "Adaptive importance sampling to accelerate training of a neural probabilistic
       language model", IEEE Transactions on Neural Networks 19 (2008).
    """
    learnt = targets != NO_TARGET
    states, targets = states[learnt], targets[learnt]
    n_items = len(table)
    drawn = torch.randint(n_items, (negatives,), device=states.device)
    others = nn.functional.linear(states, table[drawn], bias[drawn]).float() + math.log(n_items / negatives)
    others = others.masked_fill(drawn == targets[:, None], -torch.inf)
    right = (states * table[targets]).sum(1).float() + bias[targets]
    losses = torch.logsumexp(torch.cat([right[:, None], others], 1), 1) - right
    return losses.sum() / max(len(targets), 1)
