"""The page the service showed before Frontrow: by country and genre, with a little chance, and no personal taste."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from frontrow.core import NO_ITEM, Bools, Floats, Items, Kind
from frontrow.data.events import EventColumns, code
from frontrow.data.ragged import Ragged
from frontrow.simulate.log import numbered
from frontrow.simulate.pages import THEMES, ShownPages, Visits
from frontrow.simulate.population import Population
from frontrow.simulate.world import World

KINDS = ("continue_watching", "popular", "new_releases", "genre")
CONTINUE, POPULAR, NEW, GENRE = range(len(KINDS))


@dataclass(frozen=True)
class Shelves:
    """What the rows of a day are filled from, for each class of viewers (country and age limit).

    Parameters
    ----------
    lists
        (classes, 2 + genres, pool) The most popular, the newest, the most popular of each genre; -1 where fewer.
    all
        For each class every title it may see.
    """

    lists: Items
    all: Ragged


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
        catalogue = self.world.catalogue
        here = catalogue.added_at <= now
        newest = np.argsort(-catalogue.added_at, kind="stable")
        lists, every = [], []
        for country, plays in enumerate(self.plays):
            ranked = np.argsort(-plays, kind="stable")
            for limit in self.limits:
                fit = here & self.world.available[country] & (catalogue.maturity <= limit)
                best = ranked[fit[ranked]]
                genres = [best[has[best]] for has in catalogue.has_genre]
                lists.append([self._first(one) for one in (best, newest[fit[newest]], *genres)])
                every.append(np.flatnonzero(fit))
        return Shelves(np.array(lists, np.int32), Ragged.of(every))

    def pages(self, population: Population, visits: Visits, shelves: Shelves, rng: Generator) -> ShownPages:
        """Return a page for each visit: continue watching, popular, new, and genres drawn by lot.

        Notes
        -----
        The logged probability is that of the card given the cards before it: of the title in its slot (1 for a ranked
        row, 1/|pool| for a genre row, mixed with the exploration of one slot a row) times that of its artwork.
        """
        settings = self.world.parameters.house
        n, viewer = len(visits), visits.viewer
        sort = population.viewers.country[viewer] * len(self.limits)
        sort = sort + np.searchsorted(self.limits, population.viewers.maturity[viewer])
        filler = Filler(shelves, sort, population.finished[viewer] | population.refused[viewer], settings.slots)
        begun = population.unfinished.newest_first(viewer)
        rows = [filler.begun(begun)]
        kinds = [np.full(n, CONTINUE)]
        genres = rng.random((n, max(0, shelves.lists.shape[1] - GENRE + 1))).argsort(axis=1)
        for row in range(1, settings.rows):
            place = np.full(n, row - 1) if row < GENRE else GENRE - 1 + genres[:, (row - GENRE) % genres.shape[1]]
            rows.append(filler.row(place.astype(np.int32), place >= GENRE - 1, settings.explore, rng))
            kinds.append(np.full(n, min(row, GENRE)))
        self.made += 1
        return self._page(visits, rows, np.stack(kinds, axis=1), rng)

    def _first(self, items: Items) -> Items:
        """Return the first titles, padded to the pool."""
        pool = self.world.parameters.house.pool
        return np.pad(items[:pool], (0, max(0, pool - len(items))), constant_values=NO_ITEM)

    def _page(self, visits: Visits, rows: list[tuple[Items, Floats]], kinds: Items, rng: Generator) -> ShownPages:
        """Return the pages of the rows, the empty ones gone to the end, with artwork drawn evenly."""
        items = np.stack([items for items, _ in rows], axis=1).astype(np.int32)
        chance = np.stack([chance for _, chance in rows], axis=1) / len(THEMES)
        empty = (items == NO_ITEM).all(axis=2)
        order = np.argsort(empty, axis=1, kind="stable")
        items = np.take_along_axis(items, order[:, :, None], axis=1)
        artwork = np.where(items == NO_ITEM, -1, rng.integers(len(THEMES), size=items.shape))
        return ShownPages(
            tuple(numbered(f"{self.name}-page{self.made}", np.arange(len(visits))).to_pylist()),
            visits,
            items,
            np.take_along_axis(np.where(empty, -1, kinds), order, axis=1).astype(np.int32),
            KINDS,
            artwork.astype(np.int32),
            np.take_along_axis(chance, order[:, :, None], axis=1).astype(np.float32),
        )


@dataclass
class Filler:
    """Fills the rows of many pages from shelves, no title twice on a page.

    Parameters
    ----------
    sort
        (n,) The class of each viewer.
    taken
        (n, titles) What may not stand on the page any more; it grows.
    """

    shelves: Shelves
    sort: Items
    taken: Bools
    slots: int

    def begun(self, items: Items) -> tuple[Items, Floats]:
        """Return the row of begun titles (n, any), and take them."""
        visit, place = np.nonzero(items != NO_ITEM)
        self.taken[visit, items[visit, place]] = True
        width = max(0, self.slots - items.shape[1])
        row = np.pad(items[:, : self.slots], ((0, 0), (0, width)), constant_values=NO_ITEM)
        return row.astype(np.int32), np.ones(row.shape, np.float32)

    def row(self, place: Items, lot: Bools, explore: float, rng: Generator) -> tuple[Items, Floats]:
        """Return (n, slots) titles of a list of each class and their probabilities.

        Parameters
        ----------
        place
            (n,) Which list.
        lot
            (n,) True where the titles are drawn by lot from the list, false where its first stand in order.
        """
        pool = self.shelves.lists[self.sort, place]
        visit = np.arange(len(pool))
        free = (pool != NO_ITEM) & ~self.taken[visit[:, None], pool]
        key = np.where(lot[:, None], rng.random(pool.shape), np.arange(pool.shape[1]) / pool.shape[1])
        order = np.argsort(np.where(free, key, 2.0), axis=1, kind="stable")[:, : self.slots]
        row = np.where(np.take_along_axis(free, order, axis=1), np.take_along_axis(pool, order, axis=1), NO_ITEM)
        row = row.astype(np.int32)
        share = np.where(lot, 1.0 / np.maximum(free.sum(axis=1), 1), 1.0)
        chance = np.tile(share[:, None] * (1.0 - explore / self.slots), (1, self.slots)).astype(np.float32)
        there, slot = np.nonzero(row != NO_ITEM)
        self.taken[there, row[there, slot]] = True
        self._explore(row, chance, ((pool, free), share), explore, rng)
        return row, chance

    def _explore(
        self, row: Items, chance: Floats, drawn_from: tuple[tuple[Items, Bools], Floats], explore: float, rng: Generator
    ) -> None:
        """Put a title drawn from all into one slot of some rows, and write down with which probability."""
        visit = np.arange(len(row))
        sizes = self.shelves.all.lengths[self.sort]
        lot = (rng.random(len(row)) * sizes).astype(np.int64)
        drawn = self.shelves.all.values[
            np.minimum(self.shelves.all.offsets[self.sort] + lot, len(self.shelves.all.values) - 1)
        ]
        slot = rng.integers(self.slots, size=len(row))
        use = (rng.random(len(row)) < explore) & (sizes > 0) & (row[visit, slot] != NO_ITEM) & ~self.taken[visit, drawn]
        (pool, free), share = drawn_from
        listed = ((pool == drawn[:, None]) & free).any(axis=1)
        given = explore / self.slots / np.maximum(sizes, 1) + listed * share * (1.0 - explore / self.slots)
        at = (visit[use], slot[use])
        row[at], chance[at] = drawn[use], given[use]
        self.taken[visit[use], drawn[use]] = True
