"""The films of the demo catalogue: facts from Wikidata (CC0), kept beside this file; see ``films.NOTICE``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import pyarrow.parquet as pq

PATH = Path(__file__).with_name("films.parquet")


class Film(msgspec.Struct, frozen=True):
    """What is known of a film.

    Parameters
    ----------
    minutes
        Running time.
    age
        The age in years its certificate admits from; None where none is known.
    genres
        The most telling first.
    cast, directors, writers
        Names, the best known first.
    oscars
        Recorded Academy Award categories; may be incomplete, so more than 0 says "won one" and no more.
    box_office
        The highest reported takings in US dollars, 0 unknown.
    """

    item_id: str
    title: str
    year: int
    minutes: int
    age: int | None
    genres: tuple[str, ...]
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    directors: tuple[str, ...]
    writers: tuple[str, ...]
    cast: tuple[str, ...]
    oscars: int
    box_office: int


@cache
def films() -> tuple[Film, ...]:
    """Return the films of the demo catalogue, the best known first."""
    return msgspec.convert(pq.read_table(PATH).to_pylist(), tuple[Film, ...])
