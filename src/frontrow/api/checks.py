"""What an event must say beyond its types: the rules of its kind, and what only the clock or the catalogue can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from frontrow.api.faults import Fault, shown
from frontrow.core import Event
from frontrow.data.catalogue import Title
from frontrow.data.rules import problem_of

Check = Callable[[Event], Fault | None]


def check(event: Event, now: float, tolerance: float, titles: Mapping[str, Title]) -> Fault | None:
    """Return the first fault of an event, None when it may be kept.

    Parameters
    ----------
    now, tolerance
        The server's clock, and how many seconds after it an event may lie.
    titles
        Every title there is, by id.
    """
    return _time(event, now, tolerance) or _rules(event) or _title(event, titles)


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


def _rules(event: Event) -> Fault | None:
    found = problem_of(event)
    return found and Fault(found.field, shown(found.value), found.problem, found.remedy)


def _title(event: Event, titles: Mapping[str, Title]) -> Fault | None:
    if not event.item_id:
        return None
    title = titles.get(event.item_id)
    if title is None:
        return Fault("item_id", shown(event.item_id), "there is no such title.", "Add it by POST /v1/items first.")
    if event.episode_id and all(one.episode_id != event.episode_id for one in title.episodes):
        problem = f"{event.item_id} has no such episode."
        return Fault("episode_id", shown(event.episode_id), problem, "GET /v1/items/{item_id} lists them.")
    return None
