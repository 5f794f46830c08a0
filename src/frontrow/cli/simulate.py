"""``frontrow simulate``: the demo world's titles, viewers and weeks of events."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console, counting
from frontrow.errors import BadInput
from frontrow.simulate import read_parameters
from frontrow.simulate import run as world
from frontrow.simulate.catalogue import demo_titles
from frontrow.simulate.parameters import Parameters
from frontrow.simulate.world import DAY
from frontrow.stores import Receipt, Store
from frontrow.stores.registry import open_store

Seed = Annotated[int, typer.Option(help="The same seed and day give the same world.")]
Viewers = Annotated[int | None, typer.Option(min=1, help="How many viewers; absent: the parameters say.")]
Days = Annotated[int | None, typer.Option(min=1, help="How many days; absent: the parameters say.")]
ParametersPath = Annotated[
    Path | None, typer.Option("--parameters", help="A file of parameters like the package's own.")
]


def simulate(
    seed: Seed = 0,
    viewers: Viewers = None,
    days: Days = None,
    parameters: ParametersPath = None,
    config: ConfigPath = DEFAULT_FILE,
) -> None:
    """Fill an empty store with a simulated world: some 4,000 films, invented series, viewers and weeks of viewing.

    What comes of it shows that the machinery works; it says nothing about real viewers.

    Example: `frontrow simulate --viewers 500 --days 14`
    """
    settings = configuration(config)
    store = open_store(settings.store.url)
    try:
        populate(store, chosen(parameters, viewers, days), seed)
    finally:
        store.close()


def chosen(path: Path | None, viewers: int | None, days: int | None) -> Parameters:
    """Return the parameters of a file, or the package's own, with another size where one is given."""
    found = read_parameters(path)
    people = replace(found.people, viewers=viewers or found.people.viewers, days=days or found.people.days)
    return replace(found, people=people)


def populate(store: Store, parameters: Parameters, seed: int) -> Receipt:
    """Let the world of a seed live until the last midnight, UTC, and keep what happened.

    Raises
    ------
    BadInput
        If the store has titles already.
    """
    if store.titles.all():
        raise BadInput("the store has titles already.", "A simulated world wants an empty store; name another file.")
    began = time.monotonic()
    until = time.time() // DAY * DAY
    titles = demo_titles(seed, until)
    store.titles.put({title.item_id: title for title in titles})
    store.accounts.put({one.account_id: one for one in world.accounts(titles, parameters, seed, until)})
    store.users.put({one.user_id: one for one in world.users(titles, parameters, seed, until)})
    stored = repeated = 0
    with counting("simulate", "living the days", parameters.people.days) as done:
        for batch in world.simulate(titles, parameters, seed, until):
            receipt = store.log.append(batch)
            stored, repeated = stored + receipt.stored, repeated + receipt.repeated
            done(1)
    console.print(
        f"simulated: {len(titles):,} titles, {parameters.people.viewers:,} viewers, {parameters.people.days} days, "
        f"{stored:,} events in {time.monotonic() - began:.1f} s"
    )
    return Receipt(stored, repeated)
