"""What playbacks say of a title: how much of it was watched, how often, and whether it was given up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from frontrow.core import Bools, Items
from frontrow.data.catalogue import Catalogue
from frontrow.data.facts import Doubles, Longs, changes, or_zero
from frontrow.data.playback import Playbacks
from frontrow.data.weights import Weights


@dataclass(frozen=True, slots=True)
class Watching:
    """The watching of each of n (user, item) entries, as a struct of arrays of length n.

    Parameters
    ----------
    plays
        Playbacks begun.
    views
        Playbacks that count as a view.
    seconds
        Watched in all.
    completion
        Seconds watched ÷ runtime, at most 1; of a series the mean over the episodes watched. NaN where nothing was
        played or no runtime is known.
    runtime
        Seconds: of the film, or the mean of the episodes watched; NaN as above.
    rewatched
        How often it was watched to the end beyond the first time; of a series, episodes so watched ÷ episodes watched.
    finished
        Whether the end was reached; of a series, that of its last episode.
    abandoned
        Stopped below ``Weights.abandoned_below`` of the runtime in its only playback.
    """

    plays: Items
    views: Items
    seconds: Doubles
    completion: Doubles
    runtime: Doubles
    rewatched: Doubles
    finished: Bools
    abandoned: Bools


def watching(played: Playbacks, n: int, catalogue: Catalogue, weights: Weights) -> Watching:
    """Return what the playbacks say of each of the ``n`` entries."""
    first, part = _parts(played)  # a part is a user's film or a user's episode
    parts, owner, runtime = len(first), played.entry[first], played.runtime[first]
    known = runtime > 0
    seconds = _summed(part, parts, played.seconds)
    ended = played.reach_end(weights)
    share = np.divide(seconds, runtime, out=np.zeros(parts), where=known)
    times_ended = _summed(part, parts, ended)
    # reopening the credits reaches the end too: nobody watched more often than the seconds allow
    again = np.maximum(np.minimum(times_ended, np.floor(share / weights.finished_from)) - 1.0, 0.0)
    n_known = _summed(owner, n, known)
    completion = _ratio(_summed(owner, n, np.minimum(share, 1.0)), n_known)
    plays = np.bincount(played.entry, minlength=n).astype(np.int32)
    stopped = _summed(played.entry, n, played.stopped) > 0
    return Watching(
        plays=plays,
        views=_summed(played.entry, n, played.are_views(weights)).astype(np.int32),
        seconds=_summed(owner, n, seconds),
        completion=completion,
        runtime=_ratio(_summed(owner, n, runtime), n_known),
        rewatched=or_zero(_ratio(_summed(owner, n, again), _summed(owner, n, np.ones(parts)))),
        finished=_summed(played.entry, n, ended & _is_last(played, catalogue)) > 0,
        abandoned=(plays == 1) & stopped & (completion < weights.abandoned_below),
    )


def _parts(played: Playbacks) -> tuple[Longs, Longs]:
    """Return where each (entry, episode) begins among the playbacks, and the number of each playback's."""
    begins = changes(played.entry) | changes(played.episode)
    return np.flatnonzero(begins), np.cumsum(begins) - 1


def _is_last(played: Playbacks, catalogue: Catalogue) -> Bools:
    """Return (n,) whether nothing of the title comes after what was played: a film, or the last episode."""
    starts = catalogue.episode_starts
    episodes = starts[played.item + 1] - starts[played.item]
    return np.asarray((played.episode == episodes - 1) & (catalogue.is_series[played.item] == (episodes > 0)))


def _summed(group: Longs, n: int, values: ArrayLike) -> Doubles:
    return np.bincount(group, values, n).astype(np.float64)


def _ratio(sums: Doubles, counts: Doubles) -> Doubles:
    ratio: Doubles = np.divide(sums, counts, out=np.full(len(sums), np.nan), where=counts > 0)
    return ratio
