"""The loss of a next-item net: cross-entropy over the catalogue, or over the target and a sample of it."""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

_BLOCK = 512  # places whose logits are in the cache together


class _WholeCatalogue(torch.autograd.Function):
    """Mean cross-entropy over all titles, whose gradient is taken block by block on the way forward.

    No more than ``_BLOCK`` × n_items logits exist at a time, where the plain form keeps them for every place and walks
    through memory four times: half the time on a CPU.
    """

    @staticmethod
    def forward(ctx: Any, states: Tensor, table: Tensor, bias: Tensor, targets: Tensor) -> Tensor:
        n = len(states)
        to_states, to_table, to_bias = torch.empty_like(states), torch.zeros_like(table), torch.zeros_like(bias)
        total = states.new_zeros(())
        for first in range(0, n, _BLOCK):
            cut = slice(first, first + _BLOCK)
            logits = torch.addmm(bias, states[cut], table.T)
            one = targets[cut, None]
            total += (torch.logsumexp(logits, 1, keepdim=True) - logits.gather(1, one)).sum()
            errors = torch.softmax(logits, 1).scatter_add_(1, one, logits.new_full(one.shape, -1.0)).div_(n)
            torch.mm(errors, table, out=to_states[cut])
            to_table.addmm_(errors.T, states[cut])
            to_bias += errors.sum(0)
        ctx.save_for_backward(to_states, to_table, to_bias)
        return total / n

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        to_states, to_table, to_bias = ctx.saved_tensors
        return to_states * grads[0], to_table * grads[0], to_bias * grads[0], None


def full(states: Tensor, table: Tensor, bias: Tensor, targets: Tensor) -> Tensor:
    """Return the mean over places of −log softmax(table · state + bias)[target].

    Parameters
    ----------
    states
        (m, d) What the net made of each place, m ≥ 1.
    table, bias
        (n_items, d) and (n_items,) The output layer.
    targets
        (m,) int64 item indices.
    """
    loss: Tensor = _WholeCatalogue.apply(states.float(), table.float(), bias.float(), targets)
    return loss


def sampled(states: Tensor, table: Tensor, bias: Tensor, targets: Tensor, negatives: int) -> Tensor:
    """Return the mean cross-entropy of each target against titles drawn evenly, the same for all places of the batch.

    A drawn title stands for n_items / ``negatives`` of them, so log(n_items / negatives) is added to its logit: the
    loss estimates :func:`full` (the correction of Bengio & Senécal; evenly drawn, it is one number). A title drawn
    that is a place's own target does not count there.

    Parameters
    ----------
    states, table, bias, targets
        As in :func:`full`.
    negatives
        How many are drawn, with repeats, at least 1.

    References
    ----------
    .. [1] Y. Bengio, J.-S. Senécal, "Adaptive importance sampling to accelerate training of a neural probabilistic
       language model", IEEE Transactions on Neural Networks 19 (2008).
    """
    n_items = len(table)
    drawn = torch.randint(n_items, (negatives,), device=states.device)
    others = F.linear(states, table[drawn], bias[drawn]) + math.log(n_items / negatives)
    others = others.masked_fill(drawn == targets[:, None], -torch.inf)
    right = (states * table[targets]).sum(1) + bias[targets]
    return (torch.logsumexp(torch.cat([right[:, None], others], 1).float(), 1) - right.float()).mean()
