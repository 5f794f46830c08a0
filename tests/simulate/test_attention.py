from dataclasses import replace

import numpy as np
import pytest

from frontrow.simulate.attention import chances, seen


def test_attention_falls_down_the_page_and_along_the_row(population, visits, pages_of) -> None:
    items = np.tile(np.arange(24).reshape(1, 4, 6), (300, 1, 1))
    chance = chances(pages_of(visits, items), population.world.parameters)[0]
    tv = population.world.parameters.devices[0]
    assert chance[0, 0] == pytest.approx(tv.looked)
    assert np.allclose(chance[1:] / chance[:-1], np.exp(-1 / tv.row_scale))
    assert np.allclose(chance[:, 1:] / chance[:, :-1], np.exp(-1 / tv.slot_scale))


def test_phones_show_fewer_slots_of_a_row(population, visits, pages_of) -> None:
    items = np.tile(np.arange(24).reshape(1, 4, 6), (300, 1, 1))
    parameters = population.world.parameters
    phone = [device.name for device in parameters.devices].index("mobile")
    tv = chances(pages_of(visits, items), parameters)[0]
    mobile = chances(pages_of(replace(visits, device=np.full(300, phone)), items), parameters)[0]
    assert mobile[0, 5] / mobile[0, 0] < tv[0, 5] / tv[0, 0]


def test_a_row_to_go_on_with_is_looked_at_more(population, visits, pages_of) -> None:
    pages = pages_of(visits, np.tile(np.arange(24).reshape(1, 4, 6), (300, 1, 1)))
    other = replace(pages, kind_names=("continue_watching",))
    parameters = population.world.parameters
    lift = parameters.attention.kinds["continue_watching"]
    assert np.allclose(chances(other, parameters)[0, 3], lift * chances(pages, parameters)[0, 3])


def test_empty_slots_and_absent_rows_are_never_seen(population, visits, pages_of) -> None:
    items = np.tile(np.array([[[1, 2], [-1, -1]]]), (300, 1, 1))
    cards = seen(pages_of(visits, items), population.world.parameters, np.random.default_rng(0))
    assert set(np.unique(cards.items)) == {-1, 1, 2}
    assert set(np.unique(cards.row)) == {-1, 0}


def test_cards_are_seen_as_often_as_their_chance_says(population, visits, pages_of) -> None:
    pages = pages_of(visits, np.tile(np.arange(4).reshape(1, 2, 2), (300, 1, 1)))
    parameters = population.world.parameters
    rng = np.random.default_rng(3)
    counts = sum(np.bincount(seen(pages, parameters, rng).items.ravel() + 1, minlength=5)[1:] for _ in range(40))
    assert np.allclose(counts / (40 * 300), chances(pages, parameters)[0].ravel(), atol=0.015)


def test_no_more_than_the_most_are_seen_in_the_order_of_reading(population, visits, pages_of) -> None:
    pages = pages_of(visits, np.tile(np.arange(100).reshape(1, 10, 10), (300, 1, 1)))
    cards = seen(pages, population.world.parameters, np.random.default_rng(0))
    assert cards.items.shape == (300, population.world.parameters.attention.most)
    place = np.where(cards.items < 0, 10_000, cards.row * 10 + cards.slot)
    there = cards.items >= 0
    assert (cards.items[there] == (cards.row * 10 + cards.slot)[there]).all()
    assert all((np.diff(row[mask]) > 0).all() for row, mask in zip(place, there, strict=True))


def test_a_title_in_two_places_is_seen_once(population, visits, pages_of) -> None:
    pages = pages_of(visits, np.full((300, 2, 2), 7))
    cards = seen(pages, population.world.parameters, np.random.default_rng(0))
    assert (cards.items == 7).sum(axis=1).max() == 1
