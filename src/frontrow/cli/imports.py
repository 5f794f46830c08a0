"""``frontrow import``: titles and events from the files a team has."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console, errors
from frontrow.data.events import EventColumns
from frontrow.data.formats import FORMATS, read
from frontrow.errors import BadInput
from frontrow.stores import Receipt, Store
from frontrow.stores.registry import open_store

SHOWN = 20  # refusals printed in full


def import_(
    format_name: Annotated[
        str, typer.Argument(metavar="FORMAT", help=f"{', '.join(FORMATS)}, or auto: look which fits.")
    ],
    directory: Annotated[Path, typer.Argument(help="The folder with the files.")],
    config: ConfigPath = DEFAULT_FILE,
) -> None:
    """Read titles, users and events into the store; what is there already (by id) is not doubled.

    Example: `frontrow import movielens ml-latest-small`
    """
    settings = configuration(config)
    refused: list[BadInput] = []
    began = time.monotonic()
    with console.status(f"reading {directory}"):
        found = read(format_name, directory, refused.append)
    store = open_store(settings.store.url)
    try:
        store.titles.put({title.item_id: title for title in found.titles})
        store.users.put({user.user_id: user for user in found.users})
        receipt = append(store, found.events)
    finally:
        store.close()
    console.print(
        f"{len(found.titles):,} titles, {len(found.users):,} users, {receipt.stored:,} new events, "
        f"{receipt.repeated:,} known before, {len(refused):,} lines refused, in {time.monotonic() - began:.1f} s"
    )
    for problem in refused[:SHOWN]:
        errors.print(f"[red]refused:[/] {escape(str(problem))}", highlight=False, soft_wrap=True)
    if len(refused) > SHOWN:
        errors.print(f"… and {len(refused) - SHOWN:,} more lines")
    console.print("`frontrow check` says what is odd about the data; `frontrow train` makes a bundle.")


def append(store: Store, batches: Iterable[EventColumns]) -> Receipt:
    """Append batches to the log under a bar that counts events."""
    stored = repeated = 0
    for batch in counted(batches):
        receipt = store.log.append(batch)
        stored += receipt.stored
        repeated += receipt.repeated
    return Receipt(stored, repeated)


def counted(batches: Iterable[EventColumns]) -> Iterator[EventColumns]:
    """Yield batches, showing how many events have gone by."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("events", total=None)
        for batch in batches:
            yield batch
            progress.advance(task, len(batch))
