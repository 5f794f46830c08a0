"""From a data set to a served net: rows, training, export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from frontrow.data.dataset import Dataset
from frontrow.nets.batches import Events, Feed, rows
from frontrow.nets.export import onnx_bytes
from frontrow.nets.judges import held_out
from frontrow.nets.settings import NetSettings
from frontrow.nets.trainer import Course, Training, train


@dataclass(frozen=True)
class Recipe:
    """How a net is made from a data set.

    Parameters
    ----------
    training
        Epochs, step sizes, device.
    length
        Entries a net reads when it is served.
    row, context
        Targets of a training row, and entries it reads before them; see :func:`~frontrow.nets.batches.rows`.
    batch
        About how many targets a step learns from.
    newest
        Rows of a user at most, the newest; all when None.
    judged
        Users whose newest entry is kept from training, to choose the best epoch by; 0 trains on everything, to the end.
    """

    training: Training
    length: int
    row: int
    context: int
    batch: int
    newest: int | None = None
    judged: int = 0


def training(settings: NetSettings) -> Training:
    """Return how a learner's net is trained; a bar shows how far it is."""
    return Training(
        epochs=settings.epochs,
        learning_rate=settings.learning_rate,
        weight_decay=settings.weight_decay,
        average=settings.average,
        patience=settings.patience,
        device=settings.device,
        precision=settings.precision,
        checkpoint=settings.checkpoint,
        progress=True,
    )


class Learnt(NamedTuple):
    """A net as an ONNX file, and how its training went."""

    onnx: NDArray[np.uint8]
    course: Course


def learnt(make: Callable[[Events], nn.Module], recipe: Recipe, data: Dataset, rng: np.random.Generator) -> Learnt:
    """Make a net for the events it may learn from, train it on them and export it.

    Every draw comes of ``rng``; PyTorch's own random state is left as it was.
    """
    events = Events.of(data)
    judge = held_out(events, recipe.judged, recipe.length, rng) if recipe.judged else None
    if judge:
        events = events.without_newest(judge.users)
    seed = int(rng.integers(2**31))
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        net = make(events)
    feed = Feed(events, rows(events, recipe.row, recipe.context, recipe.newest), recipe.batch)
    course = train(net, feed, recipe.training, seed, judge)
    return Learnt(onnx_bytes(net, events.n_items, recipe.length), course)
