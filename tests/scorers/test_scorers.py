import numpy as np
import pytest

from frontrow.core import Candidates, Profile, Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.models import Queries
from frontrow.scorers import SCORERS
from frontrow.scorers.blend import add, less_mean, place_within, standardised

KNOWLEDGE = Knowledge(
    Catalogue.of(
        [Title(item_id=str(item), title="T", genres=(("Drama",), ("Crime",), ())[item % 3]) for item in range(6)]
    )
)
ITEMS = np.arange(6, dtype=np.int32)
HISTORY = Profile(np.array([0], np.int32), np.ones(1, np.float32), np.zeros(1))


def found(**columns):
    return Candidates(ITEMS, {name: np.array(values, np.float32) for name, values in columns.items()})


def test_blend_adds_standard_scores():
    columns = {"personal": [0, 1, 2, 3, 4, 5], "popular": [9, 0, 0, 0, 0, 9]}
    score = SCORERS["blend"](KNOWLEDGE, weights={"personal": 2.0, "popular": 0.5})(
        Query("u", "p", 0.0, profile=HISTORY), found(**columns)
    )
    z = {name: (np.array(v) - np.mean(v)) / np.std(v) for name, v in columns.items()}
    np.testing.assert_allclose(score, 2.0 * z["personal"] + 0.5 * z["popular"], rtol=1e-5)
    assert score.dtype == np.float32


def test_blend_leaves_out_a_column_that_is_not_there():
    blend = SCORERS["blend"](KNOWLEDGE, weights={"personal": 1.0, "fresh": 1.0})
    score = blend(Query("u", "p", 0.0, profile=HISTORY), found(personal=[0, 1, 2, 3, 4, 5]))
    np.testing.assert_allclose(score, standardised(np.arange(6, dtype=np.float32)))


def test_blend_says_that_it_needs_the_personal_column():
    assert SCORERS["blend"](KNOWLEDGE).needs == ("personal",)
    assert SCORERS["blend"](KNOWLEDGE, weights={"popular": 1.0}).needs == ()


def test_a_new_viewer_sees_genres_take_turns():
    columns = {"personal": [0] * 6, "popular": [6, 2.5, 2, 5.9, 1.5, 1]}  # dramas are 0 and 3
    ranked = np.argsort(-SCORERS["blend"](KNOWLEDGE, variety=3.0)(Query("u", "p", 0.0), found(**columns)))
    assert ranked[:3].tolist() == [0, 1, 2]
    plain = np.argsort(-SCORERS["blend"](KNOWLEDGE, variety=0.0)(Query("u", "p", 0.0), found(**columns)))
    assert plain[:2].tolist() == [0, 3]


def test_flat_or_no_values_stand_at_zero():
    np.testing.assert_array_equal(standardised(np.full(3, 7.0, np.float32)), np.zeros(3))
    assert len(standardised(np.empty(0, np.float32))) == 0


def test_places_count_within_each_group():
    groups = np.array([-1, 2, 2, -1, 2], np.int32)
    score = np.array([1.0, 3.0, 5.0, 2.0, 4.0], np.float32)
    assert place_within(groups, score).tolist() == [1, 2, 0, 0, 1]
    assert place_within(groups[:0], score[:0]).tolist() == []


@pytest.mark.parametrize("name", sorted(SCORERS))
def test_no_candidates_have_no_scores(make_world, name):
    world = make_world(14, 20)
    query = world.query(np.random.default_rng(1))
    assert len(SCORERS[name](world.knowledge)(query, Candidates(ITEMS[:0]))) == 0


def test_popularity_is_the_models_own_score(make_world):
    world = make_world(14, 20)
    query = world.query(np.random.default_rng(1))
    score = SCORERS["popularity"](world.knowledge)(query, Candidates(ITEMS[::-1]))
    np.testing.assert_array_equal(score, world.knowledge.model("popular").scores(Queries.one(query))[0][ITEMS[::-1]])


def test_the_kernels_say_the_same_uncompiled():
    values = np.array([1.0, 2.0, 6.0], np.float32)
    for kernel in (less_mean, less_mean.py_func):
        assert kernel(values).tolist() == [-2.0, -1.0, 3.0]
    for kernel in (add, add.py_func):
        score = np.ones(3, np.float32)
        kernel(0.5, values, score)
        assert score.tolist() == [1.5, 2.0, 4.0]
