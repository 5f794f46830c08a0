"""What every row kind must keep; one added to the registry is tested by being there."""

import numpy as np
import pytest

from frontrow.core import SCORE, Candidates, Query
from frontrow.evidence import REASONS
from frontrow.evidence.ladder import told
from frontrow.evidence.shown import Shown
from frontrow.features import FEATURES
from frontrow.filters import FILTERS
from frontrow.rows import ROWS
from frontrow.scorers import SCORERS

BEYOND_CANDIDATES = {"continue_watching", "my_list", "top_10", "watch_again"}
MAY_REPEAT = {"continue_watching", "my_list", "top_10"}
SMALL = {"because_you_watched": {"minimum": 1}, "genre": {"smallest": 3}}

kinds = pytest.mark.parametrize("name", sorted(ROWS))


@pytest.fixture(scope="module")
def world(make_world):
    return make_world(41, 90)


def ranked(world, query):
    found = Candidates(np.arange(len(world.knowledge.catalogue), dtype=np.int32))
    for keep in FILTERS.values():
        found = found.at(keep(world.knowledge)(query, found))
    for feature in FEATURES.values():
        for column, values in feature(world.knowledge)(query, found).items():
            found = found.with_column(column, values)
    return found.with_column(SCORE, SCORERS["blend"](world.knowledge)(query, found)).best()


def kind(world, name):
    return ROWS[name](world.knowledge, **SMALL.get(name, {}))


@kinds
def test_rows_have_titles_that_may_be_shown_each_once(world, name):
    made = 0
    for seed in range(40):
        query = world.query(np.random.default_rng(seed))
        found = ranked(world, query)
        for row in kind(world, name)(query, found):
            items = row.items.tolist()
            assert row.kind == name
            assert row.title
            assert row.items.dtype == np.int32
            assert len(set(items)) == len(items)
            assert world.forbidden(query).isdisjoint(items)
            assert row.may_repeat == (name in MAY_REPEAT)
            assert not len(row.evidence)
            assert name in BEYOND_CANDIDATES or set(items) <= set(found.items.tolist())
            made += len(items) > 0
    assert made > 5


@kinds
def test_rows_are_the_same_when_asked_again(world, name):
    query = world.query(np.random.default_rng(3))
    found = ranked(world, query)
    first, second = ([(row.title, row.items.tolist()) for row in kind(world, name)(query, found)] for _ in range(2))
    assert first == second


@kinds
def test_no_viewer_is_too_new_and_no_ranking_too_short(world, name):
    query = Query("u", "p", 1000 * 86_400.0, maturity=0)
    nothing = Candidates(np.empty(0, np.int32), {SCORE: np.empty(0, np.float32)})
    for row in kind(world, name)(query, nothing):
        assert world.forbidden(query).isdisjoint(row.items.tolist())


@kinds
def test_every_place_can_be_explained(world, name):
    reasons = {reason: one(world.knowledge) for reason, one in REASONS.items()}
    for seed in range(10):
        query = world.query(np.random.default_rng(seed))
        found = ranked(world, query)
        rows = list(kind(world, name)(query, found))
        for row in told(reasons, query, Shown.of(rows, found, 90)):
            assert len(row.evidence) == len(row.items)
            assert all(one.text for one in row.evidence)
