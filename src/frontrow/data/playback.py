"""Single playbacks, put together from the play, progress and stop events of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Items, Kind, Times
from frontrow.data.catalogue import Catalogue
from frontrow.data.events import code
from frontrow.data.facts import NO_EPISODE, PLAYBACK, Doubles, Facts, Longs, changes
from frontrow.data.weights import Weights

_PLAY, _STOP = code(Kind.PLAY), code(Kind.STOP)
MOST_RUNTIMES = 4.0  # of its runtime that one playback may watch: more is an error of the client
MOST_SECONDS = 86_400.0  # where no runtime is known

V = TypeVar("V", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Playbacks:
    """Playbacks as a struct of arrays of equal length, sorted by entry and episode.

    Events of one user, title and episode belong to one playback when they share a ``play_id``. Those without a
    ``play_id`` begin a playback at every play event, after every stop, and where the episode changes.

    Parameters
    ----------
    entry, item, episode, country
        As in :class:`frontrow.data.facts.Facts`.
    began, ended
        The times of the first and the last event.
    order
        The position in the batch of the last event.
    seconds
        Watched: the greatest value of its progress and stop events, which count from the beginning of the playback.
        Not below 0, nor above ``MOST_RUNTIMES`` times the runtime (``MOST_SECONDS`` where that is unknown).
    position
        Where the player stood at last, seconds from the start of the film or episode: the position of the last progress
        or stop event that gives one (0 is what an event has that gives none); without such, that of the first event
        and the seconds watched since.
    furthest
        The greatest position.
    reported
        Whether it has any progress or stop event: one that only began says nothing of what was watched.
    runtime
        Seconds, of the film or episode; 0 unknown.
    stopped
        Whether the last event is a stop.
    """

    entry: Longs
    item: Items
    episode: Items
    country: Items
    began: Times
    ended: Times
    order: Longs
    seconds: Doubles
    position: Doubles
    furthest: Doubles
    reported: Bools
    runtime: Doubles
    stopped: Bools

    def __len__(self) -> int:
        return len(self.entry)

    def are_views(self, weights: Weights) -> Bools:
        """Return (n,) which are long enough to count as a view."""
        share = np.where(self.runtime > 0, weights.view_share * self.runtime, np.inf)
        return np.asarray(self.seconds >= np.minimum(weights.view_seconds, share))

    def reach_end(self, weights: Weights) -> Bools:
        """Return (n,) which came to the end of the film or episode, by position or by seconds watched."""
        enough = weights.finished_from * self.runtime
        return np.asarray((self.runtime > 0) & (np.maximum(self.furthest, self.seconds) >= enough))

    def are_over(self, weights: Weights) -> Bools:
        """Return (n,) which ended at the end of the film or episode, or watched as much as there is of it."""
        enough = weights.finished_from * self.runtime
        return np.asarray((self.runtime > 0) & (np.maximum(self.position, self.seconds) >= enough))


def playbacks(found: Facts, catalogue: Catalogue) -> Playbacks:
    """Return the playbacks among the facts."""
    rows = np.flatnonzero(PLAYBACK[found.kind])
    entry, episode = found.entry[rows], found.episode[rows]
    label = _label(found, rows)
    together = np.lexsort((label, episode, entry))  # stable: within a playback, events stay in order of time
    rows, entry, episode, label = rows[together], entry[together], episode[together], label[together]
    begins = changes(entry) | changes(episode) | changes(label)
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(rows))[: len(first)] - 1
    kind, position = found.kind[rows], found.position[rows]
    report = kind != _PLAY
    item, episode = found.item[rows[first]], episode[first]
    runtime = runtimes(catalogue, item, episode)
    most = np.where(runtime > 0, MOST_RUNTIMES * runtime, MOST_SECONDS)
    seconds = np.clip(_greatest(np.where(report, found.value[rows], 0.0), first), 0.0, most)
    told = _greatest(np.where(report & (position > 0), np.arange(len(rows)), -1), first)
    stood = np.where(told >= 0, position[told], position[first] + seconds)
    return Playbacks(
        entry=entry[first],
        item=item,
        episode=episode,
        country=found.country[rows[first]],
        began=found.at[rows[first]],
        ended=found.at[rows[last]],
        order=found.order[rows[last]],
        seconds=seconds,
        position=stood,
        furthest=np.maximum(_greatest(position, first), stood),
        reported=_greatest(report, first),
        runtime=runtime,
        stopped=kind[last] == _STOP,
    )


def runtimes(catalogue: Catalogue, item: Items, episode: Items) -> Doubles:
    """Return (n,) seconds of each film or episode: the typical one where an episode's own is unknown, 0 unknown."""
    typical = catalogue.runtime[item].astype(np.float64)
    of_episode = np.flatnonzero(episode != NO_EPISODE)
    if len(of_episode):
        own = catalogue.episode_runtimes[catalogue.episode_starts[item[of_episode]] + episode[of_episode]]
        typical[of_episode] = np.where(own > 0, own, typical[of_episode])
    return typical


def _label(found: Facts, rows: Longs) -> Longs:
    """Return (n,) what tells playbacks of one episode apart: the play id, or a running number where there is none."""
    label = found.play[rows].astype(np.int64)
    without = np.flatnonzero(label < 0)
    if len(without):
        bare = rows[without]
        kind = found.kind[bare]
        begins = changes(found.entry[bare]) | changes(found.episode[bare]) | (kind == _PLAY)
        begins[1:] |= kind[:-1] == _STOP
        label[without] = -np.cumsum(begins)  # below zero, where no play id is
    return label


def _greatest(values: NDArray[V], first: Longs) -> NDArray[V]:
    return np.maximum.reduceat(values, first) if len(first) else values[:0]
