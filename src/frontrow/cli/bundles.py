"""``frontrow bundles`` and ``frontrow rollback``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rich.table import Column, Table

from frontrow.bundle import Bundles, read_manifest
from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console
from frontrow.config import TrainingSettings
from frontrow.errors import BundleRefused


def bundles(config: ConfigPath = DEFAULT_FILE) -> None:
    """List the bundles, the one in service marked.

    Example: `frontrow bundles`
    """
    settings = configuration(config)
    shelf = Bundles(settings.bundles.directory)
    live = shelf.live()
    deciding = settings.training
    table = Table(
        "", Column("bundle", no_wrap=True), "data until", "events", f"{deciding.metric} of {deciding.model}", "code"
    )
    for name in shelf.names():
        mark = "●" if live and live.name == name else ""
        table.add_row(mark, name, *_told(shelf.directory / name, deciding))
    console.print(table if shelf.names() else "none yet: `frontrow train` makes one")


def rollback(config: ConfigPath = DEFAULT_FILE) -> None:
    """Put the bundle that served before in service again; running servers swap to it.

    Example: `frontrow rollback`
    """
    name = Bundles(configuration(config).bundles.directory).rollback()
    console.print(f"in service: {name}")


def _told(path: Path, deciding: TrainingSettings) -> tuple[str, ...]:
    """Return what a bundle says of itself, or that it cannot be read."""
    try:
        manifest = read_manifest(path)
    except BundleRefused:
        return ("cannot be read",)
    figure = manifest.metrics.get(deciding.model, {}).get(deciding.metric)
    until = datetime.fromtimestamp(manifest.trained_at, UTC).strftime("%Y-%m-%d %H:%M")
    shown = "" if figure is None else f"{figure:.4f}"
    return until, f"{manifest.events:,}", shown, manifest.code_version
