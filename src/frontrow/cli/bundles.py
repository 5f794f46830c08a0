"""``frontrow bundles`` and ``frontrow rollback``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Column, Table

from frontrow.bundle import Bundles, fault, read_manifest
from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console
from frontrow.config import TrainingSettings
from frontrow.errors import BundleRefused


def bundles(config: ConfigPath = DEFAULT_FILE) -> None:
    """List the bundles, the one in service marked; say so where that one cannot be read.

    Example: `frontrow bundles`
    """
    settings = configuration(config)
    shelf = Bundles(settings.bundles.directory)
    live = shelf.live()
    deciding = settings.training
    table = Table(
        "",
        Column("bundle", no_wrap=True),
        Column("data until", no_wrap=True),
        Column("events", no_wrap=True),
        f"{deciding.metric} of {deciding.model}",
        "code",
        box=SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1, 0, 0),  # all of it fits into 80 columns
    )
    names = shelf.names()
    for name in names:
        mark = "●" if live and live.name == name else ""
        table.add_row(mark, name, *_told(shelf.directory / name, deciding))
    if names:
        console.print(table)
    elif live is None:
        console.print("none yet: `frontrow train` makes one")
    if live and (found := fault(live)):
        console.print(escape(_unreadable(shelf, live.name, found)), highlight=False, soft_wrap=True)


def rollback(
    bundle: Annotated[str, typer.Argument(help="One that served before; absent: the last of them.")] = "",
    config: ConfigPath = DEFAULT_FILE,
) -> None:
    """Put a bundle that served before in service again; running servers swap to it.

    One that cannot be read is refused, and what is in service stays; the refusal names the next older one to go to.

    Example: `frontrow rollback`
    """
    console.print(f"in service: {Bundles(configuration(config).bundles.directory).rollback(bundle)}")


def _unreadable(shelf: Bundles, name: str, found: BundleRefused) -> str:
    """Return what it means that the bundle in service cannot be read, and what to do."""
    other = next((path.name for path in shelf.earlier() if not fault(path)), "")
    begun = f"those started now use {other}" if other else "those started now have no bundle"
    mend = f"`frontrow rollback {other}` or `frontrow train` mends" if other else "`frontrow train` mends"
    return (
        f"{name} is to serve and cannot be read: {found.message}\n"
        f"Running servers keep the bundle they have; {begun}. {mend} it."
    )


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
