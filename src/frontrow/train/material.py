"""What a training run reads: the log, replayed once, and the data sets made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from frontrow.config import Config
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.data.events import EventColumns, concatenated
from frontrow.data.prepare import dataset
from frontrow.errors import BadInput
from frontrow.evaluate.held_out import HeldOut, held_out
from frontrow.stores import Log, Store

DAY = 86_400.0  # seconds
# What grading reads. The other columns, among them the longest, are let go batch by batch.
_READ = ("kind", "at", "user_id", "item_id", "episode_id", "value", "position", "play_id", "country")


class Extent(NamedTuple):
    """The part of the log that was read.

    Parameters
    ----------
    events, first_at, last_at
        How many, and the times of the first and last, seconds since the epoch.
    last_seq
        The position up to which the log was replayed.
    digest
        SHA-256 of the event ids in the order of the log, in hexadecimal.
    future
        How many events were left out since they are dated later than the run.
    """

    events: int
    first_at: float
    last_at: float
    last_seq: int
    digest: str
    future: int


class Material(NamedTuple):
    """What models are fitted and measured on.

    Parameters
    ----------
    whole
        All of it.
    past
        Without the held-out days; None when nothing is older, or nobody turned to a new title in them.
    held_out
        What followed in those days; None with ``past``.
    """

    extent: Extent
    whole: Dataset
    past: Dataset | None
    held_out: HeldOut | None

    @property
    def held_out_s(self) -> float:
        """Seconds held out, 0 for none."""
        return self.whole.now - self.past.now if self.past else 0.0

    @property
    def held_out_users(self) -> int:
        """How many users the held-out days have."""
        return len(self.held_out.users) if self.held_out else 0


def gathered(
    store: Store, config: Config, made_at: float, progress: Callable[[str], None] = lambda step: None
) -> Material:
    """Replay the log and grade it, all of it and without its last days.

    Parameters
    ----------
    made_at
        The time now, seconds since the epoch: no event may be later, but for the tolerance that events are accepted
        with.

    Raises
    ------
    BadInput
        If the store has no titles, or no events to train on.
    """
    catalogue = Catalogue.of(store.titles.all().values())
    if not len(catalogue):
        raise BadInput("the store has no titles.", "`frontrow import` or POST /v1/items brings them.")
    progress("replaying the log")
    days = config.training.days
    since = made_at - days * DAY if days else -np.inf
    events, extent = _replayed(store.log, since, made_at + config.server.future_tolerance)
    if not len(events):
        left_out = f" dated up to now and no longer than [training] days = {days:g} ago" if extent.last_seq else ""
        raise BadInput(f"the store has no events{left_out}.", "`frontrow import` or POST /v1/events brings them.")
    progress("grading feedback")
    now = min(extent.last_at, made_at)
    whole = dataset(events, catalogue, now, config.signals)
    return Material(extent, whole, *_apart(events, whole, (extent.first_at + now) / 2, config))


def _apart(
    events: EventColumns, whole: Dataset, earliest: float, config: Config
) -> tuple[Dataset, HeldOut] | tuple[None, None]:
    """Return what was known when the held-out days began, and what followed.

    The days are doubled until as many users turned to a new title in them as are asked for, but are not doubled to
    where they would begin before ``earliest``, seconds since the epoch.
    """
    rule, at = config.training, np.asarray(events.number("at"))
    found: tuple[Dataset, HeldOut] | tuple[None, None] = None, None
    days = rule.held_out_days
    while True:
        cut = whole.now - days * DAY
        before = events.where(at < cut)
        if not len(before):
            return found
        past = dataset(before, whole.catalogue, cut, config.signals)
        part = held_out(past, whole)
        if len(part.users):
            found = past, part
        days *= 2
        if len(part.users) >= rule.held_out_users or whole.now - days * DAY < earliest:
            return found


def _replayed(log: Log, since: float, until: float) -> tuple[EventColumns, Extent]:
    """Return the events of a span of time, both ends included, and what of the log they are."""
    kept: list[EventColumns] = []
    digest = hashlib.sha256()
    last_seq = future = 0
    first_at, last_at = np.inf, -np.inf
    for batch in log.replay():
        at = np.asarray(batch.number("at"), np.float64)
        last_seq = int(batch.number("seq")[-1])
        future += int((at > until).sum())
        inside = (at >= since) & (at <= until)
        if inside.any():
            first_at, last_at = min(first_at, at[inside].min()), max(last_at, at[inside].max())
            part = batch.where(inside)
            digest.update("".join(f"{one}\n" for one in part.strings("event_id")).encode())
            kept.append(EventColumns(part.table.select(_READ)))
    events = concatenated(kept)
    return events, Extent(len(events), float(first_at), float(last_at), last_seq, digest.hexdigest(), future)
