from dataclasses import replace

import numpy as np
import pytest

from frontrow.simulate.choice import Options, Scene, chosen, considered, options, shown
from frontrow.simulate.pages import Seen

DAY = 86_400.0


def no_cards(n: int, most: int = 1) -> Seen:
    void = np.full((n, most), -1, np.int32)
    return Seen(void, void, void, void, np.ones((n, most), np.float32))


def cards_of(n: int, *items: int) -> Seen:
    shown_items = np.tile(np.array(items, np.int32), (n, 1))
    zero = np.zeros_like(shown_items)
    return Seen(shown_items, zero, zero, zero, np.ones(shown_items.shape, np.float32))


def gained(after: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Return the differences of utilities where both are possible at all."""
    both = np.isfinite(after) & np.isfinite(before)
    assert both.any()
    return np.asarray(after[both] - before[both])


@pytest.fixture
def scene(population, visits) -> Scene:
    return Scene(population.world, population.viewers, population.world.day(visits.at[0] - 20 * 3600.0), visits)


def test_choices_follow_the_multinomial_logit() -> None:
    utility = np.tile(np.log(np.array([[1.0, 2.0, 4.0]], np.float32)), (40_000, 1))
    found = Options(np.tile([5, 6, 7], (40_000, 1)), utility, utility, np.zeros(40_000, np.float32), 0, 0)
    place = chosen(found, np.zeros(40_000, np.float32), 0.0, np.random.default_rng(0))
    assert np.allclose(np.bincount(place + 1) / 40_000, [1 / 8, 1 / 8, 2 / 8, 4 / 8], atol=0.01)


def test_hours_watched_make_nothing_more_attractive() -> None:
    found = Options(
        np.zeros((9_000, 1), np.int32), *(np.zeros((9_000, 1), np.float32),) * 2, np.zeros(9_000, np.float32), 0, 0
    )
    fresh, tired = (
        (chosen(found, np.full(9_000, hours, np.float32), 1.6, np.random.default_rng(0)) < 0).mean() for hours in (0, 2)
    )
    assert fresh == pytest.approx(0.5, abs=0.02)
    assert tired == pytest.approx(1 / (1 + np.exp(-3.2)), abs=0.02)


def test_viewers_have_in_mind_what_suits_them(population) -> None:
    world, viewers = population.world, population.viewers
    match = population.taste @ world.traits.T
    in_mind = np.take_along_axis(match, np.maximum(population.considered, 0), axis=1)
    assert in_mind[population.considered >= 0].mean() > match.mean() + 0.2
    assert len(viewers) == len(population.considered)


def test_nobody_has_in_mind_what_may_not_be_shown_or_is_not_there(population, until) -> None:
    world, viewers = population.world, population.viewers
    who = np.arange(len(viewers), dtype=np.int32)
    now = until - 5 * DAY
    found = considered(world, viewers, population.taste, who, now=now, rng=np.random.default_rng(0))
    there = found >= 0
    assert there.sum(axis=1).min() < 30 or there.all()
    assert world.allowed(viewers.country, viewers.maturity, found)[there].all()
    assert (world.catalogue.added_at[found][there] <= now).all()


def test_a_small_catalogue_is_in_mind_as_a_whole_and_no_more(population, until) -> None:
    world = replace(
        population.world,
        parameters=replace(
            population.world.parameters, choice=replace(population.world.parameters.choice, considered=999)
        ),
    )
    found = considered(
        world, population.viewers, population.taste, np.array([0], np.int32), now=until, rng=np.random.default_rng(0)
    )
    mine = world.allowed(population.viewers.country[:1], population.viewers.maturity[:1], np.arange(240)[None, :])
    assert sorted(found[found >= 0]) == np.flatnonzero(mine[0]).tolist()


def test_what_is_seen_is_wanted_more_and_more_so_if_it_suits(scene) -> None:
    n = len(scene.visits)
    match = np.linspace(-1, 1, n, dtype=np.float32)[:, None]
    cards = replace(cards_of(n, 3), artwork=np.full((n, 1), -1, np.int32))
    bonus = shown(scene, cards, match)[:, 0]
    attention = scene.world.parameters.attention
    assert np.allclose(bonus, attention.bonus * (1 + attention.match * match[:, 0]), atol=1e-5)


def test_artwork_of_a_theme_the_viewer_likes_helps(scene) -> None:
    n = len(scene.visits)
    match = np.zeros((n, 1), np.float32)
    cast, mood = (shown(scene, replace(cards_of(n, 3), artwork=np.full((n, 1), a)), match)[:, 0] for a in (0, 1))
    likes = scene.viewers.themes[:, 0] - scene.viewers.themes[:, 1] + np.subtract(*scene.world.themes[3, :2])
    assert np.allclose(cast - mood, likes, atol=1e-5)


def test_a_card_seen_and_in_mind_counts_once(scene, mind) -> None:
    item = int(mind.considered[0][0])
    found = options(scene, mind, cards_of(len(scene.visits), item))
    same = found.items[0] == item
    assert same.sum() == 2
    assert np.isfinite(found.utility[0][same]).tolist() == [True, False]


def test_what_may_not_be_seen_has_no_chance(scene, mind) -> None:
    world, viewers = scene.world, scene.viewers
    everything = options(scene, mind, cards_of(len(viewers), *range(len(world))))
    seen = np.isfinite(everything.utility[:, : len(world)])
    allowed = world.allowed(viewers.country, viewers.maturity, everything.items[:, : len(world)])
    there = world.catalogue.added_at <= scene.visits.at[0]
    assert (seen == (allowed & there)).all()
    assert not seen[:, 2].any()  # added three days before the end


def test_what_was_hidden_has_no_chance(scene, mind) -> None:
    mind.refused[:, 4] = True
    assert not np.isfinite(options(scene, mind, cards_of(len(scene.visits), 4)).utility[:, 0]).any()


def test_what_was_finished_is_wanted_less(scene, mind) -> None:
    before = options(scene, mind, cards_of(len(scene.visits), 4)).utility[:, 0]
    mind.finished[:, 4] = True
    after = options(scene, mind, cards_of(len(scene.visits), 4)).utility[:, 0]
    assert np.allclose(gained(after, before), scene.world.parameters.choice.rewatch, atol=1e-4)


@pytest.mark.parametrize("on_page", [True, False])
def test_what_was_begun_is_wanted_more(scene, mind, on_page) -> None:
    n = len(scene.visits)
    cards = cards_of(n, 4) if on_page else no_cards(n)
    mind.considered[:, 0] = 4
    before = options(scene, mind, cards)
    one = np.full(n, 4, np.int32)
    zero = np.zeros(n, np.int32)
    mind.unfinished.keep(
        np.arange(n), one, part=zero, position=zero, at=scene.visits.at, pull=np.full(n, 3.0, np.float32)
    )
    after = options(scene, mind, cards)
    best = [np.where(found.items == 4, found.utility, -np.inf).max(axis=1) for found in (before, after)]
    assert np.allclose(gained(best[1], best[0]), 3.0, atol=1e-4)


def test_the_language_and_the_country_of_the_viewer_matter(scene, mind) -> None:
    world, viewers, choice = scene.world, scene.viewers, scene.world.parameters.choice
    plain = replace(
        world,
        parameters=replace(world.parameters, choice=replace(choice, language=0.0, home=0.0)),
    )
    cards = cards_of(len(viewers), 0)
    after = options(scene, mind, cards).utility[:, 0]
    before = options(replace(scene, world=plain), mind, cards).utility[:, 0]
    expected = choice.language * world.spoken[viewers.language, 0] + choice.home * world.local[viewers.country, 0]
    assert np.allclose(gained(after, before), expected[np.isfinite(after)], atol=1e-4)
    assert len(np.unique(expected)) > 1


def test_halloween_lifts_horror_for_those_at_home(scene, mind, until) -> None:
    october, november = 8, 2  # days before the end
    autumn, late = (replace(scene, day=scene.world.day(until - days * DAY)) for days in (october, november))
    horror = scene.world.catalogue.has_genre[scene.world.catalogue.genres.index("Horror")]
    old = scene.world.catalogue.added_at < until - 50 * DAY
    item = int(np.flatnonzero(horror & old)[0])
    cards = cards_of(len(scene.visits), item)
    utility = [options(one, mind, cards).utility[:, 0] for one in (autumn, late)]
    assert np.allclose(gained(*utility), 1.4, atol=1e-3)


def test_nothing_is_less_attractive_at_the_weekend(scene, mind, until) -> None:
    friday, saturday = (
        options(replace(scene, day=scene.world.day(until + days * DAY)), mind, no_cards(len(scene.visits))).nothing[0]
        for days in (-1, 0)
    )
    assert saturday - friday == pytest.approx(scene.world.parameters.choice.weekend, abs=1e-5)
