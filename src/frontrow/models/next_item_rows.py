"""Sums over all moments of all histories of products of faded histories, without making any of them."""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Items
from frontrow.models.decayed import FAINT, Doubles

Longs = NDArray[np.int64]
_BLOCK = 1 << 17  # events: what is read of so many stays in the cache


class Events(NamedTuple):
    """What was watched: each event is a place in the histories laid end to end.

    Parameters
    ----------
    items, values
        (total,) The title of each event, and its entry in the history.
    order
        (total,) In which order the events are gone through: see :func:`in_blocks`.
    starts, ends
        (total,) Where the history of each event starts and ends.
    """

    items: Items
    values: Doubles
    order: Longs
    starts: Longs
    ends: Longs


def in_blocks(items: Items, block: int = _BLOCK) -> Longs:
    """Return the places of events, ``block`` after ``block``, title by title within each.

    The row of a title stays in the cache while its events of a block are added, and the block while its titles are gone
    through, so that an event takes as long among millions as among few.
    """
    firsts = range(0, max(len(items), 1), block)
    return np.concatenate([first + np.argsort(items[first : first + block], kind="stable") for first in firsts])


@numba.njit(cache=True, nogil=True)
def carry(one: Doubles, other: Doubles, offsets: Longs, found: Doubles) -> None:
    """Write what a product of two channels at an event adds up to over all later moments.

    Seen from event t the moments are those of the questions at t + 1, t + 2, … : with steps d, e of the channels,
    R(t) = d(t + 1) e(t + 1) (1 + R(t + 1)), and 0 for the last event of a history.
    """
    for history in range(len(offsets) - 1):
        following = 0.0
        for event in range(offsets[history + 1] - 1, offsets[history] - 1, -1):
            found[event] = following
            following = one[event] * other[event] * (1.0 + following)


# The step to the first event of a history is 0, so that no loop leaves its history to the past.


@numba.njit(cache=True, nogil=True)
def add_products(events: Events, steps: tuple[Doubles, Doubles, Doubles], gram: Doubles) -> None:
    """Add Σ over moments s_p s_q' for two channels p, q.

    Parameters
    ----------
    steps
        (total,) each: the steps of p and of q, and what :func:`carry` made of them.
    gram
        (n_items, n_items) Row i is of titles in channel p.
    """
    items, values = events.items, events.values
    first, second, carried = steps
    for event in events.order:
        row = gram[items[event]]
        value = values[event]
        row[items[event]] += value * value * carried[event]
        left = second[event] * value * carried[event]  # the other title came before
        faint = FAINT * abs(left)
        place = event - 1
        while abs(left) > faint:
            row[items[place]] += left * values[place]
            left *= second[place]
            place -= 1
        left = value
        faint = FAINT * abs(left)
        for place in range(event + 1, events.ends[event]):  # the other title comes after
            left *= first[place]
            if abs(left) <= faint:
                break
            row[items[place]] += left * values[place] * carried[place]


@numba.njit(cache=True, nogil=True)
def add_followers(events: Events, steps: Doubles, ahead: Doubles, found: Doubles) -> None:
    """Add Σ over moments t' s_p: how much of each title was left when another followed.

    Parameters
    ----------
    steps
        (total,) Of the channel.
    ahead
        (n,) What it counts that a title is the next, the next but one, …
    found
        (n_items, n_items) Row j is of title j as the one that follows.
    """
    items, values = events.items, events.values
    for event in events.order:
        row = found[items[event]]
        left = 0.0
        for place in range(event - 1, events.starts[event] - 1, -1):
            distance = event - place
            if distance <= len(ahead):
                left += ahead[distance - 1]
            elif left < FAINT:
                break
            left *= steps[place + 1]
            row[items[place]] += left * values[place]
