"""The decay-bag net: sums of vectors of the titles watched, the newest and the nearest in time counting most."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from frontrow.nets.batches import Batch
from frontrow.nets.clock import until_next
from frontrow.nets.dropout import Dropout, kept
from frontrow.nets.losses import softmax_loss
from frontrow.nets.watched import watched

LAGS = 64  # places back with a weight of their own; beyond, it falls by the bag's factor
_NEVER = -60.0  # the logarithm of the weight of what lies ahead: exp of it is nothing beside 1, and no denormal
_LEVELS, _STEPS = 16, 5  # grades are told apart in steps of 1/5 from -1 to 2
_SCALES = (60.0, 3600.0, 86_400.0, 30 * 86_400.0)  # seconds: a minute, an hour, a day, a month
_NEAR_ONE = 4.0  # what logarithms are divided by
_SPREAD = 0.05  # standard deviation of vectors before training
_SMALL = 0.01
_PARTS = 1 + len(_SCALES)


@dataclass(frozen=True)
class Shape:
    """How large a decay-bag net is and what is dropped at random in training.

    Parameters
    ----------
    factors
        Length d of a vector.
    decays
        Of each bag, the factor g a place back at the start of training.
    hidden
        Length of the hidden layer, in d.
    dropout
        Share of the map's inputs and hidden values dropped.
    forgotten
        Share of the entries of a history dropped.
    smoothing
        Of the targets, see :func:`frontrow.nets.losses.softmax_loss`.
    """

    factors: int
    decays: tuple[float, ...]
    hidden: int
    dropout: float
    forgotten: float
    smoothing: float


class DecayBagNet(nn.Module):
    """A bag a decay, their sum gated and added to by a map of all of them, and the product with a table of titles.

    Parameters
    ----------
    n_items
        Titles of the catalogue.
    shape
        Its size.
    """

    def __init__(self, n_items: int, shape: Shape) -> None:
        super().__init__()
        bags, d = len(shape.decays), shape.factors
        self.n_items, self.shape = n_items, shape
        self.entries = nn.Embedding(n_items + 1, bags * d)
        self.grades = nn.Embedding(_LEVELS, bags * d)
        rates = torch.tensor([-math.log(decay) for decay in shape.decays])
        self.lags = nn.Parameter(-rates[:, None] * torch.arange(LAGS))
        self.rates = nn.Parameter(rates.log())
        self.times = nn.Parameter(torch.zeros(bags, _PARTS))
        self.inner = nn.Linear(bags * d, shape.hidden * d)
        self.moment = nn.Linear(_PARTS, shape.hidden * d, bias=False)
        self.outer = nn.Linear(shape.hidden * d, (1 + bags) * d)
        self.dropout = Dropout(shape.dropout)
        self.table = nn.Parameter(torch.randn(n_items, d) * _SPREAD)
        self.bias = nn.Parameter(torch.zeros(n_items))
        nn.init.normal_(self.entries.weight, std=_SPREAD)
        nn.init.zeros_(self.grades.weight)
        nn.init.normal_(self.outer.weight, std=_SMALL)  # training begins with the plain sum of the bags
        nn.init.zeros_(self.outer.bias)

    def forward(self, items: Tensor, ages: Tensor, grades: Tensor, now: Tensor) -> Tensor:
        """Return (n, n_items) scores of what follows each history."""
        states = self.states(items, ages, grades, items.shape[1] - 1)[:, 0]
        return states @ self.table.T + self.bias

    def loss(self, batch: Batch) -> Tensor:
        """Return the mean cross entropy of the targets among the titles not yet watched."""
        states = self.states(batch.items, batch.ages, batch.grades, 0)
        left_out = watched(batch.items, batch.targets, self.n_items)
        return softmax_loss(states, self.table, self.bias, batch.targets, self.shape.smoothing, left_out=left_out)

    def states(self, items: Tensor, ages: Tensor, grades: Tensor, first: int) -> Tensor:
        """Return (n, L - first, d) what the titles are compared with after each place from ``first`` on."""
        bags = self.bags(items, ages, grades, first)  # (bags, n, L - first, d)
        inner = self.inner(self.dropout(bags.permute(1, 2, 0, 3).flatten(2)))
        since = elapsed((ages - until_next(ages)).clamp(min=0)[:, first:]).movedim(0, -1)
        made = self.outer(self.dropout(gelu(inner + self.moment(since))))
        gates, added = made.unflatten(-1, (1 + len(bags), -1)).movedim(2, 0).split([len(bags), 1])
        return (bags * (1 + gates)).sum(0) + added[0]

    def bags(self, items: Tensor, ages: Tensor, grades: Tensor, first: int) -> Tensor:
        """Return (bags, n, L - first, d) the weighted sums of the vectors of the entries up to each place."""
        n, length = items.shape
        there = items < self.n_items
        if self.training:
            there = there & kept(items, round(self.shape.forgotten * 256))
        levels = ((grades + 1) * _STEPS).round().long().clamp(0, _LEVELS - 1)
        vectors = (self.entries(items) + self.grades(levels)) * there[..., None]
        vectors = vectors.view(n, length, len(self.lags), -1).permute(2, 0, 1, 3)
        return self.weights(ages, first) @ vectors

    def weights(self, ages: Tensor, first: int) -> Tensor:
        """Return (bags, n, L - first, L) what an entry counts after a place; entries ahead of it count nothing."""
        length = ages.shape[1]
        beyond = torch.arange(1, max(length - LAGS, 0) + 1, device=ages.device)
        never = torch.full_like(self.rates, _NEVER)[:, None]
        by_lag = torch.cat([self.lags, self.lags[:, -1:] - self.rates.exp()[:, None] * beyond, never], 1)
        place = torch.arange(length, device=ages.device)
        lag = place[first:, None] - place
        by_lag = by_lag[:, torch.where(lag < 0, by_lag.shape[1] - 1, lag)]
        since = elapsed((ages[:, None, :] - until_next(ages)[:, first:, None]).clamp(min=0))
        by_time = (self.times @ since.flatten(1)).view(-1, *since.shape[1:])
        return (by_lag[:, None] + by_time).exp()


def elapsed(seconds: Tensor) -> Tensor:
    """Return (5, …) what a weight can depend on of a time: whether it is none at all, and log(1 + s / τ) for four τ."""
    whole = seconds.float()
    # one logarithm of all four: ONNX Runtime takes it of four numbers at a time, and of what is left at the end by
    # another routine, so that the last bit would depend on how many are asked for; of four arrays nothing is left
    logs = torch.log1p(torch.stack([whole / scale for scale in _SCALES])) / _NEAR_ONE
    return torch.cat([(whole == 0).float()[None], logs])
