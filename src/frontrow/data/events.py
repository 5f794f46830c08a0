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
        """Return (n,) codes and the names they stand for, of a dictionary column."""
        column = self.table.column(name)
        if sum(len(chunk.dictionary) for chunk in column.chunks) > len(column):
            # a few events of a large batch keep its whole dictionary in every chunk: name their own alone
            column = column.cast(pa.string()).combine_chunks().dictionary_encode()
        else:
            column = column.unify_dictionaries().combine_chunks()
        return np.asarray(column.indices.to_numpy(zero_copy_only=False), np.int32), column.dictionary.to_pylist()

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
