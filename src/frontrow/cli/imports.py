"""``frontrow import``: titles and events from the files a team has."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.markup import escape

from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console, counting, errors, steps
from frontrow.data.events import EventColumns
from frontrow.data.formats import FORMATS, read
from frontrow.errors import BadInput
from frontrow.stores import Receipt, Shelf, Store
from frontrow.stores.registry import open_store

T = TypeVar("T")

SHOWN = 20  # refusals printed in full


def import_(
    format_name: Annotated[
        str, typer.Argument(metavar="FORMAT", help=f"{', '.join(FORMATS)}, or auto: look which fits.")
    ],
    directory: Annotated[Path, typer.Argument(help="The folder with the files.")],
    config: ConfigPath = DEFAULT_FILE,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let titles and users of the files take the place of those there are.")
    ] = False,
) -> None:
    """Read titles, users and events into the store; what is there already (by id) stays as it is.

    With --replace the records of titles and users that the files have replace those of the same id, age limits and
    territories included. Users whom events merely name are only ever added where they are missing, without an age
    limit. A list of films without certificates gives every film the age 0.

    Example: `frontrow import movielens ml-latest-small`
    """
    settings = configuration(config)
    refused: list[BadInput] = []
    began = time.monotonic()
    with steps("import") as progress:
        progress(f"reading {directory}")
        found = read(format_name, directory, refused.append)
    store = open_store(settings.store.url)
    try:
        titles = {title.item_id: title for title in found.titles}
        users = {user.user_id: user for user in found.users}
        titles_kept = put(store.titles, titles, replace and not found.titles_are_bare)
        users_kept = put(store.users, users, replace and not found.users_are_bare)
        receipt = append(store, found.events)
    finally:
        store.close()
    console.print(
        f"{len(found.titles):,} titles, {len(found.users):,} users, {receipt.stored:,} new events, "
        f"{receipt.repeated:,} known before, {len(refused):,} lines refused, in {time.monotonic() - began:.1f} s"
    )
    if titles_kept or users_kept:
        console.print(f"{titles_kept:,} titles and {users_kept:,} users were there already and are kept as they were")
    for problem in refused[:SHOWN]:
        errors.print(f"[red]refused:[/] {escape(str(problem))}", highlight=False, soft_wrap=True)
    if len(refused) > SHOWN:
        errors.print(f"… and {len(refused) - SHOWN:,} more lines")
    console.print("`frontrow check` says what is odd about the data; `frontrow train` makes a bundle.")


def put(shelf: Shelf[T], records: Mapping[str, T], replace: bool) -> int:
    """Keep records; return how many are left out because there is one of their id, none where they ``replace`` it."""
    known = {} if replace else shelf.get(list(records))
    shelf.put({name: record for name, record in records.items() if name not in known})
    return len(known)


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
    with counting("import", "keeping events") as done:
        for batch in batches:
            yield batch
            done(len(batch))
