"""The titles a service offers: as records outside, as arrays inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Annotated, Literal

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from frontrow.core import Bools, Floats, Id, Items, Moment, Times
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary

Runtime = Annotated[float, Meta(ge=0.0, le=1e6)]  # seconds; 0 = unknown
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$")]
Language = Annotated[str, Meta(pattern="^[a-z]{2,3}$")]
Name = Annotated[str, Meta(min_length=1, max_length=300)]


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who made a title: ``role`` is ``cast``, ``director`` or ``writer``; order is billing order."""

    name: Name
    role: Literal["cast", "director", "writer"] = "cast"


class Episode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One episode; ``runtime`` in seconds."""

    episode_id: Id
    season: Annotated[int, Meta(ge=0, le=1000)] = 1
    number: Annotated[int, Meta(ge=0, le=100_000)]
    title: Annotated[str, Meta(max_length=300)] = ""
    runtime: Runtime = 0.0
    synopsis: Annotated[str, Meta(max_length=5000)] = ""


class Title(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A movie or a series as the service describes it.

    Parameters
    ----------
    maturity
        The age in years from which the title is suitable: 0, 6, 12, 16, 18 or any between.
    territories
        Where it may be shown, ISO 3166-1 alpha-2; empty means everywhere.
    countries, languages
        Of production, ISO 3166-1 alpha-2 and ISO 639.
    runtime
        Seconds (a series: of a typical episode).
    added_at
        When it entered the catalogue, seconds since the epoch, UTC.
    episodes
        Of a series, in viewing order.
    moods
        Words for its tone, such as ``dark`` or ``heart-warming``.
    """

    item_id: Id
    title: Name
    kind: Literal["movie", "series"] = "movie"
    year: Annotated[int, Meta(ge=0, le=3000)] = 0
    runtime: Runtime = 0.0
    maturity: Annotated[int, Meta(ge=0, le=18)] = 0
    genres: tuple[Name, ...] = ()
    moods: tuple[Name, ...] = ()
    countries: tuple[Country, ...] = ()
    languages: tuple[Language, ...] = ()
    territories: tuple[Country, ...] = ()
    people: tuple[Person, ...] = ()
    synopsis: Annotated[str, Meta(max_length=10_000)] = ""
    added_at: Moment = 0.0
    episodes: tuple[Episode, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """Titles in a fixed order; an item's index is its position."""

    titles: tuple[Title, ...]
    items: Vocabulary = field(init=False, repr=False)
    genres: Vocabulary = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", Vocabulary(tuple(title.item_id for title in self.titles)))
        object.__setattr__(self, "genres", Vocabulary(tuple(sorted({g for t in self.titles for g in t.genres}))))

    @classmethod
    def of(cls, titles: Iterable[Title]) -> Catalogue:
        """Return the catalogue of the given titles."""
        return cls(tuple(titles))

    def __len__(self) -> int:
        return len(self.titles)

    def __getitem__(self, index: int) -> Title:
        return self.titles[index]

    @cached_property
    def year(self) -> Items:
        """(n,) Year of first showing, 0 unknown."""
        return np.array([title.year for title in self.titles], np.int32)

    @cached_property
    def runtime(self) -> Floats:
        """(n,) Seconds, 0 unknown; of a series, those of a typical episode."""
        return np.array([title.runtime for title in self.titles], np.float32)

    @cached_property
    def maturity(self) -> Items:
        """(n,) Age in years from which a title is suitable."""
        return np.array([title.maturity for title in self.titles], np.int32)

    @cached_property
    def added_at(self) -> Times:
        """(n,) When each title entered the catalogue."""
        return np.array([title.added_at for title in self.titles], np.float64)

    @cached_property
    def newest(self) -> float:
        """When the last of them entered the catalogue, or will."""
        return float(self.added_at.max(initial=0.0))

    @cached_property
    def is_series(self) -> Bools:
        """(n,) True for a series."""
        return np.array([title.kind == "series" for title in self.titles], np.bool_)

    @cached_property
    def episode_places(self) -> dict[tuple[int, str], int]:
        """The position in its series' episodes, by item index and episode id."""
        return {
            (item, episode.episode_id): place
            for item, title in enumerate(self.titles)
            for place, episode in enumerate(title.episodes)
        }

    @cached_property
    def episode_starts(self) -> NDArray[np.int64]:
        """(n + 1,) Where the episodes of each title begin in ``episode_runtimes``; none for a movie."""
        return np.cumsum([0, *(len(title.episodes) for title in self.titles)], dtype=np.int64)

    @cached_property
    def episode_runtimes(self) -> Floats:
        """(total,) Seconds of every episode, title by title in viewing order, 0 unknown."""
        return np.array([episode.runtime for title in self.titles for episode in title.episodes], np.float32)

    @cached_property
    def genres_of(self) -> Ragged:
        """Genre indices of each title."""
        return Ragged.of([self.genres.indices(title.genres) for title in self.titles])

    @cached_property
    def has_genre(self) -> Bools:
        """(n_genres, n) True where a title has a genre."""
        table = np.zeros((len(self.genres), len(self)), np.bool_)
        table[self.genres_of.values, self.genres_of.owners] = True
        return table

    @cached_property
    def _by_territory(self) -> dict[str, Bools]:
        named = {country for title in self.titles for country in title.territories}
        return {
            country: self.everywhere | np.array([country in t.territories for t in self.titles], np.bool_)
            for country in named
        }

    @cached_property
    def everywhere(self) -> Bools:
        """(n,) True where a title may be shown in every country."""
        return np.array([not title.territories for title in self.titles], np.bool_)

    def available(self, country: str) -> Bools:
        """Return (n,) which titles may be shown in a country; where it is unknown, those without restriction."""
        return self._by_territory.get(country, self.everywhere)

    def suited(self, country: str, maturity: int) -> Bools:
        """Return (n,) those of the titles available in a country that are rated for at most an age, in years."""
        found: Bools = self._suited(country if country in self._by_territory else "", maturity)
        return found

    @cached_property
    def _suited(self) -> Callable[[str, int], Bools]:
        """What :meth:`suited` answers, kept for the countries and ages asked for lately.

        It holds arrays and not the catalogue: in a circle, a catalogue would outlive its bundle until a collection.
        """
        inside, everywhere, ages = self._by_territory, self.everywhere, self.maturity
        return lru_cache(lambda country, maturity: inside.get(country, everywhere) & (ages <= maturity))
