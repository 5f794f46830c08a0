"""The demo catalogue: well-known films, described by facts, and series that nobody made."""

from __future__ import annotations

from datetime import MINYEAR, UTC, datetime

import msgspec

from frontrow.data.catalogue import Person, Title
from frontrow.simulate.films import Film, films
from frontrow.simulate.lots import between, lot, shuffled
from frontrow.simulate.series import invented_series
from frontrow.simulate.synopsis import synopsis
from frontrow.simulate.tone import maturity, moods

SERIES = 120

# The countries the demo service operates in.
TERRITORIES = ("US", "GB", "DE", "FR", "ES", "IT", "JP", "IN", "BR", "KR", "MX", "CA", "AU", "SE", "PL")
RESTRICTED = 0.12  # share of titles licensed in some countries only
FEWEST, MOST = 3, 9  # countries of such a licence

DAY = 86_400.0  # seconds
NEW_DAYS = 70  # titles that arrived within so many days count as newly arrived
NEW, NEW_SERIES = 0.08, 0.15  # their share of the films and of the series
OLDEST_DAYS = 4 * 365  # when the demo service opened


def demo_titles(seed: int, until: float) -> tuple[Title, ...]:
    """Return the demo catalogue as it stands at a time.

    Parameters
    ----------
    seed
        Decides licences, arrivals and the invented series; the films are always the same.
    until
        Seconds since the epoch, UTC; about 8 % of the titles arrived in the ten weeks before it, none after.

    Returns
    -------
    Films and series, the best known films first, series spread among them.
    """
    movies = [_movie(film, seed, until) for film in films()]
    series = [_licensed(title, seed, until) for title in invented_series(SERIES, seed, until)]
    every = len(movies) / len(series)
    for index, title in enumerate(series):
        movies.insert(int(index * every) + index, title)
    return tuple(movies)


def _licensed(title: Title, seed: int, until: float) -> Title:
    return msgspec.structs.replace(
        title,
        territories=territories(seed, title.item_id, title.countries),
        added_at=added_at(seed, title.item_id, until, NEW_SERIES, title.year),
    )


def _movie(film: Film, seed: int, until: float) -> Title:
    crew = [Person(name, "director") for name in film.directors] + [Person(name, "writer") for name in film.writers]
    return Title(
        item_id=film.item_id,
        title=film.title,
        year=film.year,
        runtime=film.minutes * 60.0,
        maturity=maturity(film.genres, film.age),
        genres=film.genres,
        moods=moods(film.genres, film.item_id),
        countries=film.countries,
        languages=film.languages,
        territories=territories(seed, film.item_id, film.countries),
        people=(*(Person(name) for name in film.cast), *crew),
        synopsis=synopsis(film),
        added_at=added_at(seed, film.item_id, until),
    )


def territories(seed: int, item_id: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return where a title may be shown: mostly everywhere (), else some countries, those of its production first."""
    if lot(seed, item_id, "restricted") >= RESTRICTED:
        return ()
    order = shuffled(TERRITORIES, seed, item_id, "territory")
    order.sort(key=lambda country: country not in countries)
    return tuple(sorted(order[: between(FEWEST, MOST, seed, item_id, "territories")]))


def added_at(seed: int, item_id: str, until: float, share: float = NEW, year: int = 0) -> float:
    """Return when a title arrived: at a midnight (UTC) before ``until``, for some within the last ten weeks.

    Parameters
    ----------
    share
        Of titles that arrived in those weeks, in [0, 1].
    year
        When the title was made; it did not arrive before.
    """
    made = datetime(max(year, MINYEAR), 1, 1, tzinfo=UTC).timestamp()
    oldest = min(OLDEST_DAYS, int((until - made) // DAY))
    new = lot(seed, item_id, "new") < share
    first, last = (0, min(NEW_DAYS - 1, oldest)) if new else (min(NEW_DAYS, oldest), oldest)
    return max(0.0, (until // DAY - between(first, last, seed, item_id, "added")) * DAY)
