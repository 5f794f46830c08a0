"""What an event must say beyond its types: the rules of its kind, that need neither clock nor catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Event, Kind
from frontrow.data.events import KINDS

WITHOUT_TITLE = frozenset({Kind.SEARCH, Kind.MESSAGE, Kind.SUBSCRIPTION})
STARS = (0.5, 5.0)
CHOICES: Mapping[Kind, tuple[float, ...]] = {Kind.THUMB: (-1, 0, 1, 2), Kind.LIST: (0, 1), Kind.HIDE: (0, 1)}
TEXTS: Mapping[Kind, tuple[str, ...]] = {
    Kind.MESSAGE: ("sent", "opened", "opted_out"),
    Kind.SUBSCRIPTION: ("started", "cancelled"),
}
_SECONDS = (Kind.PROGRESS, Kind.STOP, Kind.DETAILS, Kind.PREVIEW)
_RANGES: Mapping[Kind, tuple[float, float]] = {
    Kind.RATING: STARS,
    **dict.fromkeys(_SECONDS, (0.0, np.inf)),
    **{kind: (min(values), max(values)) for kind, values in CHOICES.items()},
}


class Problem(NamedTuple):
    """What is wrong with an event: the field, what it held, the problem, what would be right."""

    field: str
    value: object
    problem: str
    remedy: str


def problem_of(event: Event) -> Problem | None:
    """Return the first rule of its kind that an event breaks, None where it keeps them all."""
    return _title(event) or _value(event) or _text(event) or _shown(event)


def right_value(kind: Kind) -> str:
    """Return what the value of a kind may be, for a person."""
    if choices := CHOICES.get(kind):
        return f"one of {', '.join(f'{one:g}' for one in choices)}"
    if kind is Kind.RATING:
        return f"{STARS[0]:g} to {STARS[1]:g}"
    return "0 or more" if kind in _SECONDS else "any number"


def are_right_values(kind: NDArray[np.integer], value: NDArray[np.floating]) -> Bools:
    """Return (n,) whether each value is one that its kind may have.

    Parameters
    ----------
    kind
        (n,) Codes, see :func:`frontrow.data.events.code`.
    value
        (n,) Of any kind NaN is wrong.
    """
    lowest, highest = np.array([_RANGES.get(one, (-np.inf, np.inf)) for one in KINDS]).T
    is_choice = np.array([one in CHOICES for one in KINDS], np.bool_)
    whole = ~is_choice[kind] | (value == np.round(value))
    return np.asarray((value >= lowest[kind]) & (value <= highest[kind]) & whole)


def _title(event: Event) -> Problem | None:
    if event.item_id or event.kind in WITHOUT_TITLE:
        return None
    return Problem("item_id", "", f"an event of kind {event.kind} needs a title.", "Give the item_id.")


def _value(event: Event) -> Problem | None:
    kind, value = event.kind, event.value
    if (choices := CHOICES.get(kind)) and value not in choices:
        wrong = f"a {kind} has no such value."
    elif kind is Kind.RATING and not STARS[0] <= value <= STARS[1]:
        wrong = "a rating is a number of stars."
    elif kind in _SECONDS and not value >= 0:
        wrong = f"the value of a {kind} counts seconds."
    else:
        return None
    return Problem("value", value, wrong, f"Give {right_value(kind)}.")


def _text(event: Event) -> Problem | None:
    words = TEXTS.get(event.kind)
    if words and event.text not in words:
        return Problem("text", event.text, f"a {event.kind} has no such state.", f"One of {', '.join(words)}.")
    if event.kind is Kind.SEARCH and not event.text:
        return Problem("text", "", "a search needs its query.", "Give the text that was searched for.")
    return None


def _shown(event: Event) -> Problem | None:
    if event.probability <= 0:
        return Problem("probability", event.probability, "what was shown had a chance.", "Give (0, 1].")
    if event.kind is Kind.IMPRESSION:
        for name in ("row", "slot"):
            place = getattr(event, name)
            if place < 0:
                return Problem(name, place, "an impression has a place.", "Give it, counted from 0.")
    return None
