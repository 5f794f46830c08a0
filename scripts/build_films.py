"""Rebuild the films of the demo catalogue from the Wikidata set that the bokeh-sampledata wheel ships.

Run ``python scripts/build_films.py`` in an environment with the development dependencies; it writes
``src/frontrow/simulate/films.parquet``, byte for byte the same each time with the same versions of the wheel and
pyarrow. Only facts under CC0 are taken: no reviews, scores or texts, and nothing about persons but their names.
"""

from __future__ import annotations

import math
import re
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from bokeh_sampledata.movies_data import movie_path

TARGET = Path(__file__).parents[1] / "src" / "frontrow" / "simulate" / "films.parquet"

# Films a decade: about a third from before 1980, although the source holds few of those.
QUOTAS = {1940: 170, 1950: 260, 1960: 330, 1970: 400, 1980: 580, 1990: 720, 2000: 900, 2010: 640}
FLOORS = {"countries": 40, "genres": 110}  # so many best known of each country and genre come in before the others
CAST, CREW = 6, 3  # names kept a film
CAMEO_CAST = 45  # longer casts are those of films full of guests, in which a known name says little
RUNTIMES = range(60, 241)  # minutes; shorter and longer ones are mostly episodes, serials and mistakes

# Of a film's genres the most telling first: what the source lists is not ordered, and long lists hold chance finds.
TELLING = (
    "Animation",
    "Documentary",
    "Western",
    "Science Fiction",
    "Horror",
    "Fantasy",
    "War",
    "Music & Musicals",
    "Family",
    "Crime",
    "Thriller",
    "Mystery",
    "Action",
    "Adventure",
    "Comedy",
    "Romance",
    "Biography",
    "Sports",
    "History",
    "Drama",
)
MOST_GENRES = 5
GENRES = {"Sci-Fi": "Science Fiction", "Musical": "Music & Musicals", "Music": "Music & Musicals", "Sport": "Sports"}

# The age from which a certificate of the United States admits; GP, M and M/PG are PG's earlier names.
CERTIFICATES = {"G": 0, "PG": 6, "GP": 6, "M": 6, "M/PG": 6, "PG-13": 12, "R": 16}
ADULTS_ONLY = ("NC-17", "X")  # left out: a demo stands on screens others can see

# ISO 3166-1; a state that is no more is filed under the one that keeps its film archive.
COUNTRIES = {
    "Afghanistan": "AF",
    "Algeria": "DZ",
    "Argentina": "AR",
    "Armenia": "AM",
    "Australia": "AU",
    "Austria": "AT",
    "Belgium": "BE",
    "Bolivia": "BO",
    "Bosnia and Herzegovina": "BA",
    "Botswana": "BW",
    "Brazil": "BR",
    "British Hong Kong": "HK",
    "Bulgaria": "BG",
    "Burkina Faso": "BF",
    "Cambodia": "KH",
    "Cameroon": "CM",
    "Canada": "CA",
    "Chad": "TD",
    "Chile": "CL",
    "Colombia": "CO",
    "Croatia": "HR",
    "Cuba": "CU",
    "Czech Republic": "CZ",
    "Czechoslovakia": "CZ",
    "Denmark": "DK",
    "Dominican Republic": "DO",
    "Ecuador": "EC",
    "Egypt": "EG",
    "Estonia": "EE",
    "Ethiopia": "ET",
    "Federal Republic of Yugoslavia": "RS",
    "Finland": "FI",
    "France": "FR",
    "Georgia": "GE",
    "Germany": "DE",
    "Greece": "GR",
    "Hong Kong": "HK",
    "Hungary": "HU",
    "Iceland": "IS",
    "India": "IN",
    "Indonesia": "ID",
    "Iran": "IR",
    "Iraq": "IQ",
    "Ireland": "IE",
    "Israel": "IL",
    "Italy": "IT",
    "Jamaica": "JM",
    "Japan": "JP",
    "Jordan": "JO",
    "Kazakhstan": "KZ",
    "Kenya": "KE",
    "Latvia": "LV",
    "Lebanon": "LB",
    "Lithuania": "LT",
    "Luxembourg": "LU",
    "Malaysia": "MY",
    "Mali": "ML",
    "Malta": "MT",
    "Mexico": "MX",
    "Mongolia": "MN",
    "Morocco": "MA",
    "Netherlands": "NL",
    "New Zealand": "NZ",
    "Nigeria": "NG",
    "North Macedonia": "MK",
    "Norway": "NO",
    "Pakistan": "PK",
    "Palestine": "PS",
    "Panama": "PA",
    "People's Republic of China": "CN",
    "Peru": "PE",
    "Philippines": "PH",
    "Poland": "PL",
    "Portugal": "PT",
    "Romania": "RO",
    "Russia": "RU",
    "Rwanda": "RW",
    "Senegal": "SN",
    "Serbia": "RS",
    "Singapore": "SG",
    "Slovakia": "SK",
    "Slovenia": "SI",
    "Socialist Federal Republic of Yugoslavia": "RS",
    "South Africa": "ZA",
    "South Korea": "KR",
    "Soviet Union": "RU",
    "Spain": "ES",
    "Sweden": "SE",
    "Switzerland": "CH",
    "Taiwan": "TW",
    "Thailand": "TH",
    "Tunisia": "TN",
    "Turkey": "TR",
    "Ukraine": "UA",
    "United Arab Emirates": "AE",
    "United Kingdom": "GB",
    "United States": "US",
    "Uruguay": "UY",
    "Venezuela": "VE",
    "Vietnam": "VN",
    "West Germany": "DE",
    "Yugoslavia": "RS",
}

# ISO 639-1 (639-3 where there is none); the varieties of a language are filed under it, invented ones left out.
LANGUAGES = {
    "Afrikaans": "af",
    "Albanian": "sq",
    "American English": "en",
    "Arabic": "ar",
    "Armenian": "hy",
    "Australian English": "en",
    "Bambara": "bm",
    "Bangla": "bn",
    "Bosnian": "bs",
    "Brazilian Portuguese": "pt",
    "Bulgarian": "bg",
    "Cantonese": "yue",
    "Catalan": "ca",
    "Chinese": "zh",
    "Croatian": "hr",
    "Czech": "cs",
    "Danish": "da",
    "Dari": "fa",
    "Dutch": "nl",
    "Egyptian Arabic": "ar",
    "English": "en",
    "Estonian": "et",
    "Filipino": "tl",
    "Finnish": "fi",
    "Flemish Dutch": "nl",
    "French": "fr",
    "Georgian": "ka",
    "German": "de",
    "Greek": "el",
    "Hebrew": "he",
    "Hindi": "hi",
    "Hungarian": "hu",
    "Icelandic": "is",
    "Indonesian": "id",
    "Irish": "ga",
    "Italian": "it",
    "Japanese": "ja",
    "Kazakh": "kk",
    "Khmer": "km",
    "Korean": "ko",
    "Kurdish language": "ku",
    "Latin": "la",
    "Macedonian": "mk",
    "Malayalam": "ml",
    "Mandarin": "zh",
    "Marathi": "mr",
    "Modern Greek": "el",
    "Mongolian": "mn",
    "Moroccan Arabic": "ar",
    "Māori": "mi",
    "Norwegian": "no",
    "Pashto": "ps",
    "Persian": "fa",
    "Polish": "pl",
    "Portuguese": "pt",
    "Punjabi": "pa",
    "Putonghua": "zh",
    "Romanian": "ro",
    "Russian": "ru",
    "Serbian": "sr",
    "Serbo-Croatian": "sh",
    "Slovak": "sk",
    "Slovene": "sl",
    "Somali": "so",
    "Spanish": "es",
    "Standard Chinese": "zh",
    "Standard Taiwanese Mandarin": "zh",
    "Swahili": "sw",
    "Swedish": "sv",
    "Swiss German": "de",
    "Tagalog": "tl",
    "Taiwanese Hokkien": "nan",
    "Tamil": "ta",
    "Telugu": "te",
    "Thai": "th",
    "Tibetan": "bo",
    "Turkish": "tr",
    "Ukrainian": "uk",
    "Urdu": "ur",
    "Vietnamese": "vi",
    "Wolof": "wo",
    "Xhosa": "xh",
    "Yiddish": "yi",
    "Yue Chinese": "yue",
    "Zulu": "zu",
}

QUERY = """
    select o.imdbID, o.Title, o.Year, o.Runtime, o.Rating, o.Genre, o.Country, o.Language, o.Director, o.Writer,
           o."Cast", o.Oscars, t.Reviews, t.BoxOffice
    from omdb o join tomatoes t using (ID) order by o.imdbID, o.ID
"""

SCHEMA = pa.schema(
    [
        ("item_id", pa.string()),
        ("title", pa.string()),
        ("year", pa.int16()),
        ("minutes", pa.int16()),
        ("age", pa.int8()),
        ("genres", pa.list_(pa.string())),
        ("countries", pa.list_(pa.string())),
        ("languages", pa.list_(pa.string())),
        ("directors", pa.list_(pa.string())),
        ("writers", pa.list_(pa.string())),
        ("cast", pa.list_(pa.string())),
        ("oscars", pa.int8()),
        ("box_office", pa.int64()),
    ]
)


@dataclass(frozen=True)
class Film:
    """A film as the source states it; ``prominence`` is ours and decides which films are chosen."""

    imdb_id: str
    title: str
    year: int
    minutes: int
    age: int | None  # years; None where no certificate is stated
    genres: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    directors: tuple[str, ...]
    writers: tuple[str, ...]
    cast: tuple[str, ...]
    oscars: int
    reviews: int
    box_office: int  # US dollars, 0 unknown
    prominence: float = 0.0

    @property
    def decade(self) -> int:
        """Return the first year of the film's decade."""
        return self.year // 10 * 10


BETWEEN_VALUES = re.compile(r", (?!(?:[JS]r\b|I+$|I+,|Princess |Prince |Duke |Earl |Baron |Viscount |Queen |King of ))")


def listed(cell: str | None) -> tuple[str, ...]:
    """Split a cell that holds several values; a comma within a name (``Jr.``, a title of nobility) splits nothing."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in BETWEEN_VALUES.split(cell or "") if part.strip()))


def coded(cell: str | None, codes: dict[str, str]) -> tuple[str, ...]:
    """Return the known codes of a cell's values, in its order, without repeats."""
    return tuple(dict.fromkeys(codes[name] for name in listed(cell) if name in codes))


def films() -> list[Film]:
    """Read every film of the source that is complete enough to be shown."""
    with sqlite3.connect(f"file:{movie_path}?mode=ro", uri=True) as source:
        rows = source.execute(QUERY).fetchall()
    read = {row[0]: film_of(row) for row in rows if row[4] not in ADULTS_ONLY}
    return [film for film in read.values() if presentable(film)]


def film_of(row: tuple) -> Film:  # type: ignore[type-arg]  # sqlite3 rows are untyped
    """Return the film a row of :data:`QUERY` states."""
    imdb_id, title, year, runtime, certificate, genre, country, language, director, writer, cast = row[:11]
    oscars, reviews, gross = (int(number or 0) for number in row[11:])
    return Film(
        imdb_id=imdb_id,
        title=" ".join(title.split()),
        year=year,
        minutes=round(runtime or 0),
        age=CERTIFICATES.get(certificate),
        genres=genres_of(genre),
        countries=coded(country, COUNTRIES),
        languages=coded(language, LANGUAGES),
        directors=listed(director),
        writers=listed(writer),
        cast=listed(cast),
        oscars=oscars,
        reviews=reviews,
        box_office=gross,
    )


def genres_of(cell: str | None) -> tuple[str, ...]:
    """Return a film's genres, the most telling first; tales of the future or of magic are no history."""
    named = {GENRES.get(name, name) for name in listed(cell)} & set(TELLING)
    if named & {"Science Fiction", "Fantasy"}:
        named.discard("History")
    return tuple(sorted(named, key=TELLING.index))[:MOST_GENRES]


def presentable(film: Film) -> bool:
    """Say whether a film has all that a card and a page of details need."""
    peopled = len(film.cast) > 1 or bool({"Documentary", "Animation"} & set(film.genres))
    described = film.genres and film.countries and film.languages and film.directors
    named = not re.fullmatch(r"Q\d+", film.title)
    return bool(peopled and described and named and film.minutes in RUNTIMES and film.decade in QUOTAS)


def in_decade(found: list[Film]) -> Callable[[Film], float]:
    """Return how often a film is reviewed against the mean of its decade, in log units.

    Reviews are counted on the web, so the films of the 1950s have few.
    """
    logs: dict[int, list[float]] = defaultdict(list)
    for film in found:
        logs[film.decade].append(math.log1p(film.reviews))
    mean = {decade: sum(values) / len(values) for decade, values in logs.items()}
    return lambda film: math.log1p(film.reviews) - mean[film.decade]


def with_prominence(found: list[Film]) -> list[Film]:
    """Weigh how well known films are: reviews, and a little for takings, awards and how much is stated."""
    reviewed = in_decade(found)

    def prominence(film: Film) -> float:
        stated = 0.2 * (film.age is not None) + 0.1 * bool(film.writers) + 0.1 * (len(film.cast) >= CAST)
        takings = 0.2 * math.log1p(film.box_office / 1e6)
        return reviewed(film) + takings + 0.25 * min(film.oscars, 4) + stated

    return [replace(film, prominence=round(prominence(film), 6)) for film in found]


def chosen(found: list[Film]) -> list[Film]:
    """Choose the best known of each country, genre and decade, best known first."""
    ranked = sorted(found, key=lambda film: (-film.prominence, film.imdb_id))
    seen: Counter[str] = Counter()
    kept: set[str] = set()
    for film in ranked:
        for field, floor in FLOORS.items():
            for name in getattr(film, field):
                seen[name] += 1
                if seen[name] <= floor:
                    kept.add(film.imdb_id)
    room = Counter(QUOTAS)
    room.subtract(film.decade for film in ranked if film.imdb_id in kept)
    for film in ranked:
        if film.imdb_id not in kept and room[film.decade] > 0:
            room[film.decade] -= 1
            kept.add(film.imdb_id)
    return [film for film in ranked if film.imdb_id in kept]


def renown(credits: Callable[[Film], tuple[str, ...]], found: list[Film]) -> dict[str, float]:
    """Weigh how well known people are: how much their films are reviewed, shared among all credited there."""
    reviewed = in_decade(found)
    weights: dict[str, float] = defaultdict(float)
    for film in found:
        names = credits(film)
        for name in names:
            weights[name] += math.exp(reviewed(film)) / min(len(names), CAMEO_CAST)
    return weights


def billed(found: list[Film], kept: list[Film]) -> list[Film]:
    """Keep the best known people of each film, best known first: the source names them in alphabetical order."""
    players = renown(lambda film: film.cast, found)
    authors = renown(lambda film: film.writers, found)
    makers = renown(lambda film: film.directors, found)

    def best(names: tuple[str, ...], weights: dict[str, float], k: int) -> tuple[str, ...]:
        return tuple(sorted(names, key=lambda name: (-weights[name], name))[:k])

    return [
        replace(
            film,
            cast=best(film.cast, players, CAST),
            writers=best(film.writers, authors, CREW),
            directors=best(film.directors, makers, CREW),
        )
        for film in kept
    ]


def item_ids(kept: list[Film]) -> list[str]:
    """Name each film after its title and year, such as ``heat-1995``; a second one of that name gets ``-2``."""
    seen: Counter[str] = Counter()
    names = []
    for film in kept:
        plain = unicodedata.normalize("NFKD", film.title.replace("&", " and ")).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")[:60].strip("-")
        name = f"{slug or film.imdb_id}-{film.year}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def table(kept: list[Film]) -> pa.Table:
    """Lay the films out in columns, best known first."""
    rows = [
        {name: getattr(film, name) for name in SCHEMA.names if name != "item_id"} | {"item_id": item_id}
        for film, item_id in zip(kept, item_ids(kept), strict=True)
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def main() -> None:
    """Write the table."""
    found = with_prominence(films())
    kept = billed(found, chosen(found))
    pq.write_table(table(kept), TARGET, compression="zstd", compression_level=19, store_schema=False)
    print(f"{len(kept)} of {len(found)} films, {TARGET.stat().st_size / 1000:.0f} kB: {TARGET}")  # noqa: T201  # a script


if __name__ == "__main__":
    main()
