"""Popularity: plays of each title, old ones counting less, in each country."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from frontrow.core import Floats, Items
from frontrow.data.dataset import Dataset
from frontrow.data.ranges import ABOVE_0, ABOVE_0_OR_INF, FROM_0_OR_INF, check
from frontrow.models import Queries
from frontrow.models.by_country import DAY, counted, country_rows
from frontrow.models.statistics import padded


@dataclass(frozen=True)
class PopularityModel:
    """Plays by country and title.

    Parameters
    ----------
    plays
        (n_countries + 1, n_items) Plays, decayed when the learner says so; row 0 is all countries together.
    countries
        (n_countries,) The countries of rows 1 and up.
    prior
        Plays that the whole world weighs beside those of a country.

    Notes
    -----
    With n_c(i) plays of title i in country c, N_c in all, and n(i), N those of the whole, the score is the share of
    plays in the country, shrunk to the share in the whole:

        score_c(i) = (n_c(i) + prior · n(i) / N) / (N_c + prior)

    so a country with few plays follows the world, and an unknown one is the world.
    """

    plays: Floats
    countries: tuple[str, ...]
    prior: float

    def counts(self, country: str = "") -> Floats:
        """Return (n_items,) plays in a country, as counted; "" is all countries, and an unknown country has none."""
        if country and country not in self.countries:
            return np.zeros(self.plays.shape[1], np.float32)
        row: Floats = self.plays[country_rows(self.countries, [country])[0]]
        return row

    def grown(self, n_items: int) -> Self:
        """Return the model over a catalogue with more titles at its end: nobody has played them yet."""
        return replace(self, plays=padded(self.plays, (len(self.plays), n_items)))

    def scores(self, queries: Queries) -> Floats:
        rows, inverse = np.unique(country_rows(self.countries, queries.country), return_inverse=True)
        scores: Floats = self._shares(rows)[inverse]
        return scores

    def _shares(self, rows: Items) -> Floats:
        whole = self.plays[0] / max(self.plays[0].sum(dtype=np.float64), 1e-12)
        here = np.where((rows > 0)[:, None], self.plays[rows], 0)
        total = here.sum(axis=1, dtype=np.float64, keepdims=True)
        return np.asarray((here + self.prior * whole) / (total + self.prior), np.float32)


@dataclass(frozen=True)
class Popularity:
    """Counts plays: decayed by age, within a window, by country.

    Parameters
    ----------
    half_life_days
        A play this old counts half; ``inf`` for plain counts.
    window_days
        Only plays at most this old count: those with ``now - window_days · 86,400 ≤ at ≤ now``, both ends included,
        where ``now`` is the end of the data; None for all plays up to ``now``.
    by_country
        Whether countries are counted apart as well.
    prior
        Plays that the whole world weighs beside those of a country, above 0.
    """

    half_life_days: float = 30.0
    window_days: float | None = None
    by_country: bool = True
    prior: float = 200.0

    def __post_init__(self) -> None:
        check("popularity", self, half_life_days=ABOVE_0_OR_INF, prior=ABOVE_0)
        if self.window_days is not None:
            check("popularity", self, window_days=FROM_0_OR_INF)

    def fit(self, data: Dataset, rng: np.random.Generator) -> PopularityModel:
        """Return the plays by country and title."""
        age = data.now - data.plays.at  # seconds
        counts = (age >= 0) & (age <= np.inf if self.window_days is None else age <= self.window_days * DAY)
        weight = np.where(counts, np.exp2(-np.maximum(age, 0.0) / (self.half_life_days * DAY)), 0.0)
        return PopularityModel(
            plays=counted(data, weight, self.by_country),
            countries=data.countries.names if self.by_country else (),
            prior=self.prior,
        )
