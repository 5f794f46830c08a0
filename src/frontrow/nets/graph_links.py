"""Trains the semantic graph net to predict links: which titles that are hidden belong to a history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_array
from torch import Tensor, nn

from frontrow.core import Floats
from frontrow.nets.semantic_graph import SemanticGraphNet
from frontrow.nets.settings import LinkSettings

_WARMUP = 0.1  # share of the steps
_SLOW = 0.1  # of the learning rate, for the vectors that begin where a model has put them
_FIRM = 5.0  # times the weight decay, for the vectors of single concepts
_CLIP = 1.0
_LOUD = 20.0  # the scale of logits before training


class Vectors(NamedTuple):
    """What a trained net serves with."""

    sources: Floats  # (n_titles, d) what a title of a history adds to its viewer
    identified: Floats  # (n_titles, d) of titles known by what viewers made of them, where anybody has watched them
    semantic: Floats  # (n_titles, d) of titles known by their concepts alone


def fit(net: SemanticGraphNet, histories: csr_array, settings: LinkSettings, rng: np.random.Generator) -> None:
    """Train a net in place; its draws follow ``rng`` and PyTorch's own seed.

    Parameters
    ----------
    histories
        (n_users, n_titles) 1 where a user has watched a title; titles without any keep no identifier.
    """
    own = [net.concepts, net.weight]  # of single concepts, of which there are more than titles
    apart = {id(parameter) for parameter in (*own, net.sources)}
    groups = [
        {"params": [one for one in net.parameters() if id(one) not in apart], "weight_decay": settings.weight_decay},
        {"params": own, "weight_decay": _FIRM * settings.weight_decay},
        {"params": [net.sources], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=settings.learning_rate)
    slow = _SLOW * settings.learning_rate
    heights = [settings.learning_rate, slow, slow]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, heights, total_steps=settings.steps, pct_start=_WARMUP)
    net.train()
    for lesson in _lessons(histories, settings, rng):
        loss = _loss(net, lesson)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), _CLIP)
        optimizer.step()
        schedule.step()


class _Lesson(NamedTuple):
    inputs: Tensor  # (n_users, n_titles) what is left of the histories, scaled to the root of their number
    titles: Tensor  # (m,) to be predicted
    targets: Tensor  # (n_users, m) 1 where a user has watched them
    told: Tensor  # (n_titles,) whose identifiers are shown to their concepts
    shown: Tensor  # (m,) which of the titles keep their own


def _lessons(histories: csr_array, settings: LinkSettings, rng: np.random.Generator) -> Iterator[_Lesson]:
    n_users, n = histories.shape
    warm = np.diff(histories.tocsc().indptr) > 0
    for _ in range(settings.steps):
        rows = histories[rng.choice(n_users, min(settings.users, n_users), replace=False)]
        hidden = warm & (rng.random(n) < settings.hidden)
        hidden[rng.choice(np.flatnonzero(warm))] = True  # one at least
        titles = np.flatnonzero(hidden)
        inputs = (rows * (~hidden).astype(np.float32)).toarray()
        inputs /= np.sqrt(np.maximum(inputs.sum(axis=1, keepdims=True), 1))
        yield _Lesson(
            torch.from_numpy(inputs.astype(np.float32)),
            torch.from_numpy(titles),
            torch.from_numpy(rows[:, titles].toarray()),
            torch.from_numpy(warm & ~hidden),
            torch.from_numpy((rng.random(len(titles)) < settings.shown).astype(np.float32)),
        )


def _loss(net: SemanticGraphNet, lesson: _Lesson) -> Tensor:
    """Return the cross entropy of the softmax over the hidden titles, users weighed by the root of their targets."""
    viewers = lesson.inputs @ net.sources
    logits = _LOUD * net.temperature.exp() * viewers @ net(lesson.titles, lesson.told, lesson.shown).T
    amounts = lesson.targets.sum(dim=1)
    losses = -(lesson.targets * torch.log_softmax(logits, dim=1)).sum(dim=1)
    weights = amounts.clamp(min=1) ** -0.5
    return (losses * weights).sum() / (amounts * weights).sum().clamp(min=1)


@torch.no_grad()
def vectors(net: SemanticGraphNet, warm: NDArray[np.bool_]) -> Vectors:
    """Return what a net has learnt, in evaluation mode."""
    net.eval()
    titles, told = torch.arange(len(warm)), torch.from_numpy(warm)
    identified = net(titles, told, told.float())
    semantic = net(titles, told, torch.zeros(len(warm)))
    return Vectors(net.sources.numpy().copy(), identified.numpy(), semantic.numpy())
