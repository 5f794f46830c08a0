from dataclasses import replace

import numpy as np
import pytest

from frontrow.core import Kind
from frontrow.data.catalogue import Title
from frontrow.simulate import populated
from frontrow.simulate.house import KINDS, House
from frontrow.simulate.log import Entries
from frontrow.simulate.pages import ShownPages


@pytest.fixture
def house(population) -> House:
    return House.of(population, np.random.default_rng(0))


@pytest.fixture
def pages(house, population, visits) -> ShownPages:
    made: ShownPages = house.pages(population, visits, house.shelves(visits.at[0]), np.random.default_rng(0))
    return made


def test_a_page_has_rows_of_each_kind_and_none_without_titles(pages) -> None:
    assert [KINDS[kind] for kind in pages.kinds[0] if kind >= 0] == ["popular", "new_releases"] + ["genre"] * 5
    assert ((pages.items >= 0).any(axis=2) == (pages.kinds >= 0)).all()


def test_no_title_stands_twice(pages) -> None:
    for page in pages.items:
        there = page[page >= 0]
        assert len(np.unique(there)) == len(there)


def test_nobody_is_shown_what_is_not_for_them_or_not_there(pages, population, visits) -> None:
    world, viewers = population.world, population.viewers
    flat = pages.items.reshape(len(pages), -1)
    allowed = world.allowed(viewers.country, viewers.maturity, flat)
    assert allowed[flat >= 0].all()
    assert (world.catalogue.added_at[flat[flat >= 0]] <= visits.at[0]).all()


def test_what_was_watched_or_hidden_is_not_shown_again(house, population, visits) -> None:
    population.finished[:, :100] = True
    population.refused[:, 100:120] = True
    found = house.pages(population, visits, house.shelves(visits.at[0]), np.random.default_rng(0))
    assert found.items[found.items >= 0].min() >= 120


def test_what_was_begun_comes_first(house, population, visits) -> None:
    n = len(visits)
    zero = np.zeros(n, np.int32)
    population.unfinished.keep(
        visits.viewer, np.full(n, 6, np.int32), part=zero, position=zero, at=visits.at, pull=np.zeros(n, np.float32)
    )
    found = house.pages(population, visits, house.shelves(visits.at[0]), np.random.default_rng(0))
    assert (found.items[:, 0, 0] == 6).all()
    assert {KINDS[kind] for kind in found.kinds[:, 0]} == {"continue_watching"}
    assert ((found.items == 6).sum(axis=(1, 2)) == 1).all()


def test_every_card_has_artwork_and_a_probability(pages) -> None:
    there = pages.filled
    assert set(np.unique(pages.artwork[there])) == {0, 1, 2, 3}
    assert (pages.probability[there] > 0).all()
    assert (pages.probability[there] <= 0.25).all()


def test_page_ids_are_never_used_again(house, population, visits, pages) -> None:
    more = house.pages(population, visits, house.shelves(visits.at[0]), np.random.default_rng(0))
    assert not set(more.page_id) & set(pages.page_id)


def test_plays_make_a_title_popular_where_they_happened(house, population) -> None:
    us = [country.code for country in population.world.parameters.countries].index("US")
    viewer = np.flatnonzero(population.viewers.country == us)[:1].astype(np.int32)
    before = house.plays.copy()
    plays = Entries(Kind.PLAY, np.arange(50.0), np.repeat(viewer, 50), item=np.full(50, 9, np.int32))
    other = Entries(Kind.STOP, np.arange(50.0), np.repeat(viewer, 50), item=np.full(50, 9, np.int32))
    house.observe(population.recorder.events([plays, other], (), "x"))
    change = house.plays - before
    assert change[us, 9] == pytest.approx(50, abs=1e-3)
    assert np.abs(change).sum() == pytest.approx(50, abs=1e-3)


def test_popularity_is_forgotten_by_half_in_its_half_life(house) -> None:
    before = house.plays.copy()
    for _ in range(int(house.world.parameters.house.half_life_days)):
        house.forget()
    assert np.allclose(house.plays, before / 2, rtol=1e-4)


def test_the_most_played_lead_the_lists_and_the_newest_the_new(house, until) -> None:
    us = 0
    house.plays[us, 7] = 1e6
    shelves = house.shelves(until)
    adults = len(house.limits) * us + len(house.limits) - 1
    assert shelves.lists[adults, 0, 0] == 7
    newest = shelves.lists[adults, 1]
    assert (np.diff(house.world.catalogue.added_at[newest[newest >= 0]]) <= 0).all()


def test_a_catalogue_without_genres_still_has_a_page(small, until) -> None:
    titles = [Title(item_id=f"t{index}", title=f"T{index}") for index in range(20)]
    population = populated(titles, replace(small, people=replace(small.people, viewers=5)), 0, until)
    house = House.of(population, np.random.default_rng(0))
    visits = population.visits(until - 86_400, np.random.default_rng(1))
    found = house.pages(population, visits, house.shelves(until), np.random.default_rng(0))
    assert found.items.shape == (len(visits), 3, 10)
