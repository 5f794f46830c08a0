"""``frontrow bundles`` and ``frontrow rollback``."""

from __future__ import annotations

from datetime import UTC, datetime

from rich.table import Column, Table

from frontrow.bundle import Bundles, read_manifest
from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console


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
        manifest = read_manifest(shelf.directory / name)
        figure = manifest.metrics.get(deciding.model, {}).get(deciding.metric)
        until = datetime.fromtimestamp(manifest.trained_at, UTC).strftime("%Y-%m-%d %H:%M")
        mark = "●" if live and live.name == name else ""
        shown = "" if figure is None else f"{figure:.4f}"
        table.add_row(mark, name, until, f"{manifest.events:,}", shown, manifest.code_version)
    console.print(table if shelf.names() else "none yet: `frontrow train` makes one")


def rollback(config: ConfigPath = DEFAULT_FILE) -> None:
    """Put the bundle that served before in service again; running servers swap to it.

    Example: `frontrow rollback`
    """
    name = Bundles(configuration(config).bundles.directory).rollback()
    console.print(f"in service: {name}")
