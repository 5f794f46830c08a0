"""What an event must say beyond its types: things that only its kind, the clock or the catalogue can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from frontrow.api.faults import Fault, shown
from frontrow.core import Event, Kind
from frontrow.data.catalogue import Title

Check = Callable[[Event], Fault | None]

_NO_TITLE = frozenset({Kind.SEARCH, Kind.MESSAGE, Kind.SUBSCRIPTION})
_CHOICES: Mapping[Kind, tuple[float, ...]] = {Kind.THUMB: (-1, 0, 1, 2), Kind.LIST: (0, 1), Kind.HIDE: (0, 1)}
_SECONDS = frozenset({Kind.PROGRESS, Kind.STOP, Kind.DETAILS, Kind.PREVIEW})
_STARS = (0.5, 5.0)
_TEXTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.MESSAGE: ("sent", "opened", "opted_out"),
    Kind.SUBSCRIPTION: ("started", "cancelled"),
}


def check(event: Event, now: float, tolerance: float, titles: Mapping[str, Title]) -> Fault | None:
    """Return the first fault of an event, None when it may be kept.

    Parameters
    ----------
    now, tolerance
        The server's clock, and how many seconds after it an event may lie.
    titles
        Every title there is, by id.
    """
    return _time(event, now, tolerance) or _title(event, titles) or _value(event) or _text(event) or _shown(event)


def _time(event: Event, now: float, tolerance: float) -> Fault | None:
    if event.at <= now + tolerance:
        return None
    moment = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
    return Fault(
        "at",
        shown(event.at),
        f"this lies {event.at - now:,.0f} seconds in the future.",
        f"Give seconds since the epoch, UTC; the server's clock says {now:.0f} ({moment}).",
    )


def _title(event: Event, titles: Mapping[str, Title]) -> Fault | None:
    if not event.item_id:
        if event.kind in _NO_TITLE:
            return None
        return Fault("item_id", "", f"an event of kind {event.kind} needs a title.", "Give the item_id.")
    title = titles.get(event.item_id)
    if title is None:
        return Fault("item_id", shown(event.item_id), "there is no such title.", "Add it by POST /v1/items first.")
    if event.episode_id and all(one.episode_id != event.episode_id for one in title.episodes):
        problem = f"{event.item_id} has no such episode."
        return Fault("episode_id", shown(event.episode_id), problem, "GET /v1/items/{item_id} lists them.")
    return None


def _value(event: Event) -> Fault | None:
    kind, value = event.kind, event.value
    if (choices := _CHOICES.get(kind)) and value not in choices:
        remedy = f"Give one of {', '.join(f'{one:g}' for one in choices)}."
        return Fault("value", shown(value), f"a {kind} has no such value.", remedy)
    if kind is Kind.RATING and not _STARS[0] <= value <= _STARS[1]:
        return Fault("value", shown(value), "a rating is a number of stars.", "Give 0.5 to 5.")
    if kind in _SECONDS and value < 0:
        return Fault("value", shown(value), f"the value of a {kind} counts seconds.", "Give 0 or more.")
    return None


def _text(event: Event) -> Fault | None:
    words = _TEXTS.get(event.kind)
    if words and event.text not in words:
        return Fault("text", shown(event.text), f"a {event.kind} has no such state.", f"One of {', '.join(words)}.")
    if event.kind is Kind.SEARCH and not event.text:
        return Fault("text", "", "a search needs its query.", "Give the text that was searched for.")
    return None


def _shown(event: Event) -> Fault | None:
    if event.probability <= 0:
        return Fault("probability", shown(event.probability), "what was shown had a chance.", "Give (0, 1].")
    if event.kind is Kind.IMPRESSION:
        for name in ("row", "slot"):
            if getattr(event, name) < 0:
                return Fault(
                    name, shown(getattr(event, name)), "an impression has a place.", "Give it, counted from 0."
                )
    return None
