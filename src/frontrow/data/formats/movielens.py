"""MovieLens, in the layouts people have it in: ratings become rating events, movies titles.

==========================  ================================================================================
``movies.csv``, …           ml-latest-small, ml-25m: ``ratings.csv``; the tone words of ``tags.csv`` become moods
``movies.dat``, …           ml-1m, ml-10m: ``ratings.dat``, fields parted by ``::``, Latin-1
``u.item``, ``u.data``      ml-100k
``ratings.parquet``, …      ``user_id, movie_id, rating, timestamp`` and, where there is one, ``user_seq``, the
                            position in the user's history; with ``movies*.parquet`` (plot, cast, …) or ``*.item``
==========================  ================================================================================

Events are in the order of time; ratings of one moment are in the order of ``user_seq``, else in that of the file. An
event's id is made of user, movie and time, so that importing twice adds nothing. Age, gender, occupation and post code
are not read.

The age from which a film is suitable is that of its certificate where the list has certificates (``x_rated``), 16 for a
film of such a list without one, and 0, suitable for all, in every other layout: set ``maturity`` of the titles before
children's profiles rely on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from frontrow.core import Kind
from frontrow.data.catalogue import Title
from frontrow.data.events import code
from frontrow.data.formats import movies
from frontrow.data.formats.imported import Imported, Refuse, batches, named_users, strict
from frontrow.data.formats.tables import Layout, Rows, Wanted, read_columns
from frontrow.data.rules import STARS
from frontrow.errors import BadInput

EXPECTS = (
    "movies.csv and ratings.csv; movies.dat and ratings.dat; u.item and u.data; "
    "or ratings.parquet and movies*.parquet or *.item"
)

_WANTED = {"user": Wanted(), "movie": Wanted(), "rating": Wanted(*STARS), "timestamp": Wanted(0.0, 1e11)}
_COLUMNS = tuple(_WANTED)

Columns = dict[str, pa.Array]


@dataclass(frozen=True)
class _Files:
    """A layout: the file of ratings, that of movies (by pattern), and how each is read."""

    ratings: str
    movies: str
    read_ratings: Callable[[Path, Refuse], Columns]
    read_movies: Callable[[Path, Refuse], tuple[Title, ...]]

    def found(self, directory: Path) -> tuple[Path, Path] | None:
        """Return both files, None where one is missing."""
        ratings, listed = directory / self.ratings, sorted(directory.glob(self.movies))
        return (ratings, listed[0]) if ratings.is_file() and listed else None


def detects(directory: Path) -> bool:
    """Return whether a directory holds MovieLens in a known layout."""
    return any(files.found(directory) for files in _LAYOUTS)


def read(directory: Path, refuse: Refuse = strict) -> Imported:
    """Return the titles and ratings of a MovieLens directory.

    Raises
    ------
    BadInput
        If no known layout is there, or a file lacks a column.
    """
    for files in _LAYOUTS:
        found = files.found(directory)
        if found:
            ratings = files.read_ratings(found[0], refuse)
            users = named_users(ratings["user"])
            return Imported(files.read_movies(found[1], refuse), batches(_events(ratings)), users, users_are_bare=True)
    raise BadInput(f"{directory}: no MovieLens files.", f"Expected {EXPECTS}.")


def _events(ratings: Columns) -> Columns:
    """Return the columns of rating events, in the order of the log."""
    at = np.asarray(ratings["timestamp"])
    tied = np.asarray(ratings.get("user_seq", ratings["line"]))
    order = pa.array(np.lexsort((tied, at)))
    user, movie = ratings["user"].take(order), ratings["movie"].take(order)
    seconds = ratings["timestamp"].take(order)
    when = pc.cast(pc.floor(seconds), pa.int64()).cast(pa.string())
    return {
        "event_id": pc.binary_join_element_wise("ml", user, movie, when, "-"),
        "kind": pa.array(np.full(len(order), code(Kind.RATING), np.int8)),
        "at": seconds,
        "user_id": user.dictionary_encode(),
        "item_id": movie.dictionary_encode(),
        "value": ratings["rating"].take(order),
    }


def _csv_ratings(path: Path, refuse: Refuse) -> Columns:
    named = dict(zip(("userId", "movieId", "rating", "timestamp"), _WANTED.values(), strict=True))
    return _renamed(read_columns(path, Layout(), named, refuse))


def _dat_ratings(path: Path, refuse: Refuse) -> Columns:
    tabbed = path.read_bytes().replace(b"::", b"\t")
    return read_columns(path, Layout("\t", _COLUMNS, quotes=False), _WANTED, refuse, tabbed)


def _data_ratings(path: Path, refuse: Refuse) -> Columns:
    return read_columns(path, Layout("\t", _COLUMNS, quotes=False), _WANTED, refuse)


def _parquet_ratings(path: Path, refuse: Refuse) -> Columns:
    try:
        table = pq.read_table(path)
    except pa.ArrowInvalid as problem:
        raise BadInput(f"{path}: {problem}", "Expected a Parquet file.") from problem
    named = dict(zip(("user_id", "movie_id", "rating", "timestamp"), _WANTED.values(), strict=True))
    if "user_seq" in table.column_names:
        named["user_seq"] = Wanted(0.0)
    return _renamed(Rows(path, table, np.arange(table.num_rows), "row").checked(named, refuse))


def _renamed(columns: Columns) -> Columns:
    names = (*_COLUMNS, *list(columns)[len(_COLUMNS) :])
    return dict(zip(names, columns.values(), strict=True))


_LAYOUTS = (
    _Files("ratings.csv", "movies.csv", _csv_ratings, movies.from_csv),
    _Files("ratings.dat", "movies.dat", _dat_ratings, partial(movies.from_lines, separator="::")),
    _Files("u.data", "u.item", _data_ratings, movies.from_u_item),
    _Files("ratings.parquet", "movies*.parquet", _parquet_ratings, movies.from_parquet),
    _Files("ratings.parquet", "*.item", _parquet_ratings, movies.from_atomic),
)
