"""Events in columns: what a log replays and what signals are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from frontrow.core import Event, Kind

KINDS: tuple[Kind, ...] = tuple(Kind)  # the position is the code in the log; only ever append to Kind

_TEXT = pa.dictionary(pa.int32(), pa.string())

EVENT_SCHEMA = pa.schema(
    [
        ("seq", pa.int64()),  # position in the log, rising; 0 for events not in a log yet
        ("event_id", pa.string()),
        ("kind", pa.int8()),  # position in KINDS
        ("at", pa.float64()),
        ("user_id", _TEXT),
        ("item_id", _TEXT),
        ("episode_id", _TEXT),
        ("value", pa.float64()),
        ("position", pa.float64()),
        ("play_id", pa.string()),
        ("page_id", pa.string()),
        ("row", pa.int16()),
        ("slot", pa.int16()),
        ("artwork", _TEXT),
        ("probability", pa.float64()),
        ("device", _TEXT),
        ("country", _TEXT),
        ("language", _TEXT),
        ("text", pa.string()),
    ]
)
_SMALL = 100_000  # events; up to so many a copy in one piece costs less than reading the pieces
EVENT_FIELDS: tuple[str, ...] = tuple(name for name in EVENT_SCHEMA.names if name != "seq")


def code(kind: Kind) -> int:
    """Return the number a kind has in columns."""
    return KINDS.index(kind)


@dataclass(frozen=True)
class EventColumns:
    """A batch of events as an Arrow table of :data:`EVENT_SCHEMA`, with numpy views of its columns."""

    table: pa.Table

    @classmethod
    def of(cls, events: Sequence[Event]) -> Self:
        """Return the given events, in their order, with ``seq`` 0."""
        rows = [msgspec.structs.astuple(event) for event in events]
        names = Event.__struct_fields__
        columns: dict[str, list[object]] = {name: [row[place] for row in rows] for place, name in enumerate(names)}
        columns["kind"] = [KINDS.index(event.kind) for event in events]
        columns["seq"] = [0] * len(rows)
        arrays = [_array(columns[field.name], field.type) for field in EVENT_SCHEMA]
        return cls(pa.Table.from_arrays(arrays, schema=EVENT_SCHEMA))

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def number(self, name: str) -> NDArray[np.generic]:
        """Return (n,) a numeric column."""
        return np.asarray(self.table.column(name).to_numpy())

    def coded(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Return (n,) codes and the names they stand for, of a text column."""
        codes, names = self.encoded(name)
        return codes, names.to_pylist()

    def encoded(self, name: str) -> tuple[NDArray[np.int32], pa.Array]:
        """Return (n,) codes and the values they stand for in Arrow, of any column.

        The pieces of a column are never laid together as text: one text array holds 2 GiB, which the ids of some ten
        million plays exceed.
        """
        column = self.table.column(name)
        if not pa.types.is_dictionary(column.type):
            is_in_pieces = column.num_chunks > 1 and pa.types.is_string(column.type)
            column = (column.cast(pa.large_string()) if is_in_pieces else column).dictionary_encode()
        elif sum(len(chunk.dictionary) for chunk in column.chunks) > len(column):
            # a few events of a large batch keep its whole dictionary in every chunk: name their own alone
            column = column.cast(pa.large_string()).dictionary_encode()
        else:
            column = column.unify_dictionaries()
        if not column.num_chunks:
            return np.empty(0, np.int32), pa.array([], pa.string())
        pieces = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in column.chunks]
        return np.concatenate(pieces).astype(np.int32, copy=False), column.chunk(0).dictionary

    def strings(self, name: str) -> list[str]:
        """Return a text column as Python strings."""
        return list(self.table.column(name).to_pylist())

    def where(self, mask: NDArray[np.bool_]) -> Self:
        """Return the events at which the mask is true."""
        return type(self)(self.table.filter(pa.array(mask)))

    def events(self) -> list[Event]:
        """Return the batch as event structs."""
        rows = self.table.select(EVENT_FIELDS).to_pylist()
        return [Event(**{**row, "kind": KINDS[row["kind"]]}) for row in rows]


def concatenated(batches: Sequence[EventColumns]) -> EventColumns:
    """Return the batches laid end to end."""
    tables = [batch.table for batch in batches] or [EVENT_SCHEMA.empty_table()]
    table = pa.concat_tables(tables).unify_dictionaries()
    return EventColumns(table.combine_chunks() if len(table) <= _SMALL else table)


def _array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, kind)
