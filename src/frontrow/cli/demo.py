"""``frontrow demo``: from nothing to a personalized page in a browser."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.panel import Panel

from frontrow.bundle import Bundles
from frontrow.cli.console import DEFAULT_FILE, configuration, console, steps
from frontrow.cli.init import init
from frontrow.cli.serve import run
from frontrow.cli.simulate import Days, Seed, Viewers, chosen, populate
from frontrow.config import Config
from frontrow.stores.registry import open_store
from frontrow.train import train


def demo(
    directory: Annotated[Path, typer.Argument(help="Where the demo world lives.")] = Path("world"),
    seed: Seed = 0,
    viewers: Viewers = None,
    days: Days = None,
    port: Annotated[int | None, typer.Option(help="The port; absent: what the world's frontrow.toml says.")] = None,
    serve: Annotated[bool, typer.Option(help="Serve when done; --no-serve only builds and trains.")] = True,
) -> None:
    """Build a world of titles and viewers, train on it, and serve its pages. A world that is there is served again.

    Example: `frontrow demo --viewers 500`
    """
    began = time.monotonic()
    path = directory / DEFAULT_FILE
    if not path.exists():
        init(directory)
    config = configuration(path)
    build(config, seed, viewers, days)
    console.print(f"ready after {time.monotonic() - began:.0f} s")
    if serve:
        run(config, port)


def build(config: Config, seed: int = 0, viewers: int | None = None, days: int | None = None) -> None:
    """Make what a configuration does not have yet: a simulated world in its store, a bundle trained on it."""
    store = open_store(config.store.url)
    try:
        if not store.titles.all():
            populate(store, chosen(None, viewers, days), seed)
        if Bundles(config.bundles.directory).live() is None:
            with steps("train") as progress:
                outcome = train(store, config, time.time(), progress)
            console.print(Panel(outcome.verdict, title="trained (on simulated viewers)", title_align="left"))
    finally:
        store.close()
