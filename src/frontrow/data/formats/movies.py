"""The lists of movies that come with MovieLens, in each of its layouts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from frontrow.data.catalogue import Title
from frontrow.data.formats import atomic, film_facts
from frontrow.data.formats.imported import Refuse
from frontrow.data.formats.tables import Layout, Rows, Wanted, read_columns
from frontrow.errors import BadInput

# Of the free words in tags.csv, those that name a tone.
TONES = frozenset(
    {
        "atmospheric", "beautiful", "bittersweet", "bleak", "cerebral", "clever", "creepy", "dark", "depressing",
        "disturbing", "dreamlike", "eerie", "emotional", "feel-good", "funny", "gritty", "hallucinatory",
        "haunting", "heartbreaking", "heartwarming", "hilarious", "inspirational", "intense", "lyrical",
        "melancholic", "moody", "nostalgic", "ominous", "philosophical", "poetic", "psychological", "quirky",
        "reflective", "romantic", "sad", "satirical", "scary", "sentimental", "stylish", "stylized", "surreal",
        "suspense", "suspenseful", "sweet", "tense", "thought-provoking", "touching", "uplifting", "violent",
        "whimsical", "witty",
    }
)  # fmt: skip

_U_ITEM_GENRES = (
    "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy",
    "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
)  # fmt: skip
_U_ITEM_FIRST_GENRE = 5  # after number, title, two dates and an address
_FILM = {"movieId": Wanted(), "title": Wanted()}


def from_csv(path: Path, refuse: Refuse) -> tuple[Title, ...]:
    """Return the titles of ``movies.csv``; moods from ``tags.csv`` beside it, where there is one."""
    columns = read_columns(path, Layout(), {**_FILM, "genres": Wanted()}, refuse)
    moods = _moods(path.with_name("tags.csv"), refuse)
    rows = zip(*(columns[name].to_pylist() for name in ("movieId", "title", "genres")), strict=True)
    return _once(path, (_title(item, name, listed, moods.get(item, ())) for item, name, listed in rows), refuse)


def from_lines(path: Path, refuse: Refuse, separator: str) -> tuple[Title, ...]:
    """Return the titles of ``movies.dat``: number, title, genres."""
    return _once(path, (_title(row[0], row[1], row[2]) for row in _rows(path, separator, 3, refuse)), refuse)


def from_u_item(path: Path, refuse: Refuse) -> tuple[Title, ...]:
    """Return the titles of ``u.item``: a flag for each genre."""
    n = _U_ITEM_FIRST_GENRE + len(_U_ITEM_GENRES)
    return _once(path, (_of_flags(row) for row in _rows(path, "|", n, refuse)), refuse)


def from_parquet(path: Path, refuse: Refuse) -> tuple[Title, ...]:
    """Return the titles of ``movies*.parquet`` with what the OMDb knows of them, where it is there."""
    table = pq.read_table(path)
    named = {"movie_id": Wanted(), "title": Wanted()}
    good = Rows(path, table, np.arange(table.num_rows), "row").checked(named, refuse)["line"]
    rated = "x_rated" in table.column_names
    return _once(path, (_described(row, rated) for row in table.take(good).to_pylist()), refuse)


def from_atomic(path: Path, refuse: Refuse) -> tuple[Title, ...]:
    """Return the titles of a RecBole ``.item`` file."""
    return atomic.titles(path, refuse)


def _title(item_id: str, name: str, genres: str, moods: tuple[str, ...] = ()) -> Title:
    title, year = film_facts.title_and_year(name)
    return Title(item_id=item_id, title=title, year=year, genres=film_facts.genres(genres), moods=moods)


def _of_flags(row: list[str]) -> Title:
    flags = row[_U_ITEM_FIRST_GENRE:]
    return _title(
        row[0], row[1], "|".join(genre for genre, flag in zip(_U_ITEM_GENRES, flags, strict=True) if flag == "1")
    )


def _described(row: Mapping[str, str | None], rated: bool) -> Title:
    title, year = film_facts.title_and_year(str(row["title"]))
    plot = row.get("x_plot") or ""
    return Title(
        item_id=str(row["movie_id"]),
        title=title,
        year=year,
        runtime=film_facts.runtime(row.get("x_runtime")),
        maturity=film_facts.maturity(row.get("x_rated")) if rated else 0,
        genres=film_facts.genres(row.get("genres")),
        people=film_facts.people(
            [("cast", row.get("x_actors")), ("director", row.get("x_director")), ("writer", row.get("x_writer"))]
        ),
        synopsis="" if plot == "N/A" else plot,
    )


def _moods(path: Path, refuse: Refuse) -> Mapping[str, tuple[str, ...]]:
    """Return the tones that viewers wrote of each movie, the first written first."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    if path.is_file():
        columns = read_columns(path, Layout(), {"movieId": Wanted(), "tag": Wanted()}, refuse)
        for item, tag in zip(columns["movieId"].to_pylist(), columns["tag"].to_pylist(), strict=True):
            if tag.lower() in TONES:
                found[item][tag.lower()] = None
    return {item: tuple(tones) for item, tones in found.items()}


def _rows(path: Path, separator: str, n: int, refuse: Refuse) -> Iterator[list[str]]:
    """Yield the fields of each good line of a Latin-1 file."""
    with path.open(encoding="latin-1", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            fields = line.rstrip("\r\n").split(separator)
            if len(fields) == n and fields[0] and fields[1]:
                yield fields
            elif line.strip():
                where = f"{path}, line {number}: {len(fields)} fields {fields[:3]}"
                refuse(
                    BadInput(where + ".", f"Expected {n} fields parted by {separator!r}, number and title not empty.")
                )


def _once(path: Path, titles: Iterator[Title], refuse: Refuse) -> tuple[Title, ...]:
    """Return the titles; the second of one id is refused."""
    kept: dict[str, Title] = {}
    for title in titles:
        if title.item_id in kept:
            refuse(BadInput(f"{path}: movie {title.item_id!r} stands twice.", "Expected each number once."))
        else:
            kept[title.item_id] = title
    return tuple(kept.values())
