"""Series that nobody made: names, casts, episodes and loglines put together by lot from ``series.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

import msgspec

from frontrow.data.catalogue import Episode, Person, Title
from frontrow.simulate.films import films
from frontrow.simulate.lots import between, lot, pick, shuffled
from frontrow.simulate.synopsis import article

PATH = Path(__file__).with_name("series.toml")

# Where series come from and in what language; those named more often come more often.
ORIGINS = (
    *(("US", "en"),) * 4,
    *(("GB", "en"),) * 3,
    *(("KR", "ko"), ("ES", "es"), ("FR", "fr"), ("DE", "de"), ("JP", "ja")) * 2,
    *(("IT", "it"), ("IN", "hi"), ("BR", "pt"), ("SE", "sv"), ("MX", "es"), ("CA", "en"), ("AU", "en")),
)
CAST = 6
SEASONS = (1, 1, 1, 2, 2, 3, 3, 4, 5, 6)
EPISODES = (6, 12)  # a season
YEARS_BACK = 12  # the oldest began so many years ago
MINUTE = 60.0  # seconds


class Strain(msgspec.Struct, frozen=True):
    """A kind of series: what its names, episodes and loglines are made of."""

    genres: tuple[str, ...]
    moods: tuple[str, ...]
    minutes: tuple[int, int]  # the shortest and longest usual running time
    age: int
    things: tuple[str, ...]
    titles: tuple[str, ...]
    premises: tuple[str, ...]
    turns: tuple[str, ...]
    towns: tuple[str, ...] = ()  # where it has places of its own


class Names(msgspec.Struct, frozen=True):
    """The invented people and towns of a language."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]
    towns: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """All of ``series.toml``."""

    marks: tuple[str, ...]
    episodes: tuple[str, ...]
    names: dict[str, Names]
    strains: tuple[Strain, ...]


@cache
def words() -> Words:
    """Return what series are made of."""
    return msgspec.convert(tomllib.loads(PATH.read_text(encoding="utf-8")), Words)


def invented_series(number: int, seed: int, until: float) -> Iterator[Title]:
    """Yield invented series, ``series-001`` and on; the strains take turns.

    No two share a name, none has the name of a film of the catalogue, nobody in them is in its casts.

    Parameters
    ----------
    number
        How many.
    seed
        Decides everything but their ids.
    until
        Seconds since the epoch, UTC; the youngest series are of that year.
    """
    taken = {film.title.casefold() for film in films()}
    year = datetime.fromtimestamp(until, UTC).year
    for index in range(number):
        turn, strain = divmod(index, len(words().strains))
        draft = _Draft(f"series-{index + 1:03}", seed, words().strains[strain], turn)
        yield draft.title(year, taken)


class _Draft:
    """One series in the making; every choice is drawn by seed, item id and what it is for."""

    def __init__(self, item_id: str, seed: int, strain: Strain, turn: int) -> None:
        self.seed = seed
        self.turn = turn  # how many of the strain came before: patterns of names and stories are used in turn
        self.key = (seed, item_id)
        self.item_id = item_id
        self.strain = strain
        self.country, self.language = pick(ORIGINS, *self.key, "origin")
        self.names = words().names[self.language]

    def title(self, year: int, taken: set[str]) -> Title:
        """Return the series; its name is added to those taken."""
        began = year - int(YEARS_BACK * lot(*self.key, "year") ** 2)  # recent ones are more frequent
        episodes = tuple(self._episodes())
        return Title(
            item_id=self.item_id,
            title=self._name(taken),
            kind="series",
            year=began,
            runtime=sorted(episode.runtime for episode in episodes)[len(episodes) // 2],
            maturity=self.strain.age,
            genres=self.strain.genres,
            moods=self.strain.moods,
            countries=(self.country,),
            languages=(self.language,),
            people=tuple(Person(name) for name in self._cast()),
            synopsis=self._story(),
            episodes=episodes,
        )

    def _cast(self) -> list[str]:
        given = shuffled(self.names.women + self.names.men, *self.key, "given")
        surnames = shuffled(self.names.surnames, *self.key, "surnames")
        cast = [f"{first} {last}" for first, last in zip(given, surnames, strict=False)]
        return [name for name in cast if name not in _credited()][:CAST]

    def _name(self, taken: set[str]) -> str:
        patterns = shuffled(self.strain.titles, self.seed, "titles")
        # Each attempt has another pattern, town and mark, so one of them is free.
        names = (self._filled(patterns[(self.turn + attempt) % len(patterns)], attempt) for attempt in count())
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        return name

    def _story(self) -> str:
        premises = shuffled(self.strain.premises, self.seed, "premises")
        turns = shuffled(self.strain.turns, self.seed, "turns")
        again, place = divmod(self.turn, len(premises))  # used again, a premise takes another turn
        return self._filled(f"{premises[place]} {turns[(self.turn + again) % len(turns)]}", 0)

    def _filled(self, template: str, attempt: int) -> str:
        towns = self.strain.towns or self.names.towns
        text = template.format(
            place=pick(towns, *self.key, "place", attempt),
            name=pick(self.names.surnames, *self.key, "surname", attempt),
            mark=pick(words().marks, *self.key, "mark", attempt),
            hero=pick(self.names.women, *self.key, "hero"),
            second=pick(self.names.men, *self.key, "second"),
        )
        return text[0].upper() + text[1:]

    def _episodes(self) -> Iterator[Episode]:
        used: set[str] = set()
        shortest, longest = self.strain.minutes
        for season in range(1, pick(SEASONS, *self.key, "seasons") + 1):
            for number in range(1, between(*EPISODES, *self.key, "episodes", season) + 1):
                episode_id = f"{self.item_id}-s{season}e{number}"
                yield Episode(
                    episode_id=episode_id,
                    season=season,
                    number=number,
                    title=self._episode_title(episode_id, used),
                    runtime=MINUTE * shortest + between(0, round(MINUTE) * (longest - shortest), *self.key, episode_id),
                )

    def _episode_title(self, episode_id: str, used: set[str]) -> str:
        titles = (self._episode_words((*self.key, episode_id, attempt)) for attempt in count())
        title = next(title for title in titles if title not in used)
        used.add(title)
        return title

    def _episode_words(self, key: tuple[object, ...]) -> str:
        thing, other = shuffled(self.strain.things, *key)[:2]
        mark = pick(words().marks, *key, "mark")
        return pick(words().episodes, *key).format(
            mark=mark,
            thing=thing,
            other=other,
            a_mark=f"{article(mark).title()} {mark}",
            a_thing=f"{article(thing)} {thing}",
        )


@cache
def _credited() -> Container[str]:
    """Return everybody named in the films, so that none of them is cast in a series nobody made."""
    return frozenset(name for film in films() for name in (*film.cast, *film.directors, *film.writers))
