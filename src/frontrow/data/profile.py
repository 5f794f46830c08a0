"""A user's state out of their events: the computation of a request, with the code that training uses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from frontrow.core import Bools, Items, Profile, Resume
from frontrow.data.catalogue import Catalogue
from frontrow.data.events import EventColumns
from frontrow.data.facts import NO_EPISODE, Longs
from frontrow.data.feedback import Feedback, feedback
from frontrow.data.playback import Playbacks, runtimes
from frontrow.data.quantiles import Quantiles
from frontrow.data.weights import Weights


def profile(
    events: EventColumns,
    catalogue: Catalogue,
    weights: Weights | None = None,
    quantiles: Quantiles | None = None,
    picks: Sequence[str] = (),
) -> Profile:
    """Return what one user's events say of them now.

    Parameters
    ----------
    events
        All of one user, in the order of the log. Titles and episodes the catalogue does not have are left out.
    catalogue
        Its order is the item index.
    weights
        Settings; the defaults where None.
    quantiles
        The table that training made (``Dataset.quantiles``); None ranks a completion c at c.
    picks
        Ids of titles picked when the profile was made. Those with no feedback of their own begin the history, at
        time 0, with the grade ``weights.pick``.
    """
    weights = weights or Weights()
    found = feedback(events, catalogue, weights, quantiles or Quantiles())
    past = np.flatnonzero(found.in_history)
    past = past[np.lexsort((found.latest.order[past], found.latest.at[past]))]
    done = past[found.watching.finished[past]]
    said = found.opinions
    listed = np.flatnonzero(said.is_listed)
    unwanted = said.hidden | (said.thumb < 0)
    thumbs = np.flatnonzero(said.thumb)
    picked = _unseen(catalogue.items.indices(picks), found.item[past]) if picks else found.item[:0]
    return Profile(
        history=np.concatenate([picked, found.item[past]]),
        weights=np.concatenate([np.full(len(picked), weights.pick, np.float32), found.grade[past]]),
        watched_at=np.concatenate([np.zeros(len(picked)), found.latest.at[past]]),
        watched=found.item[found.watched],
        hidden=found.item[unwanted],
        listed=found.item[listed[np.lexsort((said.listed.order[listed], said.listed.at[listed]))]],
        resume=_resume(found, unwanted, catalogue, weights),
        finished=found.item[done],
        thumbs=dict(zip(found.item[thumbs].tolist(), said.thumb[thumbs].tolist(), strict=True)),
    )


def _unseen(picks: Items, seen: Items) -> Items:
    known = picks[(picks >= 0) & ~np.isin(picks, seen)]
    _, first = np.unique(known, return_index=True)
    return known[np.sort(first)]


def _resume(found: Feedback, unwanted: Bools, catalogue: Catalogue, weights: Weights) -> tuple[Resume, ...]:
    """Return what can be continued, newest first.

    A film stands where its last playback ended. A series stands at the last episode whose playback was left later than
    ``weights.resume_from`` (so that a glance at another episode moves nothing), or at the start of the next one when
    that episode was finished.
    """
    played = found.playbacks
    last = _last_playbacks(played, weights)
    item, episode, position, runtime = (
        played.item[last],
        played.episode[last],
        played.position[last],
        played.runtime[last],
    )
    over = (runtime > 0) & (position >= weights.finished_from * runtime)
    follows = over & (episode != NO_EPISODE)
    episode = np.where(follows, episode + 1, episode).astype(np.int32)
    starts = catalogue.episode_starts
    exists = follows & (episode < starts[item + 1] - starts[item])
    series_unnumbered = catalogue.is_series[item] & (episode == NO_EPISODE)
    stands = np.where(over, exists, (position >= weights.resume_from) & ~series_unnumbered)
    stands &= ~unwanted[played.entry[last]]
    kept = np.flatnonzero(stands)
    position = np.where(follows, 0.0, position)[kept]
    runtime = runtimes(catalogue, item[kept], np.where(stands, episode, NO_EPISODE)[kept])
    columns = (item[kept], episode[kept], position, runtime, played.ended[last[kept]])
    return tuple(map(Resume._make, zip(*(column.tolist() for column in columns), strict=True)))


def _last_playbacks(played: Playbacks, weights: Weights) -> Longs:
    """Return the playback at which each title stands, newest first."""
    glance = (played.episode != NO_EPISODE) & (played.position < weights.resume_from)
    rows = np.flatnonzero(~glance)
    newest = rows[np.lexsort((played.order[rows], played.ended[rows]))[::-1]]
    _, first = np.unique(played.item[newest], return_index=True)
    return newest[np.sort(first)]
