"""Frontrow's own files: a JSON object a line, exactly the records of the API.

``titles.jsonl`` holds :class:`~frontrow.data.catalogue.Title`, ``events.jsonl`` :class:`~frontrow.core.Event`, in the
order of the log, ``users.jsonl`` :class:`~frontrow.data.accounts.User`. Any may be missing, but not all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import inspect

from frontrow.core import Event
from frontrow.data.accounts import User
from frontrow.data.catalogue import Title
from frontrow.data.events import EventColumns
from frontrow.data.formats.imported import BATCH, Imported, Refuse, strict
from frontrow.data.rules import problem_of
from frontrow.errors import BadInput

EXPECTS = "titles.jsonl, events.jsonl and users.jsonl, or some of them"

_TITLES, _EVENTS, _USERS = "titles.jsonl", "events.jsonl", "users.jsonl"
_LONGEST_SHOWN = 80

R = TypeVar("R", Title, Event, User)


def detects(directory: Path) -> bool:
    """Return whether a directory holds any of the files."""
    return any((directory / name).is_file() for name in (_TITLES, _EVENTS, _USERS))


def read(directory: Path, refuse: Refuse = strict) -> Imported:
    """Return the records of a directory; events are read as they are asked for.

    Raises
    ------
    BadInput
        If none of the files is there.
    """
    if not detects(directory):
        raise BadInput(f"{directory}: no JSON lines.", f"Expected {EXPECTS}.")
    titles = _once(directory / _TITLES, Title, lambda title: title.item_id, refuse)
    users = _once(directory / _USERS, User, lambda user: user.user_id, refuse)
    return Imported(titles, _batches(directory / _EVENTS, refuse), users)


def write(directory: Path, imported: Imported) -> None:
    """Write all three files."""
    directory.mkdir(parents=True, exist_ok=True)
    _write(directory / _TITLES, imported.titles)
    _write(directory / _USERS, imported.users)
    _write(directory / _EVENTS, (event for batch in imported.events for event in batch.events()))


def _batches(path: Path, refuse: Refuse) -> Iterator[EventColumns]:
    events = _sound(path, refuse)
    while some := list(islice(events, BATCH)):
        yield EventColumns.of(some)


def _sound(path: Path, refuse: Refuse) -> Iterator[Event]:
    """Yield the events that keep the rules of their kind."""
    for number, event in _records(path, Event, refuse):
        if found := problem_of(event):
            held = f"field {found.field!r}, value {str(found.value)[:_LONGEST_SHOWN]!r}"
            refuse(BadInput(f"{path}, line {number}, {held}: {found.problem}", found.remedy))
        else:
            yield event


def _once(path: Path, kind: type[R], key: Callable[[R], str], refuse: Refuse) -> tuple[R, ...]:
    kept: dict[str, R] = {}
    for number, record in _records(path, kind, refuse):
        if key(record) in kept:
            refuse(BadInput(f"{path}, line {number}: {key(record)!r} stands twice.", "Expected each id once."))
        kept.setdefault(key(record), record)
    return tuple(kept.values())


def _records(path: Path, kind: type[R], refuse: Refuse) -> Iterator[tuple[int, R]]:
    """Yield the line number and record of each good line; none of a missing file."""
    if not path.is_file():
        return
    decode = msgspec.json.Decoder(kind).decode
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield number, decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as problem:
                    refuse(_refusal(f"{path}, line {number}", line, problem, kind))


def _refusal(where: str, line: bytes, problem: Exception, kind: type[R]) -> BadInput:
    """Return what was wrong with a line: a message such as ``Expected `float` >= 0.0 - at `$.at``` names the field."""
    wrong, _, place = str(problem).partition(" - at `$")
    field = place.strip("`.")
    if not isinstance(problem, msgspec.ValidationError):
        return BadInput(f"{where}: not JSON ({wrong}).", "Expected one JSON object a line.")
    named = f", field {field!r}" if field else ""
    return BadInput(f"{where}{named}{_held(line, field)}: {wrong}.", f"Expected {_right(kind, field)}.")


def _right(kind: type[R], field: str) -> str:
    """Return what a field may hold, where that is one of a few words, else the fields there are."""
    known = {one.encode_name: one.type for one in msgspec.structs.fields(kind)}
    match inspect.type_info(known[field]) if field in known else None:
        case inspect.EnumType(cls=words):
            return f"one of {', '.join(map(str, words))}"
        case inspect.LiteralType(values=words):
            return f"one of {', '.join(map(str, words))}"
        case _:
            return f"the fields of {kind.__name__}: {', '.join(known)}"


def _held(line: bytes, field: str) -> str:
    record = msgspec.json.decode(line)
    if not isinstance(record, dict) or field not in record:
        return ""
    return f", value {str(record[field])[:_LONGEST_SHOWN]!r}"


def _write(path: Path, records: Iterable[msgspec.Struct]) -> None:
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as out:
        out.writelines(encode(record) + b"\n" for record in records)
