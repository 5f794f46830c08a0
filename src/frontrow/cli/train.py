"""``frontrow train``: a bundle of everything in the store."""

from __future__ import annotations

import time

from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console, steps
from frontrow.cli.evaluate import figures
from frontrow.stores.registry import open_store
from frontrow.train import train as run


def train(config: ConfigPath = DEFAULT_FILE) -> None:
    """Fit the configured models, measure them on held-out days, and promote the bundle if it does not lose.

    Example: `frontrow train --config frontrow.toml`
    """
    settings = configuration(config)
    began = time.monotonic()
    store = open_store(settings.store.url)
    try:
        with steps("train") as progress:
            outcome = run(store, settings, time.time(), progress)
    finally:
        store.close()
    if outcome.manifest.metrics:
        console.print(figures(outcome.manifest.metrics, settings.training.held_out_days))
    console.print(f"{outcome.manifest.events:,} events in {time.monotonic() - began:.1f} s. {outcome.verdict}")
