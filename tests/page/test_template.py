import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.core import Query, Row
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.page.template import Template, unshown

KNOWLEDGE = Knowledge(Catalogue.of([Title(item_id=str(item), title="T") for item in range(30)]))
QUERY = Query("u", "p", 0.0)


def row(kind, *items, repeat=False, anchor=-1):
    return Row(kind, kind.title(), np.array(items, np.int32), anchor=anchor, may_repeat=repeat)


def page(template, *offered):
    return [(one.kind, one.items.tolist()) for one in template(QUERY, offered)]


def test_rows_follow_the_layout_and_then_those_left_over():
    template = Template(KNOWLEDGE, ("b", "a", "b", "c"), minimum=1)
    offered = [row("a", 1), row("a", 2), row("b", 3), row("b", 4), row("b", 5), row("d", 6)]
    assert [items for _, items in page(template, *offered)] == [[3], [1], [4], [5], [2], [6]]


def test_a_title_stands_once():
    template = Template(KNOWLEDGE, ("a", "b"), minimum=1, slots=3)
    assert page(template, row("a", 1, 2, 3, 4), row("b", 2, 4, 3, 5)) == [("a", [1, 2, 3]), ("b", [4, 5])]


def test_rows_that_may_repeat_neither_take_nor_lose_titles():
    template = Template(KNOWLEDGE, ("a", "top", "b"), minimum=2)
    offered = [row("a", 1, 2), row("top", 2, 3, repeat=True), row("b", 3, 4)]
    assert page(template, *offered) == [("a", [1, 2]), ("top", [2, 3]), ("b", [3, 4])]


def test_a_row_left_short_is_left_out_and_takes_nothing():
    template = Template(KNOWLEDGE, ("a", "b", "c"), minimum=2)
    assert page(template, row("a", 1, 2), row("b", 2, 3), row("c", 3, 4)) == [("a", [1, 2]), ("c", [3, 4])]


def test_the_viewers_own_rows_may_be_short():
    assert page(Template(KNOWLEDGE, ("top",), minimum=5), row("top", 7, repeat=True)) == [("top", [7])]


def test_a_page_of_short_rows_only_keeps_them():
    assert page(Template(KNOWLEDGE, ("a",), minimum=5), row("a", 7)) == [("a", [7])]


def test_an_empty_row_is_no_row():
    assert page(Template(KNOWLEDGE, ("a", "top")), row("a"), row("top", repeat=True)) == []


def test_a_page_has_no_more_rows_than_its_shape():
    assert len(page(Template(KNOWLEDGE, (), rows=2, minimum=1), *(row("a", item) for item in range(5)))) == 2


def test_anchor_and_heading_stay():
    (found,) = Template(KNOWLEDGE, minimum=1)(QUERY, [row("a", 1, anchor=9)])
    assert (found.title, found.anchor) == ("A", 9)


lists = st.lists(st.integers(0, 29), unique=True, max_size=12)
rows = st.tuples(st.sampled_from("abc"), lists, st.booleans()).map(lambda one: row(one[0], *one[1], repeat=one[2]))


@pytest.mark.parametrize("minimum", [1, 4])
@given(offered=st.lists(rows, max_size=12))
def test_any_page_keeps_the_rules_and_the_order_of_each_row(minimum, offered):
    template = Template(KNOWLEDGE, ("a", "b", "a"), rows=5, slots=4, minimum=minimum)
    found = template(QUERY, offered)
    once = [item for one in found if not one.may_repeat for item in one.items.tolist()]
    assert len(set(once)) == len(once)
    assert len(found) <= 5
    assert all(0 < len(one.items) <= 4 for one in found)
    assert bool(found) == any(len(one.items) for one in offered)
    assert all(any(is_within(one.items, other.items) for other in offered) for one in found)


def is_within(part, whole):
    left = iter(whole.tolist())
    return all(item in left for item in part.tolist())


def test_the_kernel_says_the_same_uncompiled():
    items, ends = np.int32([1, 2, 3, 2, 3, 4, 5, 1, 2]), np.int64([3, 7, 9])
    repeats = np.array([False, False, True])
    for kernel in (unshown, unshown.py_func):
        shown, counts = kernel(items, ends, repeats, np.ones(6, np.bool_), (3, 2, 2))
        assert counts.tolist() == [2, 2, 2]  # 1 2 · 3 4 · 1 2 again, for it may
        assert shown.tolist() == [[1, 2], [3, 4], [1, 2]]
        assert kernel(items, ends, repeats, np.ones(6, np.bool_), (1, 2, 2))[1].tolist() == [2, 0, 0]
