from dataclasses import replace

import numpy as np
import pytest

from frontrow.core import BECAUSE, NO_ITEM, Candidates, Profile
from frontrow.data.catalogue import Catalogue, Title
from frontrow.features import FEATURES
from frontrow.features.columns import CONTRIBUTION, FRESH, NEXT, PERSONAL, POPULAR
from frontrow.knowledge import Knowledge
from frontrow.models import Queries
from frontrow.models.compact_next_item import CompactNextItem

DAY = 86_400.0


@pytest.fixture(scope="module")
def world(make_world):
    return make_world(13, 60)


@pytest.fixture(scope="module")
def query(world):
    return world.query(np.random.default_rng(2))


FOUND = Candidates(np.array([7, 3, 40], np.int32))


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_columns_follow_the_candidates(world, query, name):
    feature = FEATURES[name](world.knowledge)
    whole = feature(query, Candidates(np.arange(60, dtype=np.int32)))
    for column, values in feature(query, FOUND).items():
        np.testing.assert_array_equal(values, whole[column][FOUND.items])
        assert values.dtype in (np.float32, np.int32)


def test_personal_names_the_largest_contribution(world, query):
    model, profile = world.knowledge.explaining("ease"), query.profile
    columns = FEATURES["personal"](world.knowledge)(query, FOUND)
    added = model.contributions(Queries.one(query), FOUND.items)
    np.testing.assert_allclose(columns[PERSONAL], added.sum(axis=0), atol=1e-5)
    added[profile.weights <= 0] = 0
    named = columns[BECAUSE] != NO_ITEM
    assert named.any()
    np.testing.assert_array_equal(columns[BECAUSE][named], profile.history[added.argmax(axis=0)][named])
    np.testing.assert_allclose(columns[CONTRIBUTION], added.max(axis=0), atol=1e-6)


def test_personal_asks_with_the_times_of_the_history(query):
    """Of a model of sittings only what was watched a moment ago counts."""
    model = CompactNextItem(
        np.array([0, 1, 2, 2]), np.int32([2, 2]), np.float32([[1.0], [4.0]]), np.array([0.5]), np.array([True]), 60.0
    )
    catalogue = Catalogue.of([Title(item_id=f"t{item}", title=f"T{item}") for item in range(3)])
    history = Profile(np.int32([0, 1]), np.ones(2, np.float32), query.now - np.array([10.0, 5.0]), np.int32([0, 1]))
    asked = replace(query, profile=history)
    personal = FEATURES["personal"](Knowledge(catalogue, {"ease": model}))
    found = Candidates(np.int32([2]))
    assert personal(asked, found)[PERSONAL].tolist() == [4.0 * 0.5 + 1.0 * 0.25]
    long_ago = replace(history, watched_at=history.watched_at - 3600.0)
    assert personal(replace(query, profile=long_ago), found)[PERSONAL].tolist() == [0.0]


def test_fresh_halves_with_age(world, query):
    fresh = FEATURES["fresh"](world.knowledge, half_life_days=10.0)(query, FOUND)[FRESH]
    age = np.maximum(query.now - world.knowledge.catalogue.added_at[FOUND.items], 0) / DAY
    np.testing.assert_allclose(fresh, 0.5 ** (age / 10.0), rtol=1e-4)


def test_popular_rises_with_the_share_of_plays(world, query):
    found = Candidates(np.arange(60, dtype=np.int32))
    popular = FEATURES["popular"](world.knowledge)(query, found)[POPULAR]
    share = np.expm1(popular.astype(np.float64)) / 60
    assert share.sum() == pytest.approx(1.0, rel=1e-4)


def test_next_is_the_score_of_the_model_of_that_name(world, query):
    column = FEATURES["next"](world.knowledge)(query, FOUND)[NEXT]
    scores = world.knowledge.model("next").scores(Queries.one(query))[0]
    assert scores[FOUND.items].any()
    np.testing.assert_array_equal(column, scores[FOUND.items])


def test_without_a_model_of_what_is_next_there_is_no_such_column(world, query):
    assert FEATURES["next"](Knowledge(world.knowledge.catalogue))(query, FOUND) == {}


def test_draws_come_from_seed_user_and_page(world):
    def drawn(seed, user, page):
        rng = np.random.default_rng(5)
        asked = world.query(rng, page)
        return FEATURES["explore"](world.knowledge, seed)(type(asked)(user, page, asked.now), FOUND)["explore"].tolist()

    first = drawn(1, "u", "p")
    assert first == drawn(1, "u", "p")
    assert len({tuple(one) for one in (first, drawn(2, "u", "p"), drawn(1, "v", "p"), drawn(1, "u", "q"))}) == 4
    assert all(0 <= value < 1 for value in first)
