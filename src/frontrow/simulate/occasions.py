"""When titles of some genres are wanted more: seasons, holidays, weekdays, hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Floats
from frontrow.data.catalogue import Catalogue
from frontrow.simulate.parameters import Country, Occasion

HOURS = 24


@dataclass(frozen=True)
class Occasions:
    """The occasions of the parameters, on the titles they are about.

    Parameters
    ----------
    rules
        One for each.
    titles
        (rules, n) True where a title has one of the occasion's genres.
    hours
        (rules, 24) True in its local hours.
    countries
        (rules, countries) True where it is kept.
    """

    rules: tuple[Occasion, ...]
    titles: Bools
    hours: Bools
    countries: Bools

    @classmethod
    def of(cls, rules: Sequence[Occasion], catalogue: Catalogue, countries: Sequence[Country]) -> Occasions:
        """Return the occasions over a catalogue; genres match whatever their case."""
        names = [genre.casefold() for genre in catalogue.genres]
        titles = np.zeros((len(rules), len(catalogue)), np.bool_)
        for place, rule in enumerate(rules):
            wanted = [genre.casefold() for genre in rule.genres]
            titles[place] = catalogue.has_genre[[name in wanted for name in names]].any(axis=0)
        hours = np.array([_cyclic(np.arange(HOURS), rule.hours) for rule in rules], np.bool_)
        kept = np.array([[not rule.countries or one.code in rule.countries for one in countries] for rule in rules])
        return cls(tuple(rules), titles, hours.reshape(-1, HOURS), kept.reshape(-1, len(countries)))

    def bonus(self, now: float) -> Floats:
        """Return (countries, 24, n) the logits on the day (UTC) of ``now`` by country, local hour and title."""
        day = datetime.fromtimestamp(now, tz=UTC)
        total = np.zeros((self.countries.shape[1], HOURS, self.titles.shape[1]), np.float32)
        for place, rule in enumerate(self.rules):
            if _held(rule, day):
                where = np.ix_(self.countries[place], self.hours[place], self.titles[place])
                total[where] += np.float32(rule.bonus)
        return total


def _held(rule: Occasion, day: datetime) -> bool:
    """Return whether an occasion falls on a day."""
    if rule.weekdays and day.weekday() not in rule.weekdays:
        return False
    numbers = [100 * int(date[:2]) + int(date[-2:]) for date in rule.dates]
    return bool(_cyclic(np.array([100 * day.month + day.day]), numbers)[0])


def _cyclic(values: NDArray[np.integer], span: Sequence[int]) -> Bools:
    """Return which values lie in [first, last]; where last < first the span runs over the end; () holds all."""
    if not span:
        return np.ones(len(values), np.bool_)
    first, last = span
    after, before = values >= first, values <= last
    return after & before if first <= last else after | before
