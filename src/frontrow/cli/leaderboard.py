"""A leaderboard of models for people, for machines and for a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rich.table import Table

from frontrow.cli.console import console
from frontrow.evaluate.leaderboard import DECIDING, Row

COLUMNS = ("fit CPU-s", "score CPU-s", "against the best other")


def show(rows: Sequence[Row], days: float, *, as_json: bool, markdown: Path | None) -> None:
    """Print the rows, best model first, and write them to a file where one is named."""
    title = f"Fitted without the last {days:g} days, measured on what {_users(rows):,} users turned to in them"
    if markdown:
        markdown.write_text(page(rows, title), encoding="utf-8")
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n")
        return
    names = metrics(rows)
    table = Table("model", *names, *COLUMNS, title=title, title_justify="left")
    for row in rows:
        table.add_row(*_cells(row, names))
    console.print(table)


def page(rows: Sequence[Row], title: str) -> str:
    """Return the rows as a page of Markdown."""
    names = metrics(rows)
    head = ["model", *names, *COLUMNS]
    lines = [head, ["---"] * len(head), *(_cells(row, names) for row in rows)]
    told = (
        "Brackets hold the 95 % bootstrap interval over users; the last column is the paired difference of "
        f"{DECIDING}, its interval and the two-sided p-value of a sign-flip permutation test."
    )
    return f"# Leaderboard\n\n{title}. {told}\n\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def metrics(rows: Sequence[Row]) -> list[str]:
    """Return the names of all figures, in order."""
    return list(dict.fromkeys(name for row in rows for name in row.figures))


def _users(rows: Sequence[Row]) -> int:
    return max(figure.users for row in rows for figure in row.figures.values())


def _cells(row: Row, names: Sequence[str]) -> list[str]:
    cells = [row.model]
    for name in names:
        figure = row.figures.get(name)
        if figure is None:
            cells.append("")
        elif name == DECIDING:
            cells.append(f"{figure.value:.4f} [{figure.low:.4f}, {figure.high:.4f}]")
        else:
            cells.append(f"{figure.value:.4f}")
    return [*cells, f"{row.fit_cpu_s:.2f}", f"{row.score_cpu_s:.2f}", _against(row)]


def _against(row: Row) -> str:
    if row.against is None:
        return ""
    found = row.against.difference
    return f"{row.against.model}: {found.mean:+.4f} [{found.low:+.4f}, {found.high:+.4f}], p {found.p:.4f}"
