"""RecBole's atomic files one by one: a heading of ``name:type`` fields, then a line a record, parted by tabs.

Types are ``token``, ``token_seq`` (parted by spaces), ``float`` and ``float_seq``. What cannot stand in a field (a
space in a token of a sequence, tabs and line ends) is written as in an address: ``%20``, ``%09``, ``%0A``, ``%0D``, and
``%`` itself as ``%25``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from frontrow.data.accounts import User
from frontrow.data.catalogue import Title
from frontrow.data.formats import film_facts
from frontrow.data.formats.imported import Refuse
from frontrow.errors import BadInput

TYPES = ("token", "token_seq", "float", "float_seq")

Record = Mapping[str, str]
R = TypeVar("R")

_CODES = {"%": "%25", "\t": "%09", "\n": "%0A", "\r": "%0D", " ": "%20"}
_NAMES = {written: plain for plain, written in _CODES.items()}


def escaped(text: str, spaces: bool = False) -> str:
    """Return a text as a field holds it; ``spaces`` for one token of a sequence."""
    return "".join(_CODES.get(one, one) if spaces or one != " " else one for one in text)


def plain(field: str) -> str:
    """Return the text that a field holds."""
    return re.sub("%(?:25|09|0A|0D|20)", lambda found: _NAMES[found[0]], field)


def fields(path: Path) -> list[str]:
    """Return the names of the fields of a file.

    Raises
    ------
    BadInput
        If a field has no known type.
    """
    with path.open(encoding="utf-8", newline="\n") as lines:
        heading = next(lines, "").rstrip("\r\n").split("\t")
    for place, field in enumerate(heading, 1):
        if field.rpartition(":")[2] not in TYPES or ":" not in field:
            right = "Expected name:type with a type of " + ", ".join(TYPES) + "."
            raise BadInput(f"{path}, line 1, field {place}: {field!r}.", right)
    return [field.rpartition(":")[0] for field in heading]


def records(path: Path, refuse: Refuse) -> Iterator[tuple[int, Record]]:
    """Yield the line number and the raw fields of each record by name."""
    names = fields(path)
    with path.open(encoding="utf-8", newline="\n") as lines:
        next(lines)
        for number, line in enumerate(lines, 2):
            values = line.rstrip("\r\n").split("\t")
            if len(values) == len(names):
                yield number, dict(zip(names, values, strict=True))
            elif line.strip():
                refuse(BadInput(f"{path}, line {number}: {len(values)} fields.", f"Expected {len(names)} fields."))


def write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a file of the given fields; they must be escaped."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write("\t".join(heading) + "\n")
        out.writelines("\t".join(row) + "\n" for row in rows)


def titles(path: Path, refuse: Refuse) -> tuple[Title, ...]:
    """Return the titles of an ``.item`` file.

    Read are ``item_id``, ``title`` or ``movie_title``, ``release_year`` or ``year``, ``kind``, ``runtime`` (seconds),
    ``maturity``, ``added_at``, and ``genres``, ``genre`` or ``class``.
    """
    return _made(path, _title, "item_id", refuse)


def users(path: Path, refuse: Refuse) -> tuple[User, ...]:
    """Return the users of a ``.user`` file: ``user_id``, ``maturity``, ``country``, ``language``; no other is read."""
    return _made(path, _user, "user_id", refuse)


def _made(path: Path, of: Callable[[Record], R], key: str, refuse: Refuse) -> tuple[R, ...]:
    if key not in fields(path):
        raise BadInput(f"{path}, line 1: no field {key!r}.", f"Expected {key}:token.")
    made: dict[str, R] = {}
    for number, record in records(path, refuse):
        try:
            one = of(record)
        except (ValueError, msgspec.ValidationError) as problem:
            refuse(BadInput(f"{path}, line {number}: {problem}", "Expected the types that the heading names."))
            continue
        if record[key] in made:
            refuse(BadInput(f"{path}, line {number}: {key} {record[key]!r} stands twice.", "Expected it once."))
        made.setdefault(record[key], one)
    return tuple(made.values())


def _title(record: Record) -> Title:
    item_id = plain(record["item_id"])
    name, year = film_facts.title_and_year(_first(record, "title", "movie_title") or item_id)
    written = _first(record, "release_year", "year").partition(".")[0]
    return msgspec.convert(
        {
            "item_id": item_id,
            "title": name if "movie_title" in record else _first(record, "title") or item_id,
            "kind": _first(record, "kind") or "movie",
            "year": int(written) if written.isdecimal() else year,  # often a token, and then any word
            "runtime": _number(_first(record, "runtime")),
            "maturity": int(_number(_first(record, "maturity"))),
            "genres": [plain(token) for token in _raw(record, "genres", "genre", "class").split(" ") if token],
            "added_at": _number(_first(record, "added_at")),
        },
        Title,
    )


def _user(record: Record) -> User:
    return msgspec.convert(
        {
            "user_id": plain(record["user_id"]),
            "maturity": int(_number(_first(record, "maturity")) if record.get("maturity") else 18),
            "country": _first(record, "country"),
            "language": _first(record, "language"),
        },
        User,
    )


def _raw(record: Record, *names: str) -> str:
    return next((record[name] for name in names if record.get(name)), "")


def _first(record: Record, *names: str) -> str:
    return plain(_raw(record, *names))


def _number(text: str) -> float:
    value = float(text or 0)
    if not math.isfinite(value):
        raise ValueError(f"{text!r} is not a finite number.")
    return value
