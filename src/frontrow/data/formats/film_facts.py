"""What film lists write in one field: "Matrix, The (1999)", "Comedy|Drama", "PG-13", "81 min"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from frontrow.data.catalogue import Person

_YEAR = re.compile(r"^(?P<title>.*?)\s*\((?P<year>\d{4})(?:[-–—]\d{0,4})?\)\s*$")
_ARTICLE = re.compile(
    r"^(?P<rest>.+), (?P<article>The|An?|Les?|La|Las|Los|El|L'|Il|Lo|Gli|Der|Die|Das|Den|Det|De|Het|O|Os|As|Une?)$"
)
_ALSO = re.compile(r"^(?P<title>.+?) \((?P<also>[^()]+?) ?\)$")
_MINUTES = re.compile(r"^(\d+) ?min")
_NOT_A_GENRE = {"", "(no genres listed)", "N/A", "unknown"}
_NOT_A_PERSON = {"", "N/A"}
_MAX_NAME = 300

# The age from which a title is suitable by its certificate: those of the American MPA and of American television.
CERTIFICATES: Mapping[str, int] = {
    "G": 0, "TV-Y": 0, "TV-G": 0, "APPROVED": 6, "PASSED": 6, "TV-Y7": 7, "PG": 8, "TV-PG": 8, "GP": 8, "M": 12,
    "M/PG": 12, "PG-13": 13, "TV-14": 14, "R": 17, "TV-MA": 17, "NC-17": 18, "X": 18,
}  # fmt: skip
UNRATED = 16  # of a list that has certificates, a title without one: not for children until somebody looked at it


def title_and_year(text: str) -> tuple[str, int]:
    """Return a title as a viewer reads it and its year, 0 where none is written.

    >>> title_and_year("City of Lost Children, The (Cité des enfants perdus, La) (1995)")
    ('The City of Lost Children (La Cité des enfants perdus)', 1995)
    """
    found = _YEAR.match(text)
    title, year = (found["title"], int(found["year"])) if found else (text.strip(), 0)
    also = _ALSO.match(title)
    read = f"{_article_first(also['title'])} ({_article_first(also['also'])})" if also else _article_first(title)
    return (read or text.strip())[:_MAX_NAME], year


def _article_first(title: str) -> str:
    found = _ARTICLE.match(title)
    if not found:
        return title
    space = "" if found["article"].endswith("'") else " "
    return f"{found['article']}{space}{found['rest']}"


def genres(text: str | None, separator: str = "|") -> tuple[str, ...]:
    """Return the genres of a list, without repeats and without the words for none."""
    names = (name.strip()[:_MAX_NAME] for name in (text or "").split(separator))
    return tuple(dict.fromkeys(name for name in names if name not in _NOT_A_GENRE))


def people(lists: Iterable[tuple[Literal["cast", "director", "writer"], str | None]]) -> tuple[Person, ...]:
    """Return the people of comma-separated lists by role, each once a role; what a writer wrote is left out."""
    return tuple(dict.fromkeys(Person(name, role) for role, text in lists for name in _names(text)))


def _names(text: str | None) -> Iterator[str]:
    for one in re.sub(r"\([^)]*\)", "", text or "").split(","):
        name = one.strip()[:_MAX_NAME]
        if name not in _NOT_A_PERSON:
            yield name


def maturity(certificate: str | None) -> int:
    """Return the age of a certificate; ``UNRATED`` where it is missing or unknown."""
    return CERTIFICATES.get((certificate or "").strip().upper(), UNRATED)


def runtime(text: str | None) -> float:
    """Return the seconds of a runtime such as "81 min"; 0 unknown."""
    found = _MINUTES.match((text or "").strip())
    return 60.0 * int(found[1]) if found else 0.0
