"""Trending: titles played more of late than their own past lets expect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats
from frontrow.data.dataset import Dataset
from frontrow.data.ranges import ABOVE_0, check
from frontrow.models import Queries
from frontrow.models.by_country import DAY, counted, country_rows
from frontrow.models.statistics import padded


@dataclass(frozen=True)
class TrendingModel:
    """How far each title is above its past, by country.

    Parameters
    ----------
    rise
        (n_countries + 1, n_items) Standard scores, see :class:`Trending`; row 0 is all countries together.
    countries
        (n_countries,) The countries of rows 1 and up.
    """

    rise: Floats
    countries: tuple[str, ...]

    def rises(self, country: str = "") -> Floats:
        """Return (n_items,) the standard scores in a country; an unknown one is all countries together."""
        row: Floats = self.rise[country_rows(self.countries, [country])[0]]
        return row

    def grown(self, n_items: int) -> Self:
        """Return the model over a catalogue with more titles at its end: nothing is known of their past."""
        return replace(self, rise=padded(self.rise, (len(self.rise), n_items)))

    def scores(self, queries: Queries) -> Floats:
        return self.rise[country_rows(self.countries, queries.country)]


@dataclass(frozen=True)
class Trending:
    """Compares plays of the last days with those of the weeks before.

    Parameters
    ----------
    recent_days
        The last days of the data, those looked at: plays with ``now - recent_days · 86,400 ≤ at ≤ now``.
    baseline_days
        The days before them, which tell what to expect.
    prior_days
        Days of an average title's plays added to each title's past, so that a title without a past is expected to
        do as the average one does.
    prior_plays
        Recent plays a country needs for its own scores to weigh as much as those of the whole.

    Notes
    -----
    With x(i) recent plays, b(i) plays in the d(i) days of the baseline in which title i was in the catalogue,
    and b̄ the plays of an average title a day, the expected number is a Gamma-Poisson mean,

        e(i) = v · recent_days · (b(i) + prior_days · b̄) / (d(i) + prior_days),

    v making Σ e = Σ x, so that a busy weekend lifts no title. The rise is z(i) = (x(i) - e(i)) / √(e(i) + 1), for a
    Poisson count has variance e; the 1 keeps a handful of plays from being a trend. In a country with N plays,

        rise = (N · z_country + prior_plays · z_all) / (N + prior_plays).

    Recent activity against a seasonal or trailing baseline is the published idea of the row: C. Gomez-Uribe and
    N. Hunt, "The Netflix Recommender System", ACM TMIS 6(4), 2015; the estimator is ours.
    """

    recent_days: float = 3.0
    baseline_days: float = 28.0
    prior_days: float = 7.0
    prior_plays: float = 500.0

    def __post_init__(self) -> None:
        check(
            "trending", self, recent_days=ABOVE_0, baseline_days=ABOVE_0, prior_days=ABOVE_0, prior_plays=ABOVE_0
        )  # fmt: skip

    def fit(self, data: Dataset, rng: np.random.Generator) -> TrendingModel:
        """Return the rise of each title in each country."""
        start = data.now - self.recent_days * DAY
        first = start - self.baseline_days * DAY
        at = data.plays.at
        recent = counted(data, ((at >= start) & (at <= data.now)).astype(np.float64)).astype(np.float64)
        past = counted(data, ((at >= first) & (at < start)).astype(np.float64)).astype(np.float64)
        days = np.clip((start - data.catalogue.added_at) / DAY, 0.0, self.baseline_days)
        rise = self._rise(recent, past, days)
        total = recent.sum(axis=1, keepdims=True)
        shrunk = (total * rise + self.prior_plays * rise[:1]) / (total + self.prior_plays)
        return TrendingModel(rise=shrunk.astype(np.float32), countries=data.countries.names)

    def _rise(
        self, recent: NDArray[np.float64], past: NDArray[np.float64], days: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        average = past.sum(axis=1, keepdims=True) / max(days.sum(), 1.0)  # plays of a title a day
        expected = (past + self.prior_days * average) / (days + self.prior_days)
        total = expected.sum(axis=1, keepdims=True)
        scale = np.divide(recent.sum(axis=1, keepdims=True), total, out=np.zeros_like(total), where=total > 0)
        expected = expected * scale
        rise: NDArray[np.float64] = (recent - expected) / np.sqrt(expected + 1.0)
        return rise
