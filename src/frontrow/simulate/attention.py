"""What a viewer looks at on a page: the examination of rows and slots by device."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from frontrow.core import NO_ITEM, Floats
from frontrow.simulate.pages import Seen, ShownPages
from frontrow.simulate.parameters import Parameters


def chances(pages: ShownPages, parameters: Parameters) -> Floats:
    """Return (n, rows, slots) the probability that each slot is looked at.

    Notes
    -----
    looked(device) · kind(row) · exp(−row / row_scale(device)) · exp(−slot / slot_scale(device)), at most 1, and 0
    where nothing stands: a position-based examination model, attention falling from the upper left corner.
    """
    devices = parameters.devices
    _, rows, slots = pages.items.shape
    row = np.exp(-np.arange(rows) / np.array([[one.row_scale] for one in devices]))
    slot = np.exp(-np.arange(slots) / np.array([[one.slot_scale] for one in devices]))
    looked = np.array([one.looked for one in devices])
    table = looked[:, None, None] * row[:, :, None] * slot[:, None, :]
    kinds = np.array([parameters.attention.kinds.get(name, 1.0) for name in pages.kind_names] + [0.0])
    chance = table[pages.visits.device] * kinds[pages.kinds][:, :, None]
    return np.where(pages.filled, np.minimum(chance, 1.0), 0.0).astype(np.float32)


def seen(pages: ShownPages, parameters: Parameters, rng: Generator) -> Seen:
    """Return the slots each viewer looks at, in the order of reading.

    Of more than ``attention.most`` so many at random. A title that stands in two places is seen in the first.
    """
    n, rows, slots = pages.items.shape
    most = min(parameters.attention.most, rows * slots)
    flat = (n, rows * slots)
    chance = chances(pages, parameters).reshape(flat)
    looked = rng.random(chance.shape, dtype=np.float32) < chance
    key = np.where(looked, rng.random(chance.shape, dtype=np.float32), 2.0)
    taken = np.sort(np.argpartition(key, most - 1, axis=1)[:, :most], axis=1)
    none = ~np.take_along_axis(looked, taken, axis=1)
    items = np.where(none, NO_ITEM, np.take_along_axis(pages.items.reshape(flat), taken, axis=1))
    before = np.tri(most, k=-1, dtype=np.bool_)  # [a, b] true where b < a
    none |= ((items[:, :, None] == items[:, None, :]) & before).any(axis=2)

    return Seen(
        np.where(none, NO_ITEM, items).astype(np.int32),
        np.where(none, -1, taken // slots).astype(np.int32),
        np.where(none, -1, taken % slots).astype(np.int32),
        np.where(none, -1, np.take_along_axis(pages.artwork.reshape(flat), taken, axis=1)).astype(np.int32),
        np.where(none, 1.0, np.take_along_axis(pages.probability.reshape(flat), taken, axis=1)).astype(np.float32),
    )
