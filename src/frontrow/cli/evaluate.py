"""``frontrow evaluate``: the figures of the configured models on held-out days, without making a bundle."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from frontrow.cli import leaderboard as board
from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console, steps
from frontrow.stores.registry import open_store
from frontrow.train import Metrics, compared, learners_of, measured
from frontrow.train.material import DAY, gathered


def evaluate(
    config: ConfigPath = DEFAULT_FILE,
    leaderboard: Annotated[
        bool, typer.Option("--leaderboard", help="More metrics, with intervals, paired tests and what models cost.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="With --leaderboard: JSON on standard output.")] = False,
    markdown: Annotated[Path | None, typer.Option(help="With --leaderboard: also write the table to a file.")] = None,
) -> None:
    """Fit the configured models without the last days and measure them on those days; popularity stands beside them.

    Full ranking over the whole catalogue, titles watched before masked. `--leaderboard` adds popularity of all time and
    of 7 days, intervals over users, and each model's paired difference to the best other one.

    Example: `frontrow evaluate --leaderboard --markdown leaderboard.md`
    """
    if (json or markdown) and not leaderboard:
        raise typer.BadParameter("--json and --markdown are of a leaderboard: add --leaderboard.")
    settings = configuration(config)
    learners = learners_of(settings)
    store = open_store(settings.store.url)
    try:
        with steps("evaluate") as progress:
            material = gathered(store, settings, time.time(), progress)
            if leaderboard:
                rows = compared(material, learners, settings, progress)
            else:
                metrics = measured(material, learners, settings, progress)
    finally:
        store.close()
    if leaderboard:
        board.show(rows, measured_on(material.held_out_s, material.held_out_users), as_json=json, markdown=markdown)
    else:
        console.print(figures(metrics, material.held_out_s, material.held_out_users))


def measured_on(seconds: float, users: int) -> str:
    """Return what figures are of."""
    return f"Fitted without the last {seconds / DAY:g} days, measured on what {users:,} users turned to in them"


def figures(metrics: Metrics, seconds: float, users: int) -> Table:
    """Return held-out figures as a table, a line a model."""
    names = list(dict.fromkeys(metric for values in metrics.values() for metric in values))
    table = Table("model", *names, title=measured_on(seconds, users), title_justify="left")
    for model, values in metrics.items():
        table.add_row(model, *(f"{values[name]:.4f}" if name in values else "" for name in names))
    return table
