"""How a next-item net is made from a data set, whatever its encoder."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from torch import nn

from frontrow.data.dataset import Dataset
from frontrow.nets.batches import Events
from frontrow.nets.begun import vectors
from frontrow.nets.next_item import NextItem
from frontrow.nets.recipes import learnt
from frontrow.nets.settings import NextItemSettings


def onnx_of(
    encoder: Callable[[], nn.Module], settings: NextItemSettings, data: Dataset, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Train a net of an encoder on rows of ``length`` and return its ONNX file."""

    def make(events: Events) -> nn.Module:
        table = vectors(events, settings.factors) if settings.begun else None
        return NextItem(
            events.n_items, settings.factors, encoder(), settings.dropout, negatives=settings.negatives, table=table
        )

    # a row reads one title before its first target, and no more: long histories are cut, which costs no second reading
    return learnt(make, settings, data, rng, row=settings.length, context=1)
