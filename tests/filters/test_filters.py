"""Each filter beside the same rule read from the records one title at a time."""

import numpy as np
import pytest

from frontrow.core import Candidates
from frontrow.filters import FILTERS
from frontrow.filters.permitted import in_catalogue, permitted


def arrived(query, item, title):
    return title.added_at <= query.now


def in_territory(query, item, title):
    return not title.territories or query.country in title.territories


def not_hidden(query, item, title):
    return item not in query.profile.hidden.tolist()


def unwatched(query, item, title):
    return item not in query.profile.watched.tolist()


def within_maturity(query, item, title):
    return title.maturity <= query.maturity


RULES = {
    "arrived": arrived,
    "in_territory": in_territory,
    "not_hidden": not_hidden,
    "unwatched": unwatched,
    "within_maturity": within_maturity,
}


@pytest.fixture(scope="module")
def world(make_world):
    return make_world(11, 60)


def test_every_filter_has_a_rule_here():
    assert set(RULES) == set(FILTERS)


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_filter_is_its_rule(world, name):
    keep = FILTERS[name](world.knowledge)
    outcomes = set()
    for seed in range(30):
        rng = np.random.default_rng(seed)
        query, items = world.query(rng), rng.permutation(60)[:40].astype(np.int32)
        mask = keep(query, Candidates(items)).tolist()
        assert mask == [RULES[name](query, item, world.knowledge.catalogue[item]) for item in items.tolist()]
        outcomes.update(mask)
    assert outcomes == {True, False}


def test_permitted_is_every_rule_but_watched(world):
    for seed in range(30):
        query = world.query(np.random.default_rng(seed))
        everything = np.arange(len(world.knowledge.catalogue), dtype=np.int32)
        assert set(everything[~permitted(world.knowledge, query, everything)].tolist()) == world.forbidden(query)


def test_the_catalogue_of_a_viewer_holds_what_they_hid(world):
    found = set()
    for seed in range(30):
        query = world.query(np.random.default_rng(seed))
        everything = np.arange(len(world.knowledge.catalogue), dtype=np.int32)
        mask = in_catalogue(world.knowledge, query, everything)
        found.update(mask[query.profile.hidden].tolist())
        mask[query.profile.hidden] = False
        np.testing.assert_array_equal(mask, permitted(world.knowledge, query, everything))
    assert True in found
