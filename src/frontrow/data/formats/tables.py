"""Columns of text files, each value checked: a bad one is refused by file, line and column, and its row left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv

from frontrow.core import Bools
from frontrow.data.formats.imported import Refuse
from frontrow.errors import BadInput

_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"


@dataclass(frozen=True)
class Wanted:
    """What a column must hold: a number in a range, or with ``low`` None a text that is not empty, or one of some."""

    low: float | None = None
    high: float = np.inf
    among: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return what would be right, for a person."""
        if self.among:
            return f"one of {', '.join(self.among)}"
        if self.low is None:
            return "a text that is not empty"
        return f"a number from {self.low:g}" + (f" to {self.high:g}" if np.isfinite(self.high) else "")

    def checked(self, column: pa.Array) -> tuple[pa.Array, Bools]:
        """Return the column, numbers as float64, and (n,) where it holds what it must."""
        if self.low is None:
            texts = pc.fill_null(column.cast(pa.string()), "")
            holds = pc.is_in(texts, pa.array(self.among)) if self.among else pc.not_equal(texts, "")
            return texts, np.asarray(holds)
        numbers = np.asarray(pc.fill_null(_numbers(column), np.nan))
        with np.errstate(invalid="ignore"):
            return pa.array(numbers), (numbers >= self.low) & (numbers <= self.high)


def _numbers(column: pa.Array) -> pa.Array:
    """Return a column as float64, null where it holds no number."""
    try:
        return column.cast(pa.float64())
    except pa.ArrowInvalid:
        looks = pc.fill_null(pc.match_substring_regex(column, _NUMBER), False)
        return pc.if_else(looks, column, pa.scalar(None, pa.string())).cast(pa.float64())


@dataclass(frozen=True)
class Layout:
    """How a text file is laid out.

    Parameters
    ----------
    delimiter
        One character.
    names
        The columns in order; None where the first line names them.
    quotes
        Whether ``"`` quotes.
    heading
        Whether the first line is no row, though ``names`` are given.
    """

    delimiter: str = ","
    names: tuple[str, ...] | None = None
    quotes: bool = True
    heading: bool = False

    @property
    def first_line(self) -> int:
        """The line of the file at which the rows begin."""
        return 1 if self.names and not self.heading else 2


def read_columns(
    path: Path, layout: Layout, wanted: Mapping[str, Wanted], refuse: Refuse, content: bytes | None = None
) -> dict[str, pa.Array]:
    """Return the wanted columns and ``line``, (n,) int64, the line of the file that each row came from.

    Parameters
    ----------
    content
        The bytes to read in place of those of the file.

    Raises
    ------
    BadInput
        If a wanted column is missing. Bad rows go to ``refuse``.
    """
    skipped: list[csv.InvalidRow] = []  # refused after reading: what is raised inside the parser would be lost

    def skip(row: csv.InvalidRow) -> str:
        skipped.append(row)
        return "skip"

    source = pa.BufferReader(path.read_bytes() if content is None else content)
    options = csv.ParseOptions(
        delimiter=layout.delimiter,
        quote_char='"' if layout.quotes else False,
        invalid_row_handler=skip,
        ignore_empty_lines=False,  # they count as lines
    )
    texts = csv.ConvertOptions(column_types=dict.fromkeys(wanted, pa.string()), strings_can_be_null=False)
    reading = csv.ReadOptions(column_names=layout.names, skip_rows=int(layout.heading), use_threads=False)
    try:
        table = csv.read_csv(source, read_options=reading, parse_options=options, convert_options=texts)
    except pa.ArrowInvalid as problem:
        raise BadInput(f"{path}: {problem}.", f"Expected a UTF-8 text with {', '.join(wanted)}.") from problem
    for row in skipped:
        where = f"{path}, line {row.number}: {row.actual_columns} columns."
        refuse(BadInput(where, f"Expected {row.expected_columns} columns."))
    places = [row.number - layout.first_line for row in skipped]
    rows = np.delete(np.arange(table.num_rows + len(skipped)), places)
    filled = ~_are_blank(table)
    return Rows(path, table.filter(pa.array(filled)), rows[filled] + layout.first_line).checked(wanted, refuse)


def _are_blank(table: pa.Table) -> Bools:
    """Return (n,) which rows hold nothing at all."""
    blank = np.ones(table.num_rows, np.bool_)
    for column in table.columns:
        if not blank.any():
            break
        is_text = pa.types.is_string(column.type)
        blank &= np.asarray(pc.equal(column, "") if is_text else column.is_null())
    return blank


@dataclass(frozen=True)
class Rows:
    """A table as it was read.

    Parameters
    ----------
    path
        The file.
    table
        Its rows.
    lines
        (n,) Where each row stands in the file, counted in ``unit``.
    """

    path: Path
    table: pa.Table
    lines: NDArray[np.int64]
    unit: str = "line"

    def checked(self, wanted: Mapping[str, Wanted], refuse: Refuse) -> dict[str, pa.Array]:
        """Return the wanted columns of the good rows, and ``line``; each bad row goes to ``refuse``.

        Raises
        ------
        BadInput
            If a wanted column is missing.
        """
        missing = [name for name in wanted if name not in self.table.column_names]
        if missing:
            there = ", ".join(map(str, self.table.column_names))
            raise BadInput(f"{self.path}: no column {missing[0]!r} among {there}.", f"Expected {', '.join(wanted)}.")
        good = np.ones(self.table.num_rows, np.bool_)
        columns = {}
        for name, right in wanted.items():
            raw = self.table.column(name).combine_chunks()
            columns[name], holds = right.checked(raw)
            for row in np.flatnonzero(good & ~holds).tolist():
                where = f"{self.path}, {self.unit} {self.lines[row]}, column {name!r}"
                refuse(BadInput(f"{where}: {raw[row].as_py()!r}.", f"Expected {right}."))
            good &= holds
        columns["line"] = pa.array(self.lines)
        return columns if good.all() else {name: column.filter(pa.array(good)) for name, column in columns.items()}
