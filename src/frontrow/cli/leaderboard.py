"""A leaderboard of models for people, for machines and for a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rich.box import SIMPLE_HEAD
from rich.table import Table

from frontrow.cli.console import console
from frontrow.evaluate.leaderboard import DECIDING, Row

COSTS = ("fit CPU-s", "score CPU-s")
AGAINST = "against the best other"


def show(rows: Sequence[Row], title: str, *, as_json: bool, markdown: Path | None) -> None:
    """Print the rows, best model first, below what they are of; write them to a file where one is named."""
    if markdown:
        markdown.write_text(page(rows, title), encoding="utf-8")
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n")
        return
    others = [name for name in metrics(rows) if name != DECIDING]
    console.print(title, highlight=False)
    for names in ([DECIDING, AGAINST], others, COSTS):  # each fits into 80 columns
        heads = (name.removeprefix("popularity_") for name in names)
        table = Table("model", *heads, box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
        for row in rows:
            cells = _cells(row)
            table.add_row(row.model, *(cells.get(name, "") for name in names))
        console.print(table)


def page(rows: Sequence[Row], title: str) -> str:
    """Return the rows as a page of Markdown."""
    names = [*metrics(rows), *COSTS, AGAINST]
    lines = [["model", *names], ["---"] * (len(names) + 1)]
    for row in rows:
        cells = _cells(row)
        lines.append([row.model, *(cells.get(name, "") for name in names)])
    told = (
        "Brackets hold the 95 % bootstrap interval over users; the last column is the paired difference of "
        f"{DECIDING}, its interval and the two-sided p-value of a sign-flip permutation test."
    )
    return f"# Leaderboard\n\n{title} {told}\n\n" + "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def metrics(rows: Sequence[Row]) -> list[str]:
    """Return the names of all figures, in order."""
    return list(dict.fromkeys(name for row in rows for name in row.figures))


def _cells(row: Row) -> dict[str, str]:
    """Return what stands below each column."""
    cells = {name: f"{figure.value:.4f}" for name, figure in row.figures.items()}
    figure = row.figures.get(DECIDING)
    if figure:
        cells[DECIDING] += f" [{figure.low:.4f}, {figure.high:.4f}]"
    costs = zip(COSTS, (row.fit_cpu_s, row.score_cpu_s), strict=True)
    return {**cells, **{name: f"{seconds:.2f}" for name, seconds in costs}, AGAINST: _against(row)}


def _against(row: Row) -> str:
    if row.against is None:
        return ""
    found = row.against.difference
    return f"{row.against.model}: {found.mean:+.4f} [{found.low:+.4f}, {found.high:+.4f}], p {found.p:.4f}"
