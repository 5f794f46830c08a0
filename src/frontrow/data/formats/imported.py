"""What a file format gives and takes, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from frontrow.data.accounts import User
from frontrow.data.catalogue import Title
from frontrow.data.events import EVENT_SCHEMA, EventColumns
from frontrow.errors import BadInput

BATCH = 100_000  # events a batch

Refuse: TypeAlias = Callable[[BadInput], None]


def strict(problem: BadInput) -> None:
    """Refuse the whole import at the first bad line.

    Raises
    ------
    BadInput
        Always: the problem itself. ``list.append`` instead keeps the good lines and collects what was wrong.
    """
    raise problem


@dataclass(frozen=True)
class Imported:
    """What was read.

    Parameters
    ----------
    titles
        The catalogue.
    events
        Batches in the order of the log. An iterator may be read once only, and refuses bad lines as it is read.
    users
        Records of users; of a format that has none, those that the events name.
    titles_are_bare, users_are_bare
        Whether the files say nothing of them but that the events name them, or of users not what they may see: then
        they stand in for records that are missing, and never in place of any.
    """

    titles: tuple[Title, ...]
    events: Iterable[EventColumns]
    users: tuple[User, ...] = ()
    titles_are_bare: bool = False
    users_are_bare: bool = False


@dataclass(frozen=True)
class Format:
    """A way to read, and perhaps write, a directory of files.

    Parameters
    ----------
    expects
        The files looked for, for a person.
    detects
        Whether a directory holds them.
    read
        ``read(directory, refuse)``: each bad line or row goes to ``refuse``, which raises or notes it; the good
        ones are kept.
    write
        ``write(directory, imported)``, where the format can.
    """

    expects: str
    detects: Callable[[Path], bool]
    read: Callable[[Path, Refuse], Imported]
    write: Callable[[Path, Imported], None] | None = None


def batches(columns: Mapping[str, pa.Array], size: int = BATCH) -> Iterator[EventColumns]:
    """Yield events in batches; of the columns of ``EVENT_SCHEMA`` those not given hold the default of an event."""
    rows = len(next(iter(columns.values())))
    for start in range(0, rows, size):
        part = {name: column.slice(start, size) for name, column in columns.items()}
        yield EventColumns(_completed(part, min(size, rows - start)))


def named_users(column: pa.Array) -> tuple[User, ...]:
    """Return a record of each user that a column names, in order of appearance."""
    return tuple(User(user_id=name) for name in column.unique().to_pylist())


_DEFAULTS: dict[str, object] = {"seq": 0, "value": 1.0, "position": 0.0, "row": -1, "slot": -1, "probability": 1.0}


def _completed(columns: Mapping[str, pa.Array], rows: int) -> pa.Table:
    arrays = []
    for field in EVENT_SCHEMA:
        if field.name in columns:
            given = columns[field.name]
            is_plain_text = pa.types.is_dictionary(field.type) and not pa.types.is_dictionary(given.type)
            arrays.append(given.dictionary_encode() if is_plain_text else given.cast(field.type))
        elif pa.types.is_dictionary(field.type):
            codes = pa.array(np.zeros(rows, np.int32))
            arrays.append(pa.DictionaryArray.from_arrays(codes, pa.array([""])))
        else:
            plain = pa.scalar(_DEFAULTS.get(field.name, ""), field.type)
            arrays.append(pa.repeat(plain, rows))
    return pa.Table.from_arrays(arrays, schema=EVENT_SCHEMA)
