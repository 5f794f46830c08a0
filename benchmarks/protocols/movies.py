"""MovieLens as it lies on disk: ratings, and what is known of the movies."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.protocols.split import Ints
from frontrow.data.catalogue import Catalogue, Person, Title
from frontrow.errors import NotFound

_YEAR = re.compile(r"\((\d{4})\)\s*$")
_CREDIT = re.compile(r"\s*\(.*?\)\s*$")  # "(screenplay)" after a writer's name
_ABSENT = {"", "N/A", "n/a"}


@dataclass(frozen=True)
class Ratings:
    """Ratings in columns, users together and each user's in order of time."""

    user: Ints
    movie: Ints
    stars: NDArray[np.float64]
    at: Ints


def read_ratings(path: Path) -> Ratings:
    """Return the ratings of a Parquet file.

    Raises
    ------
    NotFound
        If it does not hold each user's ratings together.
    """
    table = pq.read_table(path)
    user, movie, at = (table.column(n).to_numpy().astype(np.int64) for n in ("user_id", "movie_id", "timestamp"))
    if (np.diff(user) < 0).any():
        raise NotFound(f"{path} does not hold each user's ratings together.", "Use the file in its original order.")
    return Ratings(user, movie, table.column("rating").to_numpy().astype(np.float64), at)


def ml1m_catalogue(folder: Path, movies: Sequence[int] | Ints) -> Catalogue:
    """Return the given movies of MovieLens 1M with year, genres, people, plot and, as moods, keywords."""
    rows = _rows(folder / "ml-1m" / "movies_with_imdb_info.parquet", "movie_id")
    more = _rows(folder / "catalogue" / "movies_joined.parquet", "movieId", "tmdb_overview", "tmdb_keywords")
    return Catalogue.of(_ml1m_title(movie, rows.get(movie, {}), more.get(movie, {})) for movie in map(int, movies))


def _rows(path: Path, key: str, *columns: str) -> dict[int, dict[str, Any]]:
    table = pq.read_table(path, columns=[key, *columns] if columns else None)
    return {row[key]: row for row in table.to_pylist()}


def _ml1m_title(movie: int, row: dict[str, Any], more: dict[str, Any]) -> Title:
    name = row.get("title") or str(movie)
    people = [Person(name=one, role="director") for one in names(row.get("x_director"))]
    people += [Person(name=one, role="writer") for one in names(row.get("x_writer"))]
    people += [Person(name=one, role="cast") for one in names(row.get("x_actors"))]
    texts = (row.get("x_plot") or "", more.get("tmdb_overview") or "")
    return Title(
        item_id=str(movie),
        title=name,
        year=year_in(name),
        genres=genres_in(row.get("genres")),
        people=tuple(people),
        moods=tuple(dict.fromkeys(more.get("tmdb_keywords") or ())),
        synopsis=" ".join(text for text in texts if text not in _ABSENT),
    )


def year_in(title: str) -> int:
    """Return the year in brackets at the end of a title, 0 where there is none."""
    found = _YEAR.search(title)
    return int(found.group(1)) if found else 0


def genres_in(text: str | None) -> tuple[str, ...]:
    """Return the genres of a list with bars between; none for "(no genres listed)"."""
    return tuple(genre for genre in (text or "").split("|") if genre and not genre.startswith("("))


def names(text: str | None) -> list[str]:
    """Return the names of a comma-separated list, once each, without what stands in brackets after them."""
    cleaned = (_CREDIT.sub("", one).strip() for one in (text or "").split(","))
    return list(dict.fromkeys(one for one in cleaned if one not in _ABSENT))


def ml100k_catalogue(folder: Path) -> Catalogue:
    """Return all 1,682 movies of MovieLens 100K with their 19 genres ("unknown" among them)."""
    with (folder / "ml-100k" / "ml-100k.item").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t"))[1:]
    return Catalogue.of(
        Title(item_id=movie, title=title, year=int(year or 0) if year.isdigit() else 0, genres=tuple(genres.split()))
        for movie, title, year, genres in rows
    )


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
