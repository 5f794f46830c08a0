import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from frontrow.errors import NotFound
from frontrow.models import Queries
from frontrow.sources import SOURCES
from frontrow.sources.strongest import strongest


@pytest.fixture(scope="module")
def world(make_world):
    return make_world(12, 60)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_source_proposes_at_most_k_titles_each_once(world, name):
    source = SOURCES[name](world.knowledge)
    for seed in range(10):
        query = world.query(np.random.default_rng(seed))
        for k in (0, 1, 7, 1000):
            items = source(query, k).items
            assert items.dtype == np.int32
            assert len(items) <= k
            assert len(set(items.tolist())) == len(items)
            assert set(items.tolist()) <= set(range(60))


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_fewer_are_the_head_of_more(world, name):
    source, query = SOURCES[name](world.knowledge), world.query(np.random.default_rng(3))
    assert source(query, 5).items.tolist() == source(query, 20).items.tolist()[:5]


def test_the_whole_catalogue_is_in_order(world):
    source = SOURCES["catalogue"](world.knowledge)
    assert source(world.query(np.random.default_rng(0)), 100).items.tolist() == list(range(60))


def test_new_titles_are_there_already_the_newest_first(world):
    query = world.query(np.random.default_rng(0))
    added = world.knowledge.catalogue.added_at[SOURCES["new"](world.knowledge)(query, 100).items]
    assert len(added) == (world.knowledge.catalogue.added_at <= query.now).sum() < 60
    assert np.all(np.diff(added) <= 0)
    assert len(SOURCES["new"](world.knowledge, most=4)(query, 100)) == 4


def test_top_scoring_follows_the_personal_model(world):
    query = world.query(np.random.default_rng(4))
    scores = world.knowledge.explaining("ease").explained(Queries.one(query)).scores
    items = SOURCES["top_scoring"](world.knowledge)(query, 10).items
    assert items[0] == scores.argmax()
    assert np.all(np.diff(scores[items]) <= 0)


def test_the_nearest_are_those_the_model_scores_highest(world):
    query = world.query(np.random.default_rng(4))
    scores = world.knowledge.model("ials").scores(Queries.one(query))[0]
    items = SOURCES["nearest"](world.knowledge)(query, 10).items
    assert items.tolist() == np.argsort(-scores, kind="stable")[: len(items)].tolist()
    with pytest.raises(NotFound, match="'popular' has no vectors"):
        SOURCES["nearest"](world.knowledge, model="popular")


def test_similar_titles_come_from_the_newest_liked_ones(world):
    query = world.query(np.random.default_rng(4))
    profile = query.profile
    last = int(profile.history[profile.weights > 0][-1])
    found = SOURCES["similar"](world.knowledge, newest=1)(query, 60).items
    near, _ = world.knowledge.model("item_knn").neighbours(last)
    assert set(found.tolist()) == set(near.tolist())


@given(
    values=arrays(np.float32, st.integers(0, 30), elements=st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0])),
    k=st.integers(0, 35),
)
def test_strongest_is_a_stable_sort_of_what_is_above_zero(values, k):
    above = [place for place in range(len(values)) if values[place] > 0]
    assert strongest(values, k).tolist() == sorted(above, key=lambda place: (-values[place], place))[:k]
