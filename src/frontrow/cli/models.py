"""``frontrow models``: what the models of all bundles were worth, beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from frontrow.bundle import Bundles, Manifest, read_manifest
from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console
from frontrow.errors import BundleRefused

MIB = 2**20


def models(
    config: ConfigPath = DEFAULT_FILE,
    last: Annotated[int, typer.Option(min=1, help="How many bundles, counted from the newest.")] = 5,
) -> None:
    """Compare the models of the last bundles: held-out figures, size on disk, time to fit; the one in service marked.

    Each bundle was measured on the last days of its own data, so that figures of different bundles differ by their days
    too; `frontrow evaluate --leaderboard` measures models on the same days. Models are measured as they serve: where
    there is a model `content`, figures of item-item models (`ease`, `item_knn`, `next`) include what it adds to them
    for the newest of the titles that they know nothing of.

    Example: `frontrow models --last 3`
    """
    settings = configuration(config)
    shelf = Bundles(settings.bundles.directory)
    names = shelf.names()[-last:]
    if not names:
        console.print("none yet: `frontrow train` makes one")
        return
    live = shelf.live()
    manifests = {name: _read(shelf.directory / name) for name in names}
    metrics = list(dict.fromkeys(_metrics(manifests.values())))
    for name, manifest in manifests.items():
        title = f"{'●' if live and live.name == name else '○'} {name}"
        if manifest is None:
            console.print(f"{title} cannot be read")
            continue
        table = Table("model", *metrics, "MiB", "fit s", title=title, title_justify="left")
        for model in manifest.models:
            table.add_row(model, *_told(shelf.directory / name, manifest, model, metrics))
        console.print(table)


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder and below; 0 when there is none."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _told(folder: Path, manifest: Manifest, model: str, metrics: list[str]) -> list[str]:
    figures = manifest.metrics.get(model, {})
    seconds = manifest.fit_seconds.get(model)
    return [
        *(f"{figures[name]:.4f}" if name in figures else "" for name in metrics),
        f"{size(folder / 'models' / model) / MIB:.1f}",
        "" if seconds is None else f"{seconds:.1f}",
    ]


def _read(path: Path) -> Manifest | None:
    try:
        return read_manifest(path)
    except BundleRefused:
        return None


def _metrics(manifests: Iterable[Manifest | None]) -> Iterator[str]:
    for manifest in manifests:
        for figures in manifest.metrics.values() if manifest else ():
            yield from figures
