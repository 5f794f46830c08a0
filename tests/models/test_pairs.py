import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.ragged import Ragged
from frontrow.models import pairs as module
from frontrow.models.gram import gram
from frontrow.models.pairs import most_watched_together, with_pairs
from frontrow.models.sparse import Cells, cells

HISTORIES = Ragged.of([[0, 1, 2], [1, 0], [2, 1], [3], []])
PAIRS = np.array([[0, 1], [1, 2], [0, 3]], np.int32)


def test_the_pairs_most_watched_together_are_chosen_ties_by_rising_title():
    counts = gram(HISTORIES, 4)
    assert most_watched_together(counts, 2).tolist() == [[0, 1], [1, 2]]
    assert most_watched_together(counts, 3).tolist() == [[0, 1], [0, 2], [1, 2]]
    assert most_watched_together(counts, 1).tolist() == [[0, 1]]


def test_a_pair_nobody_watched_is_never_chosen():
    assert most_watched_together(gram(HISTORIES, 4), 100).tolist() == [[0, 1], [0, 2], [1, 2]]
    assert most_watched_together(gram(Ragged.of([]), 0), 5).shape == (0, 2)


@given(st.lists(st.lists(st.integers(0, 5), unique=True), max_size=6))
def test_blocks_of_rows_do_not_matter(lists):
    counts = gram(Ragged.of(lists), 6)
    whole = most_watched_together(counts, 4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", 2)
        assert np.array_equal(most_watched_together(counts, 4), whole)


@given(st.lists(st.lists(st.integers(0, 5), unique=True), max_size=6), st.integers(0, 20))
def test_the_pairs_are_the_first_of_all_in_order(lists, n_pairs):
    counts = gram(Ragged.of(lists), 6)
    everyone = np.argwhere(np.triu(counts, 1) > 0)
    order = np.argsort(-counts[tuple(everyone.T)], kind="stable")[:n_pairs]
    assert most_watched_together(counts, n_pairs).tolist() == everyone[np.sort(order)].tolist()


def dense(found, n_columns):
    return Ragged(found.columns, found.offsets).matrix(n_columns, found.values).toarray()


def test_a_pair_has_the_product_of_the_grades_of_its_titles_when_neither_is_disliked():
    grades = np.array([1, 2, -1, 0.5, 3, 1, 1, 1], np.float32)
    found = dense(with_pairs(cells(HISTORIES.offsets, HISTORIES.values, grades), PAIRS, 4), 7)
    assert found[0].tolist() == [2, 0, 0, 1, 2, -1, 0]
    assert found[1].tolist() == [1.5, 0, 0, 3, 0.5, 0, 0]
    assert found[2].tolist() == [0, 1, 0, 0, 1, 1, 0]
    assert not found[4].any()


def test_the_kernels_say_the_same_uncompiled(monkeypatch):
    grades = np.ones(8, np.float32)
    asked = cells(HISTORIES.offsets, HISTORIES.values, grades)
    expected = with_pairs(asked, PAIRS, 4)
    monkeypatch.setattr(module, "grade", module.grade.py_func)
    counts = np.zeros(5, np.int64)
    module.count_both.py_func(asked, PAIRS, np.zeros(4, np.float32), counts)
    assert counts.tolist() == [2, 1, 1, 0, 0]
    found = Cells(expected.offsets, np.empty(12, np.int32), np.empty(12, np.float32))
    module.add_both.py_func(asked, PAIRS, np.zeros(4, np.float32), found)
    assert np.array_equal(found.columns, expected.columns)
    assert np.array_equal(found.values, expected.values)
