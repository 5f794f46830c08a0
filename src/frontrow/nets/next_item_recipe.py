"""How a next-item net is made from a data set, whatever its encoder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from torch import nn

from frontrow.data.dataset import Dataset
from frontrow.nets.batches import Events
from frontrow.nets.begun import vectors
from frontrow.nets.next_item import NextItem
from frontrow.nets.recipes import Recipe, learnt
from frontrow.nets.trainer import Training


class Settings(Protocol):
    """The settings that learners of next-item nets share; each is described by the learner."""

    @property
    def factors(self) -> int: ...
    @property
    def length(self) -> int: ...
    @property
    def dropout(self) -> float: ...
    @property
    def negatives(self) -> int: ...
    @property
    def begun(self) -> bool: ...
    @property
    def epochs(self) -> int: ...
    @property
    def batch(self) -> int: ...
    @property
    def learning_rate(self) -> float: ...
    @property
    def weight_decay(self) -> float: ...
    @property
    def average(self) -> float: ...
    @property
    def judged(self) -> int: ...
    @property
    def patience(self) -> int: ...
    @property
    def device(self) -> str: ...
    @property
    def precision(self) -> str: ...
    @property
    def checkpoint(self) -> str: ...


def onnx_of(
    encoder: Callable[[], nn.Module], settings: Settings, data: Dataset, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Train a net of an encoder on rows of ``length`` and return its ONNX file."""

    def make(events: Events) -> nn.Module:
        table = vectors(events, settings.factors) if settings.begun else None
        return NextItem(
            events.n_items, settings.factors, encoder(), settings.dropout, negatives=settings.negatives, table=table
        )

    training = Training(
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
    # a row reads one title before its first target, and no more: long histories are cut, which costs no second reading
    recipe = Recipe(training, settings.length, settings.length, 1, settings.batch, judged=settings.judged)
    return learnt(make, recipe, data, rng).onnx
