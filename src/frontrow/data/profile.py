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

    A title stands where its last playback ended. One that ended before ``weights.resume_from`` was a glance and moves
    nothing, and neither does one of which only the beginning is known. A film at its end is gone; after an episode's
    end a series stands at the next one, where that was left or else at its start.
    """
    played = found.playbacks
    over = played.are_over(weights)
    newest = _standing(played, over, catalogue, weights)
    _, first = np.unique(played.item[newest], return_index=True)
    last = newest[np.sort(first)]
    follows = over[last] & (played.episode[last] != NO_EPISODE)
    item, episode = played.item[last], (played.episode[last] + follows).astype(np.int32)
    starts = catalogue.episode_starts
    exists = episode < starts[item + 1] - starts[item]
    kept = np.flatnonzero(np.where(over[last], follows & exists, True) & ~unwanted[played.entry[last]])
    last, item, episode, follows = last[kept], item[kept], episode[kept], follows[kept]
    left = _left_at(newest[np.isin(played.item[newest], item[follows])], played, over)
    next_at = [left.get(one, 0.0) for one in zip(item.tolist(), episode.tolist(), strict=True)]
    position = np.where(follows, next_at, played.position[last])
    columns = (item, episode, position, runtimes(catalogue, item, episode), played.ended[last])
    return tuple(map(Resume._make, zip(*(column.tolist() for column in columns), strict=True)))


def _standing(played: Playbacks, over: Bools, catalogue: Catalogue, weights: Weights) -> Longs:
    """Return the playbacks that say where a title stands, newest first."""
    is_glance = ~over & (played.position < weights.resume_from)
    says_not_where = catalogue.is_series[played.item] & (played.episode == NO_EPISODE)
    rows = np.flatnonzero(played.reported & ~is_glance & ~says_not_where)
    return rows[np.lexsort((played.order[rows], played.ended[rows]))[::-1]]


def _left_at(newest: Longs, played: Playbacks, over: Bools) -> dict[tuple[int, int], float]:
    """Return where each item's episode was left last, 0 where that was at its end."""
    rows = newest[::-1]  # of one episode the newest stays
    episodes = zip(played.item[rows].tolist(), played.episode[rows].tolist(), strict=True)
    return dict(zip(episodes, np.where(over, 0.0, played.position)[rows].tolist(), strict=True))
