"""``frontrow evaluate``: the figures of the configured models on held-out days, without making a bundle."""

from __future__ import annotations

import time

from rich.table import Table

from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console, steps
from frontrow.stores.registry import open_store
from frontrow.train import Metrics, learners_of, measured
from frontrow.train.material import gathered


def evaluate(config: ConfigPath = DEFAULT_FILE) -> None:
    """Fit the configured models without the last days and measure them on those days; popularity stands beside them.

    Full ranking over the whole catalogue, titles watched before masked.

    Example: `frontrow evaluate`
    """
    settings = configuration(config)
    learners = learners_of(settings)
    store = open_store(settings.store.url)
    try:
        with steps("evaluate") as progress:
            metrics = measured(gathered(store, settings, time.time(), progress), learners, settings, progress)
    finally:
        store.close()
    console.print(figures(metrics, settings.training.held_out_days))


def figures(metrics: Metrics, days: float) -> Table:
    """Return held-out figures as a table, a line a model."""
    names = list(dict.fromkeys(metric for values in metrics.values() for metric in values))
    table = Table(
        "model", *names, title=f"Fitted without the last {days:g} days, measured on them", title_justify="left"
    )
    for model, values in metrics.items():
        table.add_row(model, *(f"{values[name]:.4f}" if name in values else "" for name in names))
    return table
