"""The serving form of the next-item ridge: the strongest weights into each title, of all channels together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items
from frontrow.errors import BadConfig
from frontrow.models import Explained, Queries
from frontrow.models.decayed import Doubles, Fading
from frontrow.models.sparse import places, read_only

_BLOCK = 512  # columns pruned at a time


class Rows(NamedTuple):
    """Row i: ``targets`` and the rows of ``weights`` from ``offsets[i]`` to ``offsets[i + 1]``."""

    offsets: NDArray[np.int64]
    targets: Items
    weights: Floats  # (total, n_channels)


@dataclass(frozen=True)
class CompactNextItem:
    """The strongest weights of the next-item ridge into each title, kept by the title of the history.

    Parameters
    ----------
    offsets
        (n_items + 1,) int64. Row i is ``targets`` and ``weights`` from ``offsets[i]`` to ``offsets[i + 1]``.
    targets
        (total,) int32 The titles that title i argues for or against, rising within a row.
    weights
        (total, n_channels) float32 What it adds in each channel while it has not faded.
    decays, sitting, pause_s
        See :class:`frontrow.models.decayed.Fading`.
    """

    offsets: NDArray[np.int64]
    targets: Items
    weights: Floats
    decays: Doubles
    sitting: NDArray[np.bool_]
    pause_s: float

    @property
    def fading(self) -> Fading:
        """How histories fade."""
        return Fading(self.decays, self.sitting, self.pause_s)

    @property
    def n_items(self) -> int:
        """The number of titles of the catalogue."""
        return len(self.offsets) - 1

    @property
    def _rows(self) -> Rows:
        return Rows(
            read_only(self.offsets, np.int64), read_only(self.targets, np.int32), read_only(self.weights, np.float32)
        )

    def scores(self, queries: Queries) -> Floats:
        """Return (n_queries, n_items); without the times of the history, sittings are over."""
        scores = np.zeros((len(queries.histories), self.n_items), np.float32)
        add_faded(read_only(queries.histories.owners, np.int32), *self._left(queries), self._rows, scores)
        return scores

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons for one history in a single pass.

        A title disliked (weight ≤ 0) moves scores but is never a reason; among equals the earlier title is named.
        """
        found = Explained.nothing(self.n_items)
        explain_faded(*self._left(asked), self._rows, read_only(asked.weights, np.float32), found)
        return found

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        place = places(items, self.n_items)
        added = np.zeros((len(asked.weights), len(items)), np.float32)
        add_chosen_faded(*self._left(asked), self._rows, place, added)
        return added[:, place[items]]

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles that having just watched ``item`` argues for, and how strongly, best first."""
        row = slice(self.offsets[item], self.offsets[item + 1])
        targets, weights = self.targets[row], self.weights[row] @ (self.decays * ~self.sitting).astype(np.float32)
        order = np.argsort(-weights, kind="stable")
        order = order[weights[order] > 0]
        return targets[order], weights[order]

    def spread(self, titles: Items, n_items: int) -> CompactNextItem:
        """Return the model of ``n_items`` titles of which these, rising, are the known ones: others have no weights."""
        lengths = np.zeros(n_items, np.int64)
        lengths[titles] = np.diff(self.offsets)
        offsets = np.zeros(n_items + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        return replace(self, offsets=offsets, targets=titles[self.targets].astype(np.int32))

    def _left(self, queries: Queries) -> tuple[Items, Floats]:
        left = (self.fading.remains(queries) * queries.weights).T
        return read_only(queries.histories.values, np.int32), read_only(left, np.float32)


def strongest(weights: Floats, fading: Fading, k: int) -> CompactNextItem:
    """Return, of each title, the ``k`` titles of a history that argue most for or against it over all channels.

    Parameters
    ----------
    weights
        (n_channels, n_items, n_items) Of :class:`frontrow.models.next_item.NextItemModel`.
    k
        Titles kept a column, at least 1; those without any weight are dropped.
    """
    if k < 1:
        raise BadConfig(f"the compact form cannot keep {k} weights a title.", "k is at least 1.")
    n_items = weights.shape[1]
    k = min(k, n_items)
    kept = np.zeros((n_items, n_items), np.bool_)
    for first in range(0, n_items, _BLOCK):
        into = np.abs(weights[:, :, first : first + _BLOCK]).sum(axis=0)
        chosen = np.argpartition(-into, k - 1, axis=0)[:k]
        np.put_along_axis(kept[:, first : first + _BLOCK], chosen, np.take_along_axis(into, chosen, axis=0) > 0, axis=0)
    sources, targets = np.nonzero(kept)
    offsets = np.zeros(n_items + 1, np.int64)
    np.cumsum(np.bincount(sources, minlength=n_items), out=offsets[1:])
    values = np.ascontiguousarray(weights[:, sources, targets].T)
    return CompactNextItem(offsets, targets.astype(np.int32), values, fading.decays, fading.sitting, fading.pause_s)


# Indices are unsigned in the loops below: a signed one is checked for "counted from the end" at each access.


@numba.njit(cache=True, nogil=True)
def add_faded(owners: Items, items: Items, left: Floats, rows: Rows, scores: Floats) -> None:
    """Add to the scores of each owner the rows of the titles that have not faded, times what is left of them."""
    for position in range(len(items)):
        if left[position].any():
            scored = scores[owners[position]]
            for cell in range(rows.offsets[items[position]], rows.offsets[items[position] + 1]):
                added = np.float32(0)
                for channel in range(left.shape[1]):
                    added += left[position, channel] * rows.weights[np.uint64(cell), channel]
                scored[np.uint64(rows.targets[np.uint64(cell)])] += added


@numba.njit(cache=True, nogil=True)
def add_chosen_faded(history: Items, left: Floats, rows: Rows, place: Items, added: Floats) -> None:
    """Add what the row of each title of a history gives to the titles that have a place, at theirs."""
    for position in range(len(history)):
        if not left[position].any():
            continue
        for cell in range(rows.offsets[history[position]], rows.offsets[history[position] + 1]):
            at = place[np.uint64(rows.targets[np.uint64(cell)])]
            if at >= 0:
                for channel in range(left.shape[1]):
                    added[position, at] += left[position, channel] * rows.weights[np.uint64(cell), channel]


@numba.njit(cache=True, nogil=True)
def explain_faded(history: Items, left: Floats, rows: Rows, grades: Floats, found: Explained) -> None:
    """Add the rows of a history to the scores, keeping the strongest positive contribution to each."""
    for position in range(len(history)):
        if not left[position].any():
            continue
        for cell in range(rows.offsets[history[position]], rows.offsets[history[position] + 1]):
            target = np.uint64(rows.targets[np.uint64(cell)])
            added = np.float32(0)
            for channel in range(left.shape[1]):
                added += left[position, channel] * rows.weights[np.uint64(cell), channel]
            found.scores[target] += added
            if grades[position] > 0 and added > found.contribution[target]:
                found.contribution[target] = added
                found.because[target] = history[position]
