"""What is known of a title before anybody has watched it, in the blocks and numbers models compare titles by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from frontrow.core import Floats
from frontrow.data.catalogue import Title
from frontrow.models.tf_idf import Document

# Blocks of terms. "words" are those of the synopsis and moods, "name" those of the title (sequels share them), "facts"
# which of the others are known at all.
BLOCKS = (
    "genres", "moods", "cast", "directors", "writers", "words", "name", "maturity", "countries", "languages", "facts",
)  # fmt: skip
# Numbers, and the distance at which two titles are halfway strangers (one standard deviation of the Gaussian).
WIDTHS: Mapping[str, float] = {
    "year": 2.0,  # years: the season
    "era": 8.0,
    "age": 25.0,
    "runtime": 900.0,  # seconds
    "length": 0.5,  # of ln(1 + words of the synopsis)
    "company": 0.6,  # of ln(1 + people named)
}
NUMBERS = tuple(WIDTHS)

_WORD = re.compile(r"\w[\w']+")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ROLES = {"cast": "cast", "directors": "director", "writers": "writer"}


def documents(titles: Iterable[Title]) -> list[Document]:
    """Return the terms of each title by block."""
    return [dict(_terms(title)) for title in titles]


def numbers(titles: Sequence[Title]) -> Floats:
    """Return (n, len(NUMBERS)) float32, 0 where a number is unknown."""
    rows = [
        (t.year, t.year, t.year, t.runtime, np.log1p(len(words(t.synopsis))), np.log1p(len(t.people))) for t in titles
    ]
    return np.array(rows, np.float32).reshape(len(titles), len(NUMBERS))


def text(title: Title) -> str:
    """Return what a model of sentences reads of a title: its genres and moods, or without moods its name and synopsis.

    Moods are the keywords of most catalogues, and like ones are seldom the same word. Of titles that have them, plots
    told less than they confused, see benchmarks/entries/content_sentences.py.
    """
    if title.moods:
        return ", ".join((*title.genres, *title.moods))
    return ". ".join(part for part in (_BRACKETS.sub("", title.title), title.synopsis) if part)


def words(text: str) -> list[str]:
    """Return the words of a text in small letters; single letters are none.

    >>> words("Ripley's last flight, in 2122: a new Alien!")
    ["ripley's", 'last', 'flight', 'in', '2122', 'new', 'alien']
    """
    return _WORD.findall(text.lower())


def _terms(title: Title) -> Iterator[tuple[str, list[str]]]:
    yield "genres", list(title.genres)
    yield "moods", list(title.moods)
    for block, role in _ROLES.items():
        yield block, [person.name for person in title.people if person.role == role]
    yield "words", words(" ".join((title.synopsis, *title.moods)))
    yield "name", words(_BRACKETS.sub("", title.title))
    yield "maturity", [str(title.maturity)] if title.maturity or _is_described(title) else []
    yield "countries", list(title.countries)
    yield "languages", list(title.languages)
    yield "facts", _facts(title)


def _is_described(title: Title) -> bool:
    """Return whether a maturity of 0 is for everybody, and not just unknown."""
    return bool(title.genres or title.moods or title.synopsis or title.people)


def _facts(title: Title) -> list[str]:
    known = {
        "runtime": title.runtime,
        "countries": title.countries,
        "synopsis": title.synopsis,
        "people": title.people,
    }
    return [name if value else f"no {name}" for name, value in known.items()]
