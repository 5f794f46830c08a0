"""What may be odd about events, a function each.

The list follows what Netflix told of Axion's checks (aggregates against their past) and what breaks learning from logs.
"""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from frontrow.core import Bools, Kind
from frontrow.data.events import KINDS
from frontrow.data.facts import Longs
from frontrow.data.inspected import DAY, HOUR, UNKNOWN, Inspected, Oddity
from frontrow.data.rules import are_right_values

_WITH_ITEM = tuple(kind for kind in KINDS if kind not in (Kind.SEARCH, Kind.MESSAGE, Kind.SUBSCRIPTION))
_CONTENT = (
    "kind", "at", "user_id", "item_id", "episode_id", "value", "position", "play_id", "page_id", "row", "slot",
    "device", "text",
)  # fmt: skip


def repeated_id(seen: Inspected) -> Oddity:
    """Find events whose id an earlier event has."""
    return seen.oddity(_later(seen.codes("event_id")))


def repeated_content(seen: Inspected) -> Oddity:
    """Find events that say what an earlier event of another id said."""
    return seen.oddity(_later(seen.numbered(*_CONTENT)) & ~_later(seen.codes("event_id")))


def in_future(seen: Inspected) -> Oddity:
    """Find events of a time that has not come."""
    return seen.oddity(seen.at > seen.now + seen.limits.ahead)


def clock_unset(seen: Inspected) -> Oddity:
    """Find events of a time before there was such a service."""
    return seen.oddity(seen.at < seen.limits.earliest)


def late(seen: Inspected) -> Oddity:
    """Find events much older than one that stands before them in the log."""
    plausible = np.where(seen.at > seen.now + seen.limits.ahead, -np.inf, seen.at)
    newest = np.maximum.accumulate(plausible) if len(seen) else plausible
    return seen.oddity((seen.at < newest - seen.limits.late) & (seen.at >= seen.limits.earliest))


def no_item(seen: Inspected) -> Oddity:
    """Find events that should name a title and name none."""
    needed = seen.is_kind(*_WITH_ITEM)
    return seen.oddity(needed & (seen.item == -1), needed)


def unknown_item(seen: Inspected) -> Oddity:
    """Find events of titles the catalogue does not have."""
    return seen.oddity(seen.item == UNKNOWN)


def unknown_episode(seen: Inspected) -> Oddity:
    """Find events of episodes their title does not have."""
    return seen.oddity(seen.episode == UNKNOWN)


def before_added(seen: Inspected) -> Oddity:
    """Find events of titles from before they entered the catalogue."""
    known = seen.item >= 0
    added = np.zeros(len(seen))
    added[known] = seen.catalogue.added_at[seen.item[known]]
    return seen.oddity((added > 0) & (seen.at < added - seen.limits.early), known)


def watched_too_long(seen: Inspected) -> Oddity:
    """Find playbacks that watched more than there is."""
    reports = seen.is_kind(Kind.PROGRESS, Kind.STOP)
    most = np.where(seen.runtime > 0, seen.runtime * seen.limits.watched_share, np.inf)
    return seen.oddity(reports & (seen.number("value") > most), reports)


def no_position(seen: Inspected) -> Oddity:
    """Find impressions that do not say where on the page."""
    shown = seen.is_kind(Kind.IMPRESSION)
    return seen.oddity(shown & ((seen.number("row") < 0) | (seen.number("slot") < 0)), shown)


def bad_probability(seen: Inspected) -> Oddity:
    """Find probabilities that are none, or 0: what was shown had a chance."""
    probability = seen.number("probability")
    return seen.oddity(~((probability > 0) & (probability <= 1)))


def impossible_value(seen: Inspected) -> Oddity:
    """Find seconds below 0, and stars, thumbs and switches that there are not."""
    return seen.oddity(~are_right_values(seen.kind, seen.number("value")))


def orphan_play(seen: Inspected) -> Oddity:
    """Find plays of which no progress or stop ever came, though there was time."""
    begun = seen.is_kind(Kind.PLAY)
    silent = ~_has(seen.playback, seen.is_kind(Kind.PROGRESS, Kind.STOP))
    return seen.oddity(begun & silent & (seen.at < seen.now - seen.limits.settled), begun)


def orphan_stop(seen: Inspected) -> Oddity:
    """Find stops of playbacks that never began."""
    ended = seen.is_kind(Kind.STOP)
    return seen.oddity(ended & ~_has(seen.playback, seen.is_kind(Kind.PLAY)), ended)


def seconds_fall(seen: Inspected) -> Oddity:
    """Find playbacks whose seconds watched grow less."""
    return _falls(seen, "value")


def position_falls(seen: Inspected) -> Oddity:
    """Find playbacks whose position goes back."""
    return _falls(seen, "position")


def too_busy(seen: Inspected) -> Oddity:
    """Find users who do more in an hour than a person can."""
    acts = ~seen.is_kind(Kind.IMPRESSION, Kind.PROGRESS)
    rows = np.flatnonzero(acts)
    user, hour = seen.codes("user_id")[rows], np.floor(seen.at[rows] / HOUR)
    order = np.lexsort((hour, user))
    rows, user, hour = rows[order], user[order], hour[order]
    begins = np.flatnonzero(np.diff(user, prepend=-1).astype(np.bool_) | np.diff(hour, prepend=-1.0).astype(np.bool_))
    lengths = np.diff(np.append(begins, len(rows)))
    odd = np.zeros(len(seen), np.bool_)
    odd[rows[np.repeat(lengths > seen.limits.acts, lengths)]] = True
    return seen.oddity(odd, acts)


def odd_volume(seen: Inspected) -> Oddity:
    """Find days with far more or fewer events of a kind than the median of the days before; partial days are spared."""
    if not len(seen):
        return Oddity(0, 0, "")
    days = np.floor(seen.at / DAY).astype(np.int64)
    sane = (seen.at >= seen.limits.earliest) & (seen.at <= seen.now)
    found = [_odd_days(seen, kind, days[sane & seen.is_kind(kind)]) for kind in KINDS]
    examples = [one.example for one in found if one.many]
    return Oddity(sum(one.many for one in found), sum(one.of for one in found), examples[0] if examples else "")


def _odd_days(seen: Inspected, kind: Kind, days: Longs) -> Oddity:
    last = int(seen.now // DAY)  # not over yet
    if not len(days) or last - int(days.min()) <= seen.limits.past_days:
        return Oddity(0, 0, "")
    counts = np.bincount(days - days.min(), minlength=last - int(days.min()))[: last - int(days.min())]
    windows = np.lib.stride_tricks.sliding_window_view(counts, seen.limits.past_days)[:-1]
    median, after = np.median(windows, axis=1), counts[seen.limits.past_days :]
    swing = (after > median * seen.limits.swing) | (after < median / seen.limits.swing)
    odd = np.flatnonzero(swing & (median >= seen.limits.least_volume))
    if not len(odd):
        return Oddity(0, len(after), "")
    day = datetime.fromtimestamp((int(days.min()) + seen.limits.past_days + int(odd[0])) * DAY, UTC).date()
    text = f"{day}: {after[odd[0]]} {kind} events, where the {seen.limits.past_days} days before had {median[odd[0]]:g}"
    return Oddity(len(odd), len(after), text)


def _later(numbers: Longs) -> Bools:
    """Return (n,) True where a number stood before."""
    later = np.ones(len(numbers), np.bool_)
    later[np.unique(numbers, return_index=True)[1]] = False
    return later


def _has(group: Longs, mask: Bools) -> Bools:
    """Return (n,) whether any event of the same group has the mask true."""
    return np.bincount(group, mask, group.max(initial=-1) + 1)[group] > 0


def _falls(seen: Inspected, name: str) -> Oddity:
    """Find reports of a playback below the one before in time; only playbacks with an id are sure to be one."""
    reports = seen.is_kind(Kind.PROGRESS, Kind.STOP) & np.asarray(
        seen.events.table.column("play_id").to_numpy() != "", np.bool_
    )
    rows = np.flatnonzero(reports)
    rows = rows[np.lexsort((seen.at[rows], seen.playback[rows]))]
    values = seen.number(name)[rows]
    same = np.diff(seen.playback[rows]) == 0
    odd = np.zeros(len(seen), np.bool_)
    odd[rows[1:][same & (np.diff(values) < 0)]] = True
    return seen.oddity(odd, reports)
