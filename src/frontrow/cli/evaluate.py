"""``frontrow evaluate``: the figures of the configured models on held-out days, without making a bundle."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from frontrow.cli import leaderboard as board
from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console, steps
from frontrow.config import TrainingSettings
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
    """Fit the configured models without the last days and measure them on those days.

    Full ranking over the whole catalogue, titles watched before masked. `--leaderboard` puts popularity of all time and
    of 7 days beside the models, configured or not, and adds intervals over users and each model's paired difference to
    the best other one.

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
    told = measured_on(material.held_out_s, material.held_out_users, settings.training)
    if leaderboard:
        board.show(rows, told, as_json=json, markdown=markdown)
    else:
        show(metrics, told)


def measured_on(seconds: float, users: int, rule: TrainingSettings) -> str:
    """Return what figures are of, and where that is not what was asked for, why; see ``[training] held_out_users``."""
    days = seconds / DAY
    told = f"Fitted without the last {days:g} days, measured on what {users:,} users turned to in them."
    longer, few = days > 1.5 * rule.held_out_days, users < rule.held_out_users
    held_out = f"Held out are {days:g} days" + (f" instead of {rule.held_out_days:g}" if longer else "")
    if few:
        why = "twice as many days would be more than half of the log."
        return f"{told} {held_out}, with only {users:,} of the {rule.held_out_users:,} users asked for: {why}"
    return f"{told} {held_out}, for {rule.held_out_users:,} users to be in them." if longer else told


def show(metrics: Metrics, told: str) -> None:
    """Print held-out figures, a line a model, below what they are of."""
    names = list(dict.fromkeys(metric for values in metrics.values() for metric in values))
    table = Table("model", *names)
    for model, values in metrics.items():
        table.add_row(model, *(f"{values[name]:.4f}" if name in values else "" for name in names))
    console.print(told, highlight=False)
    console.print(table)
