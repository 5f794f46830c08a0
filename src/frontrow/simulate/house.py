"""The page the service showed before Frontrow: by country and genre, with a little chance, and no personal taste."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from frontrow.artwork import VARIANTS
from frontrow.core import NO_ITEM, Floats, Items, Kind
from frontrow.data.events import EventColumns, code
from frontrow.data.ragged import Ragged
from frontrow.simulate.log import numbered
from frontrow.simulate.pages import ShownPages, Visits
from frontrow.simulate.population import Population
from frontrow.simulate.shelves import Filler, Shelves
from frontrow.simulate.world import World

KINDS = ("continue_watching", "popular", "new_releases", "genre")
CONTINUE, POPULAR, NEW, GENRE = range(len(KINDS))


@dataclass
class House:
    """Counts plays by country and makes pages of them.

    Parameters
    ----------
    plays
        (countries, n) Decayed counts; they change as plays are observed.
    limits
        The age limits that profiles have, ascending.
    made
        How many batches of pages were made: it makes their ids distinct.
    """

    world: World
    plays: Floats
    limits: Items
    name: str
    made: int = 0

    @classmethod
    def of(cls, population: Population, rng: Generator) -> House:
        """Return the service before its first day, with a guess of what is popular."""
        world = population.world
        shape = (len(world.parameters.countries), len(world))
        plays = rng.exponential(world.parameters.house.prior, shape[1]) * np.ones(shape)
        return cls(world, plays.astype(np.float32), np.unique(population.viewers.maturity), population.name)

    def observe(self, events: EventColumns) -> None:
        """Count the plays among events."""
        played = events.where(events.number("kind") == code(Kind.PLAY))
        items, item_ids = played.coded("item_id")
        country, names = played.coded("country")
        codes = [one.code for one in self.world.parameters.countries]
        place = np.array([codes.index(name) for name in names], np.int32)
        np.add.at(self.plays, (place[country], self.world.catalogue.items.indices(item_ids)[items]), 1.0)

    def forget(self) -> None:
        """Let a day pass over the counts."""
        self.plays *= np.float32(0.5 ** (1.0 / self.world.parameters.house.half_life_days))

    def shelves(self, now: float) -> Shelves:
        """Return what the rows of a day are filled from."""
        catalogue, settings = self.world.catalogue, self.world.parameters.house
        here = catalogue.added_at <= now
        newest = np.argsort(-catalogue.added_at, kind="stable")
        classes = [(country, limit) for country in range(len(self.plays)) for limit in self.limits]
        pool = max(settings.pool, settings.slots)
        lists = np.full((len(classes), GENRE - 1 + len(catalogue.genres), pool), NO_ITEM, np.int32)
        every = []
        ranked = np.argsort(-self.plays, axis=1, kind="stable")
        for sort, (country, limit) in enumerate(classes):
            fit = here & self.world.available[country] & (catalogue.maturity <= limit)
            best = ranked[country][fit[ranked[country]]]
            genres = [best[has[best]] for has in catalogue.has_genre]
            for place, items in enumerate([best, newest[fit[newest]], *genres]):
                lists[sort, place, : len(items)] = items[:pool]
            every.append(np.flatnonzero(fit))
        return Shelves(lists, Ragged.of(every))

    def pages(self, population: Population, visits: Visits, shelves: Shelves, rng: Generator) -> ShownPages:
        """Return a page for each visit: continue watching, popular, new, and genres drawn by lot.

        Notes
        -----
        The logged probability is that of the card given the cards before it: of the title in its slot (drawn evenly
        from its list, mixed with the exploration) times that of its artwork. An explored title that stands on the page
        already gives way, by which the first is too high by the share of the catalogue on the page.
        """
        settings = self.world.parameters.house
        n, viewer = len(visits), visits.viewer
        sort = population.viewers.country[viewer] * len(self.limits)
        sort = (sort + np.searchsorted(self.limits, population.viewers.maturity[viewer])).astype(np.int32)
        away = population.finished[viewer] | population.refused[viewer]
        filler = Filler(shelves, sort, away, settings.slots, settings.explore)
        rows = [filler.begun(population.unfinished.newest_first(viewer))]
        genres = GENRE - 1 + rng.random((n, shelves.lists.shape[1] - GENRE + 1)).argsort(axis=1)
        places = [np.full(n, POPULAR - 1), np.full(n, NEW - 1), *genres.T[: settings.rows - GENRE]]
        rows += [filler.row(place, rng) for place in places]
        kinds = np.minimum(np.arange(len(rows)), GENRE) * np.ones((n, 1), np.int32)
        self.made += 1
        return self._page(visits, rows, kinds.astype(np.int32), rng)

    def _page(self, visits: Visits, rows: list[tuple[Items, Floats]], kinds: Items, rng: Generator) -> ShownPages:
        """Return the pages of the rows, the empty ones gone to the end, with artwork drawn evenly."""
        items = np.stack([items for items, _ in rows], axis=1).astype(np.int32)
        chance = np.stack([chance for _, chance in rows], axis=1) / len(VARIANTS)
        empty = (items == NO_ITEM).all(axis=2)
        order = np.argsort(empty, axis=1, kind="stable")
        items = np.take_along_axis(items, order[:, :, None], axis=1)
        artwork = np.where(items == NO_ITEM, -1, rng.integers(len(VARIANTS), size=items.shape))
        return ShownPages(
            tuple(numbered(f"{self.name}-page{self.made}", np.arange(len(visits))).to_pylist()),
            visits,
            items,
            np.take_along_axis(np.where(empty, -1, kinds), order, axis=1).astype(np.int32),
            KINDS,
            artwork.astype(np.int32),
            np.take_along_axis(chance, order[:, :, None], axis=1).astype(np.float32),
        )
