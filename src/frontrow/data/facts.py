"""The events that say something of a title, by index, in the order every signal is computed in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Items, Kind, Times
from frontrow.data.catalogue import Catalogue
from frontrow.data.events import KINDS, EventColumns, code
from frontrow.data.vocabulary import Vocabulary

Longs = NDArray[np.int64]
Doubles = NDArray[np.float64]

NO_EPISODE = -1
_UNKNOWN = -2
_KINDS = len(KINDS)


def _among(*kinds: Kind) -> Bools:
    table = np.zeros(_KINDS, np.bool_)
    table[[code(kind) for kind in kinds]] = True
    return table


PLAYBACK = _among(Kind.PLAY, Kind.PROGRESS, Kind.STOP)  # by the code of a kind
_OPINION = _among(Kind.THUMB, Kind.RATING, Kind.LIST, Kind.HIDE)
_TELLING = PLAYBACK | _OPINION


@dataclass(frozen=True, slots=True)
class Facts:
    """Events as a struct of arrays of equal length, sorted by user, item, time and order in the batch.

    Parameters
    ----------
    users, countries
        The names that ``user`` and ``country`` index.
    user, item, country
        Indices.
    episode
        Position in the series' episodes; -1 for none.
    entry
        The number of the (user, item) pair, from 0, rising by one.
    order
        The position in the batch, which is the order of the log.
    play
        A number for each ``play_id``; -1 for none.
    """

    users: list[str]
    countries: list[str]
    user: Items
    item: Items
    episode: Items
    country: Items
    entry: Longs
    order: Longs
    play: Items
    kind: NDArray[np.int8]
    at: Times
    value: Doubles
    position: Doubles

    @property
    def first(self) -> Longs:
        """(n_entries,) The row at which each entry begins."""
        return np.flatnonzero(changes(self.entry))


def facts(events: EventColumns, catalogue: Catalogue) -> Facts:
    """Return what the events say of titles of the catalogue.

    Events of other kinds and of unknown titles are left out, and so is playback of an episode its title does not have:
    a catalogue may have lost them since.
    """
    kind = events.number("kind")
    user, users = events.coded("user_id")
    country, countries = events.coded("country")
    item = _item(events, catalogue.items)
    episode = _episode(events, item, PLAYBACK[kind], catalogue)
    kept = np.flatnonzero(_TELLING[kind] & (item >= 0) & (episode > _UNKNOWN))
    pair = user[kept].astype(np.int64) * len(catalogue) + item[kept]
    at = events.number("at")
    by_pair = np.lexsort((at[kept], pair))  # stable: events of one moment stay in the order of the log
    rows, pair = kept[by_pair], pair[by_pair]
    return Facts(
        users=users,
        countries=countries,
        user=user[rows],
        item=item[rows],
        episode=episode[rows],
        country=country[rows],
        entry=np.cumsum(changes(pair)) - 1,
        order=rows,
        play=_play(events)[rows],
        kind=kind[rows].astype(np.int8),
        at=at[rows].astype(np.float64),
        value=events.number("value")[rows].astype(np.float64),
        position=events.number("position")[rows].astype(np.float64),
    )


def _item(events: EventColumns, items: Vocabulary) -> Items:
    codes, names = events.coded("item_id")
    return items.indices(names)[codes] if names else codes


def _episode(events: EventColumns, item: Items, playback: Bools, catalogue: Catalogue) -> Items:
    """Return (n,) positions of episodes, -1 where none is named, -2 where the title does not have it."""
    codes, names = events.coded("episode_id")
    found = np.full(len(codes), NO_EPISODE, np.int32)
    named = np.array([bool(name) for name in names], np.bool_)
    rows = np.flatnonzero(named[codes] & playback & (item >= 0)) if named.any() else codes[:0]
    if len(rows):
        pair = item[rows].astype(np.int64) * len(names) + codes[rows]
        distinct, where = np.unique(pair, return_inverse=True)
        places = catalogue.episode_places
        of_pair = [places.get((one // len(names), names[one % len(names)]), _UNKNOWN) for one in distinct.tolist()]
        found[rows] = np.array(of_pair, np.int32)[where]
    return found


def _play(events: EventColumns) -> Items:
    codes, names = events.encoded("play_id")
    none = names.index("").as_py()
    return codes if none < 0 else np.where(codes == none, np.int32(-1), codes)


def changes(ordered: NDArray[np.generic]) -> Bools:
    """Return (n,) True at the first of every run of equal values."""
    changed = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=changed[1:])
    return changed


def or_zero(values: Doubles) -> Doubles:
    """Return (n,) values with 0 for NaN."""
    return np.where(np.isnan(values), 0.0, values)
