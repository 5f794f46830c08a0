from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from frontrow.core import Kind
from frontrow.data.events import code
from frontrow.simulate.pages import Visits

DAY = 86_400.0


def everybody_again(population, rng, day: float) -> float:
    return float(np.mean([len(population.visits(day, rng)) for _ in range(30)]))


REPEATS = 12


def chosen_share(population, visits, pages_of, *, item: int, on_page: bool) -> float:
    """Return the share of visits in which a title is played, with it in the first slot or an empty page."""
    items = np.full((len(visits), 1, 1), item if on_page else -1)
    plays = 0
    for repeat in range(REPEATS):
        one = fresh(population)
        events = one.answer(visits.at[0], pages_of(visits, items), np.random.default_rng(repeat))
        played = events.number("kind") == code(Kind.PLAY)
        codes, names = events.coded("item_id")
        plays += int((codes[played] == names.index(f"t{item}")).sum())
    return plays / REPEATS / len(visits)


def fresh(population):
    """Return a copy whose state may change."""
    return replace(
        population,
        taste=population.taste.copy(),
        satisfaction=population.satisfaction.copy(),
        finished=population.finished.copy(),
        refused=population.refused.copy(),
        listed=population.listed.copy(),
        considered=population.considered.copy(),
        free_at=population.free_at.copy(),
        unfinished=type(population.unfinished).empty(len(population.viewers)),
    )


def test_a_title_shown_is_chosen_more_often(population, visits, pages_of) -> None:
    without, with_it = (
        chosen_share(population, visits, pages_of, item=4, on_page=on_page) for on_page in (False, True)
    )
    assert with_it > 2 * without


def test_titles_in_front_are_chosen_more_often_than_those_behind(population, visits, pages_of) -> None:
    rng = np.random.default_rng(0)
    items = rng.permuted(np.tile(np.arange(60), (len(visits), 1)), axis=1).reshape(-1, 6, 10)
    rows = np.zeros(6)
    for repeat in range(8):
        events = fresh(population).answer(visits.at[0], pages_of(visits, items), np.random.default_rng(repeat))
        row = events.number("row")[events.number("kind") == code(Kind.PLAY)]
        rows += np.bincount(row[row >= 0], minlength=6)
    assert rows[0] > 1.5 * rows[3]


def test_viewers_choose_what_suits_them(population, visits, pages_of) -> None:
    taste = population.taste.copy()
    events = population.answer(
        visits.at[0], pages_of(visits, np.full((len(visits), 1, 1), -1)), np.random.default_rng(0)
    )
    played = events.number("kind") == code(Kind.PLAY)
    items, names = events.coded("item_id")
    users, ids = events.coded("user_id")
    index = np.array([int(name[1:] or -1) for name in names])[items[played]]
    viewer = np.array([int(one[-5:]) - 1 for one in ids])[users[played]]
    match = (taste @ population.world.traits.T)[viewer, index]
    assert match.mean() > (taste @ population.world.traits.T).mean() + 0.4


def test_taste_moves_towards_what_was_watched(population, visits, pages_of) -> None:
    before = population.taste.copy()
    population.answer(visits.at[0], pages_of(visits, np.full((len(visits), 1, 1), -1)), np.random.default_rng(0))
    moved = np.abs(population.taste - before).max(axis=1) > 0
    assert 0 < moved.sum() < len(visits) or moved.all()
    assert np.allclose(np.linalg.norm(population.taste, axis=1), 1.0, atol=1e-4)


def test_more_viewers_come_at_the_weekend(population, until) -> None:
    rng = np.random.default_rng(0)
    thursday, saturday = everybody_again(population, rng, until - 2 * DAY), everybody_again(population, rng, until)
    assert saturday > 1.1 * thursday


def test_the_satisfied_come_more_often(population, until) -> None:
    counts = []
    for stock in (0.1, 0.9):
        population.satisfaction[:] = stock
        counts.append(everybody_again(population, np.random.default_rng(0), until))
    assert counts[1] > 1.3 * counts[0]


def test_who_has_cancelled_does_not_come(population, until) -> None:
    population.subscribed[:] = False
    assert len(population.visits(until, np.random.default_rng(0))) == 0


def test_visits_have_the_hour_of_the_viewer_s_clock(population, until) -> None:
    visits = population.visits(until, np.random.default_rng(0))
    offset = np.array([country.offset for country in population.world.parameters.countries])
    local = visits.at + 3600 * offset[population.viewers.country[visits.viewer]]
    assert (visits.hour == local // 3600 % 24).all()


def test_a_second_visit_comes_after_the_first_has_ended(population, visits, pages_of) -> None:
    pages = pages_of(visits, np.full((len(visits), 1, 1), -1))
    events = population.answer(visits.at[0], pages, np.random.default_rng(0))
    again = population.again(visits, np.random.default_rng(0))
    assert 0 < len(again) < len(visits)
    assert (again.at > population.free_at[again.viewer]).all()
    assert population.free_at.max() >= events.number("at")[events.number("kind") == code(Kind.STOP)].max()


def test_a_play_tells_from_which_card_it_came(population, visits, pages_of) -> None:
    items = np.tile(np.arange(60).reshape(1, 6, 10), (len(visits), 1, 1))
    events = population.answer(visits.at[0], pages_of(visits, items), np.random.default_rng(0)).events()
    cards = {
        (one.page_id, one.item_id): (one.row, one.slot, one.artwork, one.probability, one.user_id)
        for one in events
        if one.kind is Kind.IMPRESSION
    }
    plays = [one for one in events if one.kind is Kind.PLAY]
    from_page = [one for one in plays if one.page_id]
    assert 0 < len(from_page) < len(plays)
    for one in from_page:
        assert cards[one.page_id, one.item_id] == (one.row, one.slot, one.artwork, one.probability, one.user_id)
    assert all((one.row, one.slot, one.artwork) == (-1, -1, "") for one in plays if not one.page_id)


def test_what_is_found_off_the_page_was_searched(population, visits, pages_of) -> None:
    pages = pages_of(visits, np.full((len(visits), 1, 1), -1))
    events = population.answer(visits.at[0], pages, np.random.default_rng(0)).events()
    titles = {title.item_id: title.title.casefold() for title in population.world.catalogue.titles}
    queries: dict[str, list[str]] = {}
    found = 0
    for one in events:
        if one.kind is Kind.SEARCH:
            queries.setdefault(one.user_id, []).append(one.text)
        if one.kind is Kind.PLAY:
            found += 1
            assert any(titles[one.item_id].startswith(query) for query in queries[one.user_id])
    assert found > 50


def test_my_list_keeps_a_title_until_it_is_finished(population, visits, pages_of) -> None:
    keen = replace(population.world.parameters.reactions, list=1.0)
    population.world = replace(population.world, parameters=replace(population.world.parameters, reactions=keen))
    rng = np.random.default_rng(0)
    standing: Counter[tuple[str, str]] = Counter()
    removed = 0
    for day in range(8):
        shown = Visits(visits.viewer, visits.device, visits.at + day * DAY, visits.hour)
        items = np.tile(np.arange(60).reshape(1, 6, 10), (len(visits), 1, 1))
        for one in population.answer(shown.at[0], pages_of(shown, items), rng).events():
            if one.kind is Kind.LIST:
                standing[one.user_id, one.item_id] += 1 if one.value else -1
                removed += one.value == 0
    assert set(standing.values()) <= {0, 1}
    assert removed > 0
    assert sum(standing.values()) == population.listed.sum()


def test_what_was_hidden_is_never_chosen_again(population, visits, pages_of) -> None:
    cross = replace(population.world.parameters.reactions, hide=50.0)
    population.world = replace(population.world, parameters=replace(population.world.parameters, reactions=cross))
    items = np.tile(np.arange(60).reshape(1, 6, 10), (len(visits), 1, 1))
    rng = np.random.default_rng(0)
    hidden: set[tuple[str, str]] = set()
    for day in range(4):
        shown = Visits(visits.viewer, visits.device, visits.at + day * DAY, visits.hour)
        events = population.answer(shown.at[0], pages_of(shown, items), rng).events()
        assert not {(one.user_id, one.item_id) for one in events if one.kind is Kind.PLAY} & hidden
        hidden |= {(one.user_id, one.item_id) for one in events if one.kind is Kind.HIDE}
    assert len(hidden) > 100


def test_accounts_start_when_they_joined_and_cancelled_ones_may_come_back(population, until) -> None:
    settings = replace(population.world.parameters.satisfaction, comeback=1.0)
    population.world = replace(population.world, parameters=replace(population.world.parameters, satisfaction=settings))
    day = until - 14 * DAY
    joining = (population.viewers.since >= day) & (population.viewers.since < day + DAY)
    old = population.viewers.since < day
    population.subscribed[old] = False
    events = population.wake(day, np.random.default_rng(0)).events()
    assert {one.text for one in events} == {"started"}
    assert (population.subscribed == (joining | old)).all()
    assert len(events) == len(np.unique(population.viewers.account[joining | old]))


def test_the_unhappy_cancel_and_say_so_once_an_account(population, until) -> None:
    settings = replace(population.world.parameters.satisfaction, churn=50.0, churn_slope=0.0)
    population.world = replace(population.world, parameters=replace(population.world.parameters, satisfaction=settings))
    events = [
        one for day in range(-14, 0) for one in population.wake(until + day * DAY, np.random.default_rng(0)).events()
    ]
    cancelled = [one.user_id for one in events if one.text == "cancelled"]
    assert 0 < len(cancelled) == len(set(cancelled))


def test_a_day_without_visitors_has_no_events(population, visits, pages_of) -> None:
    nobody = Visits(*(values[:0] for values in (visits.viewer, visits.device, visits.at, visits.hour)))
    pages = pages_of(nobody, np.empty((0, 2, 3)))
    assert len(population.answer(visits.at[0], pages, np.random.default_rng(0))) == 0


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_second_visit_is_as_likely_as_the_parameter_says(population, visits, share: float) -> None:
    settings = replace(population.world.parameters.visits, again=share)
    population.world = replace(population.world, parameters=replace(population.world.parameters, visits=settings))
    assert len(population.again(visits, np.random.default_rng(0))) == share * len(visits)


def test_pages_that_suit_are_played_more_than_pages_at_random(population, visits, pages_of) -> None:
    world, viewers = population.world, population.viewers
    every = np.tile(np.arange(len(world)), (len(viewers), 1))
    may = world.allowed(viewers.country, viewers.maturity, every) & (world.catalogue.added_at <= visits.at[0])
    rng = np.random.default_rng(0)
    played = []
    for score in (rng.random(may.shape), population.taste @ world.traits.T):
        best = np.argsort(np.where(may, -score, 9.0), axis=1)[:, :20].reshape(-1, 4, 5)
        events = fresh(population).answer(visits.at[0], pages_of(visits, best), np.random.default_rng(1))
        mask = (events.number("kind") == code(Kind.PLAY)) & (np.asarray(events.number("row"), np.int64) >= 0)
        played.append(mask.sum())
    assert played[1] > 2 * played[0]
