"""``frontrow train``: a bundle of everything in the store."""

from __future__ import annotations

import time

from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console, steps
from frontrow.cli.evaluate import measured_on, show
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
    manifest = outcome.manifest
    if manifest.metrics:
        seconds = manifest.trained_at - manifest.held_out_from
        show(manifest.metrics, measured_on(seconds, manifest.held_out_users, settings.training))
    console.print(f"{manifest.events:,} events in {time.monotonic() - began:.1f} s. {outcome.verdict}")
