"""What a benchmark measured, as a table for people or as one JSON object a line for machines."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TextIO

import msgspec
from rich.console import Console
from rich.table import Table

FEW_DIGITS = 4  # significant digits a person wants to read; the JSON keeps all


class Figure(msgspec.Struct, frozen=True):
    """One measured number: of which case, which metric, in which unit ("" for a ratio or a score)."""

    case: str
    metric: str
    value: float
    unit: str


def json_flag() -> argparse.ArgumentParser:
    """Return a parser holding ``--json`` alone, for ``argparse.ArgumentParser(parents=[json_flag()])``."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of a table")
    return parser


@dataclass
class Report:
    """Gathers figures; a machine gets each line at once, a person gets one table at the end.

    Use it as a context manager, or call :meth:`close` when the last figure was added.

    Parameters
    ----------
    json
        One ``{"case", "metric", "value", "unit"}`` a line as soon as it is known, instead of a table.
    title
        The heading of the table.
    out
        Where to write, standard output when None.
    """

    json: bool
    title: str = ""
    out: TextIO | None = None
    figures: list[Figure] = field(default_factory=list)

    def add(self, case: str, metric: str, value: float, unit: str = "") -> None:
        """Take a figure."""
        figure = Figure(case, metric, float(value), unit)
        self.figures.append(figure)
        if self.json:
            print(msgspec.json.encode(figure).decode(), file=self.out or sys.stdout, flush=True)

    def note(self, text: str) -> None:
        """Tell a person something on the way; on standard error, so that it never stands among the figures."""
        print(text, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Print the table, where figures did not go out one by one."""
        if self.json:
            return
        table = Table("case", "metric", "value", "unit", title=self.title or None)
        table.columns[2].justify = "right"
        for figure in self.figures:
            table.add_row(figure.case, figure.metric, _readable(figure.value), figure.unit)
        Console(file=self.out or sys.stdout).print(table)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()


def _readable(value: float) -> str:
    whole = abs(value) >= 10**FEW_DIGITS or value == int(value)
    return f"{value:,.0f}" if whole else f"{value:.{FEW_DIGITS}g}"
