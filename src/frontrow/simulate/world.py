"""The hidden truth about titles: what everybody likes in them, and whom they suit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from frontrow.artwork import VARIANTS
from frontrow.core import Bools, Floats, Items
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary
from frontrow.simulate.occasions import Occasions
from frontrow.simulate.parameters import Appeal, Parameters, Taste

DAY = 86_400.0  # seconds
EPOCH_WEEKDAY, SATURDAY = 3, 5  # 0 = Monday; the epoch began on a Thursday
UNKNOWN_RUNTIME = 6_000.0  # seconds, where the catalogue does not say


@dataclass(frozen=True)
class Day:
    """What a day does to every choice.

    Parameters
    ----------
    start
        Midnight, UTC, seconds since the epoch.
    occasion
        (countries, 24, n) Logits by country, local hour and title.
    newness
        (n,) Logits of being new.
    """

    start: float
    occasion: Floats
    newness: Floats

    @property
    def weekend(self) -> bool:
        """Whether it is a Saturday or a Sunday."""
        return is_weekend(self.start)


@dataclass(frozen=True)
class World:
    """Titles as viewers feel them.

    Parameters
    ----------
    appeal
        (n,) α, logits.
    traits
        (n, dimensions) v, of length 1: what suits whom.
    themes
        (n, themes) How well each artwork theme does on a title, logits.
    available
        (countries, n) True where a title may be shown.
    local
        (countries, n) True where a title was made.
    spoken
        (languages, n) True where a title speaks a language.
    languages
        The languages of viewers; the codes of ``spoken``.
    occasions
        When which titles are wanted more.
    episodes
        For each title its parts: a series' episodes, one for a film; the values count through all titles.
    runtimes
        (parts,) Seconds of each part.
    """

    catalogue: Catalogue
    parameters: Parameters
    appeal: Floats
    traits: Floats
    themes: Floats
    available: Bools
    local: Bools
    spoken: Bools
    languages: Vocabulary
    occasions: Occasions
    episodes: Ragged
    runtimes: Floats

    @classmethod
    def of(cls, titles: Sequence[Title], parameters: Parameters, rng: Generator) -> World:
        """Return a world in which the given titles are drawn a hidden appeal and traits."""
        catalogue = Catalogue.of(titles)
        codes = [country.code for country in parameters.countries]
        languages = Vocabulary.of(name for country in parameters.countries for name in country.languages)
        lengths = [max(1, len(title.episodes)) for title in titles]
        owners = np.repeat(np.arange(len(titles), dtype=np.int32), lengths)
        return cls(
            catalogue,
            parameters,
            _appeal(titles, parameters.appeal, rng),
            _traits(titles, parameters.taste, rng),
            rng.normal(0.0, parameters.artwork.title, (len(titles), len(VARIANTS))).astype(np.float32),
            np.array([catalogue.available(code) for code in codes]),
            np.array([[code in title.countries for title in titles] for code in codes]),
            np.array([[name in title.languages for title in titles] for name in languages]),
            languages,
            Occasions.of(parameters.occasions, catalogue, parameters.countries),
            Ragged.grouped(owners, np.arange(len(owners), dtype=np.int32), len(titles)),
            _runtimes(titles),
        )

    def __len__(self) -> int:
        return len(self.catalogue)

    def day(self, start: float) -> Day:
        """Return what holds for every choice of the day that starts at ``start``."""
        return Day(start, self.occasions.bonus(start), np.maximum(self.newness(start + DAY), 0.0))

    def newness(self, now: float) -> Floats:
        """Return (n,) the logits a title has for being new; −inf before it is added."""
        settings = self.parameters.appeal
        age = (now - self.catalogue.added_at) / DAY
        fresh = settings.newness * np.exp(-np.maximum(age, 0.0) / settings.newness_days)
        return np.where(age < 0, -np.inf, fresh).astype(np.float32)

    def allowed(self, country: Items, maturity: Items, items: Items) -> Bools:
        """Return (n, k) whether each viewer's country and age limit admit the items (n, k) or (k,)."""
        suitable: Bools = self.catalogue.maturity[items] <= maturity[:, None]
        admitted: Bools = suitable & self.available[country[:, None], items]
        return admitted


def is_weekend(day: float) -> bool:
    """Return whether a time falls on a Saturday or a Sunday, UTC."""
    return (int(day // DAY) + EPOCH_WEEKDAY) % 7 >= SATURDAY


def unit(vectors: NDArray[np.floating]) -> Floats:
    """Return the rows of a matrix at length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)


def _embedded(lists: Sequence[Sequence[str]], dimensions: int, rng: Generator) -> Floats:
    """Return a vector for each list: the direction of the sum of its words' random directions."""
    words = Vocabulary(tuple(sorted({word for one in lists for word in one})))
    directions = unit(rng.normal(size=(len(words), dimensions)))
    sums = Ragged.of([words.indices(one) for one in lists]).matrix(len(words)) @ directions
    return unit(np.asarray(sums))


def _traits(titles: Sequence[Title], taste: Taste, rng: Generator) -> Floats:
    blocks: list[tuple[float, list[tuple[str, ...]]]] = [
        (taste.genres, [title.genres for title in titles]),
        (taste.moods, [title.moods for title in titles]),
        (taste.people, [tuple(person.name for person in title.people) for title in titles]),
        (taste.era, [(f"{title.year // 15}",) if title.year else () for title in titles]),
        (taste.country, [title.countries[:1] for title in titles]),
    ]
    vectors = taste.noise * unit(rng.normal(size=(len(titles), taste.dimensions)))
    for weight, lists in blocks:
        vectors = vectors + weight * _embedded(lists, taste.dimensions, rng)
    return unit(vectors - vectors.mean(axis=0))


def _appeal(titles: Sequence[Title], settings: Appeal, rng: Generator) -> Floats:
    """Return α: fame of the people, recency and chance in the given shares of the variance; series stand above."""
    people = Vocabulary(tuple(sorted({person.name for title in titles for person in title.people})))
    credits = Ragged.of([people.indices(person.name for person in title.people) for title in titles])
    roles = np.bincount(credits.values, minlength=max(1, len(people))).astype(np.float32)
    fame = np.asarray(credits.matrix(len(roles)) @ np.log1p(roles))
    years = np.array([title.year or 1990 for title in titles], np.float32)
    chance = max(0.0, 1.0 - settings.fame - settings.recency)
    blend = (
        np.sqrt(settings.fame) * _standard(fame)
        + np.sqrt(settings.recency) * _standard(np.exp((years - years.max(initial=0.0)) / 20.0))
        + np.sqrt(chance) * rng.normal(size=len(titles))
    )
    series = np.array([title.kind == "series" for title in titles])
    return np.asarray(settings.spread * blend + settings.series * series, np.float32)


def _standard(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the values with mean 0 and standard deviation 1; a constant becomes 0."""
    return np.asarray((values - values.mean()) / (values.std() or 1.0))


def _runtimes(titles: Sequence[Title]) -> Floats:
    parts = [
        part or title.runtime or UNKNOWN_RUNTIME
        for title in titles
        for part in ([episode.runtime for episode in title.episodes] or [title.runtime])
    ]
    return np.array(parts, np.float32)
