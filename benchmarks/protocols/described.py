"""MovieLens 1M with everything a catalogue would say of its movies: what cold items are ranked by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from msgspec.structs import replace

from benchmarks.protocols.movies import ml1m_catalogue, names
from benchmarks.protocols.split import Ints
from frontrow.data.catalogue import Catalogue, Person, Title
from frontrow.data.formats import film_facts

# The codes of what Wikidata names, as far as more than a handful of these movies have it.
LANGUAGES: Mapping[str, str] = {
    "English": "en", "French": "fr", "Spanish": "es", "Italian": "it", "German": "de", "Japanese": "ja",
    "Russian": "ru", "Mandarin": "zh", "Cantonese": "yue", "Portuguese": "pt", "Swedish": "sv", "Arabic": "ar",
    "Chinese": "zh", "Hebrew": "he", "Vietnamese": "vi", "Latin": "la", "Persian": "fa", "Polish": "pl",
}  # fmt: skip
COUNTRIES: Mapping[str, str] = {
    "United States": "US", "United Kingdom": "GB", "France": "FR", "Germany": "DE", "Italy": "IT", "Canada": "CA",
    "Australia": "AU", "Spain": "ES", "Japan": "JP", "Ireland": "IE", "Hong Kong": "HK", "Mexico": "MX",
    "Belgium": "BE", "Netherlands": "NL", "People's Republic of China": "CN", "Switzerland": "CH", "Sweden": "SE",
    "New Zealand": "NZ", "Russia": "RU", "Norway": "NO", "Denmark": "DK", "West Germany": "DE", "Soviet Union": "RU",
}  # fmt: skip
_MINUTE = 60.0  # seconds


def described(folder: Path, movies: Sequence[int] | Ints) -> Catalogue:
    """Return the given movies of MovieLens 1M with all that IMDb, TMDB and Wikidata say before anybody has watched.

    To :func:`benchmarks.protocols.movies.ml1m_catalogue` it adds the certificate, IMDb's genres as moods (MovieLens has
    coarser ones), and Wikidata's cast, countries, languages and running time. Awards, votes, reviews and takings are
    left out: they tell how popular a movie became.
    """
    rows = {row["movieId"]: row for row in pq.read_table(folder / "catalogue" / "movies_joined.parquet").to_pylist()}
    titles = ml1m_catalogue(folder, movies).titles
    return Catalogue.of(_more(title, rows.get(int(title.item_id), {})) for title in titles)


def _more(title: Title, row: Mapping[str, Any]) -> Title:
    credited = {person.name for person in title.people if person.role == "cast"}
    cast = [Person(name=name, role="cast") for name in names(row.get("wd_cast")) if name not in credited]
    return replace(
        title,
        people=(*title.people, *cast),
        moods=tuple(dict.fromkeys((*names(row.get("imdb_genres")), *title.moods))),
        maturity=film_facts.maturity(row.get("imdb_certificate")),
        runtime=_MINUTE * (row.get("wd_runtime") or 0.0),
        countries=_codes(row.get("wd_countries"), COUNTRIES),
        languages=_codes(row.get("wd_languages"), LANGUAGES),
    )


def _codes(text: str | None, codes: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes[name] for name in names(text) if name in codes))
