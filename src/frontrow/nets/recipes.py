"""From a data set to a served net: rows, training, export."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from frontrow.data.dataset import Dataset
from frontrow.nets.batches import Events, Feed, rows
from frontrow.nets.export import onnx_bytes
from frontrow.nets.judges import held_out
from frontrow.nets.settings import NetSettings
from frontrow.nets.trainer import train


def learnt(
    make: Callable[[Events], nn.Module],
    settings: NetSettings,
    data: Dataset,
    rng: np.random.Generator,
    *,
    row: int,
    context: int,
) -> NDArray[np.uint8]:
    """Make a net for the events it may learn from, train it on them and return its ONNX file.

    Every draw comes of ``rng``; PyTorch's own random state is left as it was.

    Parameters
    ----------
    row, context
        Targets of a training row, and entries it reads before them; see :func:`~frontrow.nets.batches.rows`.
    """
    events = Events.of(data, settings.threshold)
    judge = held_out(events, settings.judged, settings.length, rng) if settings.judged else None
    if judge:
        events = events.without_newest(judge.users)
    seed = int(rng.integers(2**31))
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        net = make(events)
    train(net, Feed(events, rows(events, row, context), settings.batch), settings, seed, judge)
    return onnx_bytes(net, events.n_items, settings.length)
