"""What the numbers among a learner's settings may be; all learners refuse others in the same words."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isfinite
from typing import NamedTuple

from frontrow.errors import BadConfig


class Range(NamedTuple):
    """What a number may be: ``holds`` is false for NaN, as every comparison with it is."""

    words: str
    holds: Callable[[float], bool]

    def hinted(self, hint: str) -> Range:
        """Return the range with a word on what suits most data."""
        return self._replace(words=f"{self.words}; {hint}")


ABOVE_0 = Range("above 0 and finite", lambda number: 0 < number < inf)
ABOVE_0_OR_INF = Range("above 0", lambda number: number > 0)
FROM_0 = Range("at least 0 and finite", lambda number: 0 <= number < inf)
FROM_0_OR_INF = Range("at least 0", lambda number: number >= 0)
FROM_1 = Range("at least 1", lambda number: number >= 1)
FINITE = Range("a finite number", isfinite)
SHARE = Range("a share, from 0 to 1", lambda number: 0 <= number <= 1)
SHARE_BELOW_1 = Range("at least 0 and below 1", lambda number: 0 <= number < 1)
THRESHOLD = Range("a grade, or -inf for every title of a history", lambda number: number < inf)
GB = ABOVE_0  # of memory: sizes follow from it, which no infinity has


def check(learner: str, settings: object, **ranges: Range) -> None:
    """Refuse a setting out of its range.

    Parameters
    ----------
    learner
        Its name in a configuration.
    settings
        The learner.
    ranges
        Of its settings, by name.

    Raises
    ------
    BadConfig
        Naming the first setting that is out of its range, its value, and what would be right.
    """
    for name, allowed in ranges.items():
        value = getattr(settings, name)
        if not allowed.holds(value):
            raise BadConfig(f"{learner} cannot have {name} = {value}.", f"{name} is {allowed.words}.")
