from dataclasses import replace

import numpy as np
import pytest

from frontrow.data.catalogue import Episode, Title
from frontrow.simulate import Parameters
from frontrow.simulate.population import Population
from frontrow.simulate.world import UNKNOWN_RUNTIME, World, is_weekend, unit


def test_traits_have_length_one(population: Population) -> None:
    assert np.allclose(np.linalg.norm(population.world.traits, axis=1), 1.0, atol=1e-5)


def test_titles_of_one_genre_are_more_alike_than_others(population: Population) -> None:
    world = population.world
    alike = world.traits @ world.traits.T
    genre = np.array([title.genres[0] for title in world.catalogue.titles])
    same = genre[:, None] == genre
    np.fill_diagonal(alike, np.nan)
    assert np.nanmean(alike[same]) > np.nanmean(alike[~same]) + 0.3


def test_a_title_is_not_there_before_it_is_added_and_then_new(population: Population, until: float) -> None:
    world = population.world
    item = 2  # added three days before the end
    assert world.newness(until - 4 * 86_400)[item] == -np.inf
    fresh, later = world.newness(until - 3 * 86_400)[item], world.newness(until + 7 * 86_400)[item]
    assert fresh == pytest.approx(world.parameters.appeal.newness)
    assert later == pytest.approx(fresh / np.e)


def test_series_have_their_bonus(titles: tuple[Title, ...], small: Parameters) -> None:
    plain, lifted = (
        World.of(titles, replace(small, appeal=replace(small.appeal, series=bonus)), np.random.default_rng(0)).appeal
        for bonus in (0.0, 2.0)
    )
    series = np.array([title.kind == "series" for title in titles])
    assert np.allclose(lifted - plain, 2.0 * series, atol=1e-5)


def test_parts_are_episodes_or_the_film_and_have_some_runtime(small: Parameters) -> None:
    titles = [
        Title(item_id="a", title="A"),
        Title(
            item_id="b",
            title="B",
            kind="series",
            runtime=1200.0,
            episodes=(Episode(episode_id="b1", number=1), Episode(episode_id="b2", number=2, runtime=900.0)),
        ),
    ]
    world = World.of(titles, small, np.random.default_rng(0))
    assert world.runtimes.tolist() == [UNKNOWN_RUNTIME, 1200.0, 900.0]
    assert world.episodes.lengths.tolist() == [1, 2]


def test_what_is_allowed_follows_country_and_age(population: Population) -> None:
    world = population.world
    us, de = (next(i for i, c in enumerate(world.parameters.countries) if c.code == code) for code in ("US", "DE"))
    item = 1  # for the US and GB alone
    age = int(world.catalogue.maturity[item])
    found = world.allowed(
        np.array([us, de, us], np.int32), np.array([18, 18, age - 1], np.int32), np.full((3, 1), item, np.int32)
    )
    assert found[:, 0].tolist() == [True, False, False]


def test_saturday_and_sunday_are_the_weekend() -> None:
    saturday = 1_794_009_600.0
    assert [is_weekend(saturday + day * 86_400) for day in (-1, 0, 1, 2)] == [False, True, True, False]


def test_a_vector_of_zeros_stays() -> None:
    assert unit(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist() == [[np.float32(0.6), np.float32(0.8)], [0.0, 0.0]]
