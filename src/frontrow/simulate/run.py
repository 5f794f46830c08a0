"""A simulated world from its seed: who lives in it, and what happened, day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.random import Generator, SeedSequence, default_rng

from frontrow.core import NO_ITEM, Items
from frontrow.data.catalogue import Title
from frontrow.data.events import EventColumns, concatenated
from frontrow.errors import BadInput
from frontrow.simulate.choice import considered
from frontrow.simulate.house import House
from frontrow.simulate.parameters import Parameters
from frontrow.simulate.population import Population
from frontrow.simulate.viewers import Viewers, account_records, user_records
from frontrow.simulate.world import DAY, World
from frontrow.stores import Account, User

VISITS_A_DAY = 2  # at most


def populated(titles: Sequence[Title], parameters: Parameters, seed: int, until: float) -> Population:
    """Return the world of a seed with its viewers, before its first day.

    Parameters
    ----------
    titles
        The catalogue; a title can be chosen from its ``added_at`` on.
    parameters
        See ``parameters.toml``.
    seed
        Of every draw.
    until
        Where the last of ``parameters.people.days`` days ends: a midnight, UTC, seconds since the epoch.

    Raises
    ------
    BadInput
        If ``until`` is no midnight, or there are no titles.
    """
    if until % DAY:
        raise BadInput(f"the simulation cannot end at {until}: it ends with a day.", "Give a midnight, UTC.")
    if not titles:
        raise BadInput("there are no titles to watch.", "Give a catalogue.")
    hidden, people, first = (default_rng(one) for one in SeedSequence(seed).spawn(3))
    world = World.of(titles, parameters, hidden)
    viewers = Viewers.of(world, until, people)
    return Population.of(world, viewers, until - parameters.people.days * DAY, f"s{seed}", first)


def simulate(
    titles: Sequence[Title],
    parameters: Parameters,
    seed: int,
    until: float,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[EventColumns]:
    """Yield what happened, one batch a day, in the order of time.

    Viewers are shown the pages of :class:`House`. What runs over midnight stands in the next day's batch; what would
    happen after ``until`` is left out. The same arguments give the same events.

    Parameters
    ----------
    progress
        Called with the days done and the days in all.
    """
    population = populated(titles, parameters, seed, until)
    days = parameters.people.days
    streams = SeedSequence(seed).spawn(3 + days)[3:]  # the first three made the world
    house = House.of(population, default_rng(seed))
    over = concatenated([])
    for number, stream in enumerate(streams):
        begin = until - (days - number) * DAY
        found = concatenated([over, *day_of(population, house, begin, default_rng(stream))])
        today = np.asarray(found.number("at"), np.float64) < begin + DAY
        yield in_order(found.where(today))
        over = found.where(~today)
        if progress is not None:
            progress(number + 1, days)


def day_of(population: Population, house: House, day: float, rng: Generator) -> list[EventColumns]:
    """Let one day pass under the pages of the house; return its events."""
    house.forget()
    events = [population.wake(day, rng)]
    shelves = house.shelves(day)
    visits = population.visits(day, rng)
    for _ in range(VISITS_A_DAY):
        events.append(population.answer(day, house.pages(population, visits, shelves, rng), rng))
        house.observe(events[-1])
        visits = population.again(visits, rng)
    return events


def in_order(events: EventColumns) -> EventColumns:
    """Return the events by time."""
    return EventColumns(events.table.take(np.argsort(events.number("at"), kind="stable")))


def accounts(titles: Sequence[Title], parameters: Parameters, seed: int, until: float) -> list[Account]:
    """Return the households of the world of a seed."""
    population = populated(titles, parameters, seed, until)
    return account_records(population.world, population.viewers)


def users(titles: Sequence[Title], parameters: Parameters, seed: int, until: float) -> list[User]:
    """Return the profiles of the world of a seed; some of those who join pick titles they know."""
    population = populated(titles, parameters, seed, until)
    return user_records(
        population.world, population.viewers, _picks(population, until, default_rng(SeedSequence(seed)))
    )


def _picks(population: Population, until: float, rng: Generator) -> Items:
    """Return (viewers, most) titles picked when a profile was made, -1 for none."""
    people, viewers = population.world.parameters.people, population.viewers
    every = np.arange(len(viewers), dtype=np.int32)
    begin = until - people.days * DAY
    known = considered(population.world, viewers, population.taste, every, now=begin, rng=rng)[:, : people.picks_most]
    picking = (viewers.since >= begin) & (rng.random(len(viewers)) < people.picks)
    return np.where(picking[:, None], known, NO_ITEM).astype(np.int32)
