import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.core import Row
from frontrow.page.editorial import Editorial
from frontrow.page.gate import Gate, sound

ALLOWED = np.array([True, True, False, True, False])


@pytest.fixture(scope="module")
def world(make_world):
    return make_world(21, 60)


@pytest.fixture(scope="module")
def gate(world):
    return Gate(world.knowledge.catalogue.titles)


def row(*items, repeat=False):
    return Row("a", "A", np.array(items, np.int32), may_repeat=repeat)


def test_the_gate_allows_what_the_records_say(world, gate):
    for seed in range(60):
        query = world.query(np.random.default_rng(seed))
        assert set(np.flatnonzero(~gate.allowed(query)).tolist()) == world.forbidden(query)


@pytest.mark.parametrize("name", ["arrived", "in_territory", "not_hidden", "within_maturity"])
def test_a_hard_rule_is_stood_in_for(world, gate, name):
    query = world.query(np.random.default_rng(1))
    allowed = gate.allowed(query)
    np.testing.assert_array_equal(gate.instead_of(name, query, allowed), allowed)


def test_unwatched_is_stood_in_for(world, gate):
    query = world.query(np.random.default_rng(1))
    kept = gate.instead_of("unwatched", query, gate.allowed(query))
    assert set(np.flatnonzero(kept).tolist()).isdisjoint(query.profile.watched.tolist())


def test_nobody_stands_in_for_an_unknown_filter(world, gate):
    query = world.query(np.random.default_rng(1))
    assert gate.instead_of("licensed", query, gate.allowed(query)) is None


def test_rows_that_are_right_pass_as_they_are():
    gate = Gate(())
    rows = [row(0, 1), row(1, 3), row()]
    assert gate.through(rows, ALLOWED) is rows
    assert gate.through([], ALLOWED) == []


@given(lists=st.lists(st.lists(st.integers(-2, 6), max_size=6), max_size=4))
def test_rows_lose_what_is_forbidden_unknown_or_repeated(lists):
    found = Gate(()).through([row(*one) for one in lists], ALLOWED)
    for one, items in zip(found, lists, strict=True):
        assert one.items.tolist() == list(dict.fromkeys(item for item in items if item in {0, 1, 3}))


@pytest.mark.parametrize(
    ("rows", "passes"),
    [
        ([row(0, 1), row(3)], True),
        ([row(0, 2)], False),
        ([row(2, repeat=True)], False),
        ([row(0), row(0)], False),
        ([row(0), row(0, repeat=True), row(0, repeat=True)], True),
        ([row(0, 0, repeat=True)], False),
        ([row(0), row(1, repeat=True), row(0)], False),
        ([row(-2)], False),
        ([row(5)], False),
        ([], True),
    ],
)
def test_a_page_passes_where_every_title_may_be_shown_once(rows, passes):
    assert Gate(()).passes(rows, ALLOWED) is passes


def test_the_kernel_says_the_same_uncompiled():
    for kernel in (sound, sound.py_func):
        assert kernel(np.int32([0, 1, 0]), np.int64([2, 3]), ALLOWED)
        assert not kernel(np.int32([0, 1, 0]), np.int64([3]), ALLOWED)
        assert not kernel(np.int32([2]), np.int64([1]), ALLOWED)


def test_the_editorial_page_shows_new_titles_the_newest_first(world, gate):
    query = world.query(np.random.default_rng(2))
    rows = Editorial(world.knowledge.catalogue, slots=5)(query, gate.allowed(query))
    items = np.concatenate([one.items for one in rows])
    expected = set(range(60)) - world.forbidden(query) - set(query.profile.watched.tolist())
    assert set(items.tolist()) == expected
    assert np.all(np.diff(world.knowledge.catalogue.added_at[items]) <= 0)
    assert [one.title for one in rows[:2]] == ["From the Catalogue", "More From the Catalogue"]


def test_the_editorial_page_has_the_shape_of_a_page(world, gate):
    query = world.query(np.random.default_rng(2))
    rows = Editorial(world.knowledge.catalogue, rows=2, slots=3)(query, gate.allowed(query))
    assert [len(one.items) for one in rows] == [3, 3]
