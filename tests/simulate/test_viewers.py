import msgspec
import numpy as np

from frontrow.data.catalogue import Title
from frontrow.simulate import Parameters, accounts, users
from frontrow.simulate.population import Population
from frontrow.simulate.viewers import drawn
from frontrow.stores import Account, User

DAY = 86_400.0


def test_there_are_as_many_profiles_as_asked_for_in_households(population: Population) -> None:
    viewers = population.viewers
    sizes = np.bincount(viewers.account)
    assert len(viewers) == 300
    assert set(sizes) == {1, 2, 3, 4}
    assert (np.diff(viewers.account) >= 0).all()


def test_a_household_lives_in_one_country_and_subscribed_at_one_time(population: Population) -> None:
    viewers = population.viewers
    for values in (viewers.country, viewers.since):
        assert all(len(np.unique(values[viewers.account == one])) == 1 for one in np.unique(viewers.account))


def test_children_are_the_last_of_a_family(population: Population) -> None:
    viewers = population.viewers
    child = viewers.maturity < 18
    assert 0 < child.sum() < 100
    assert set(viewers.maturity[child]) <= {6, 12}
    assert (np.bincount(viewers.account)[viewers.account[child]] >= 2).all()
    assert all(viewers.names[index] == "Kids" for index in np.flatnonzero(child))


def test_children_like_what_is_for_children(population: Population) -> None:
    world, viewers = population.world, population.viewers
    young = viewers.taste[viewers.maturity < 18] @ world.traits.T
    assert young[:, world.catalogue.maturity <= 6].mean() > young[:, world.catalogue.maturity > 6].mean()


def test_users_and_accounts_are_records_a_store_takes(
    titles: tuple[Title, ...], small: Parameters, until: float
) -> None:
    people, homes = users(titles, small, 1, until), accounts(titles, small, 1, until)
    assert len({one.user_id for one in people}) == 300
    assert {one.account_id for one in people} == {one.account_id for one in homes}
    assert msgspec.json.decode(msgspec.json.encode(people), type=list[User]) == people
    assert msgspec.json.decode(msgspec.json.encode(homes), type=list[Account]) == homes
    country = {one.account_id: one.country for one in homes}
    assert all(country[one.account_id] == one.country for one in people)


def test_only_profiles_that_join_pick_and_only_what_they_may_see(
    titles: tuple[Title, ...], small: Parameters, until: float
) -> None:
    people = users(titles, small, 1, until)
    maturity = {title.item_id: title.maturity for title in titles}
    picking = [one for one in people if one.picks]
    joining = [one for one in people if one.created_at >= until - 14 * DAY]
    assert 0 < len(picking) < len(joining)
    assert all(one.created_at >= until - 14 * DAY for one in picking)
    assert all(maturity[item] <= one.maturity for one in picking for item in one.picks)


def test_draws_follow_their_probabilities() -> None:
    table = np.tile([0.5, 0.0, 1.5], (20_000, 1))
    counts = np.bincount(drawn(table, np.random.default_rng(0)), minlength=3) / 20_000
    assert np.allclose(counts, [0.25, 0.0, 0.75], atol=0.015)
