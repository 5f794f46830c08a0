"""Histories as the tensors nets learn from: rows of the same length, newest last, with the moment of each question."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from frontrow.core import Bools
from frontrow.data.dataset import Dataset
from frontrow.nets.windows import Entries, Ints, Windows, windows

NO_TARGET = -1  # a place that teaches nothing


class Batch(NamedTuple):
    """What a net learns from in one step; see :mod:`frontrow.nets`."""

    items: Tensor  # (n, L) int64, n_items where there is nothing
    ages: Tensor  # (n, L) int64, seconds before `now`
    grades: Tensor  # (n, L) float32
    now: Tensor  # (n,) float32, days since the epoch: the moment of the last target
    targets: Tensor  # (n, L) int64, NO_TARGET where there is nothing to learn

    def to(self, device: torch.device) -> Batch:
        """Return the same on a device."""
        return Batch(*(one.to(device, non_blocking=True) for one in self))


@dataclass(frozen=True)
class Events:
    """All histories end to end.

    Parameters
    ----------
    entries
        (total,) What each user watched, when, and how much they liked it, newest last.
    first, stop
        (n_users,) Where each user's entries begin and end.
    n_items
        Titles of the catalogue.
    threshold
        An entry with a grade not above this is read, and is no target.
    """

    entries: Entries
    first: Ints
    stop: Ints
    n_items: int
    threshold: float = 0.0

    @classmethod
    def of(cls, data: Dataset, threshold: float = 0.0) -> Events:
        """Return the histories of a data set."""
        offsets = data.histories.offsets
        entries = Entries(data.histories.values, data.at, data.grades)
        return cls(entries, offsets[:-1], offsets[1:], len(data.catalogue), threshold)

    @cached_property
    def liked(self) -> Bools:
        """(total,) Which entries may be targets."""
        return np.asarray(self.entries.grades > self.threshold)

    def n_liked(self, first: Ints, stop: Ints) -> Ints:
        """Return how many of the entries ``first[i]:stop[i]`` may be targets."""
        return self._liked_before[stop] - self._liked_before[first]

    @cached_property
    def _liked_before(self) -> Ints:
        before = np.zeros(len(self.liked) + 1, np.int64)
        np.cumsum(self.liked, out=before[1:])
        return before

    def without_newest(self, users: Ints) -> Events:
        """Return the same without the newest entry of some users, who have one."""
        stop = self.stop.copy()
        stop[users] -= 1
        return replace(self, stop=stop)


class Rows(NamedTuple):
    """Pieces of histories: entries ``first`` to ``stop`` of which those liked from ``learn`` on are targets.

    The newest is a target alone: what followed it is not known.
    """

    first: Ints
    learn: Ints
    stop: Ints


def rows(events: Events, targets: int, context: int) -> Rows:
    """Cut every history into rows, so that each entry liked but a user's first is a target once.

    The newest rows are full. A row in which nothing was liked teaches nothing and is left out.

    Parameters
    ----------
    targets
        The most entries of a row that may be targets.
    context
        Entries that a row reads before its first target, fewer where the history begins.
    """
    pieces = -(-np.maximum(events.stop - events.first - 1, 0) // targets)
    user = np.repeat(np.arange(len(pieces)), pieces)
    back = np.arange(len(user)) - np.repeat(np.cumsum(pieces) - pieces, pieces)  # 0 is the newest
    stop = events.stop[user] - back * targets
    learn = np.maximum(stop - targets, events.first[user] + 1)
    teaches = events.n_liked(learn, stop) > 0
    return Rows(*(one[teaches] for one in (np.maximum(learn - context, events.first[user]), learn, stop)))


@dataclass(frozen=True)
class Feed:
    """Batches of rows of like length, in an order drawn anew each epoch.

    Parameters
    ----------
    events
        The histories.
    rows
        The pieces of them to learn.
    targets
        About how many targets a batch holds; it holds at least one row.
    """

    events: Events
    rows: Rows
    targets: int

    def digest(self) -> str:
        """Return a hash of all there is to learn and of how it is cut: the same for the same batches alone."""
        entries = self.events.entries
        assert entries.at is not None  # a data set knows
        found = hashlib.sha256(repr((self.targets, self.events.n_items, self.events.threshold)).encode())
        for one in (entries.items, entries.at, entries.grades, self.events.first, self.events.stop, *self.rows):
            found.update(np.ascontiguousarray(one).data)
        return found.hexdigest()

    def plan(self, rng: np.random.Generator) -> list[Ints]:
        """Return the row numbers of each batch of an epoch: every row once."""
        order = rng.permutation(len(self.rows.stop))
        order = order[np.argsort((self.rows.stop - self.rows.first)[order], kind="stable")]
        learnt = np.cumsum(self.events.n_liked(self.rows.learn, self.rows.stop)[order])
        batches = np.split(order, np.flatnonzero(np.diff(learnt // self.targets)) + 1) if len(order) else []
        return [batches[one] for one in rng.permutation(len(batches))]

    def batch(self, chosen: Ints) -> Batch:
        """Return the rows of those numbers, as wide as the longest of them."""
        first, learn, stop = (one[chosen] for one in self.rows)
        entries = self.events.entries
        width = int((stop - first).max()) - 1
        assert entries.at is not None  # a data set knows
        read = windows(entries, first, stop - 1, entries.at[stop - 1], n_items=self.events.n_items, length=width)
        place = np.maximum(stop[:, None] - width + np.arange(width), 0)
        learnt = (place >= learn[:, None]) & self.events.liked[place]
        targets = np.where(learnt, entries.items[place], NO_TARGET)
        return Batch(*tensors(read), torch.from_numpy(targets.astype(np.int64)))


def tensors(read: Windows) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return the arrays of windows as tensors: the arguments of a net's ``forward``."""
    return (
        torch.from_numpy(read.items),
        torch.from_numpy(read.ages),
        torch.from_numpy(read.grades),
        torch.from_numpy(read.now),
    )
