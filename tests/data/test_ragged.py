import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.ragged import Ragged

lists = st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=8)


@given(lists)
def test_the_lists_come_back(given_lists):
    ragged = Ragged.of(given_lists)
    assert [one.tolist() for one in ragged] == given_lists
    assert ragged.lengths.tolist() == [len(one) for one in given_lists]
    assert ragged.values.dtype == np.int32


@given(lists)
def test_grouping_values_by_their_owners_gives_the_lists(given_lists):
    ragged = Ragged.of(given_lists)
    again = Ragged.grouped(ragged.owners, ragged.values, len(ragged))
    assert [one.tolist() for one in again] == given_lists


def test_the_matrix_holds_one_or_the_weight():
    ragged = Ragged.of([[2, 0], [], [1]])
    assert ragged.matrix(3).toarray().tolist() == [[1, 0, 1], [0, 0, 0], [0, 1, 0]]
    weights = np.array([5, 6, 7], np.float32)
    assert ragged.matrix(3, weights).toarray().tolist() == [[6, 0, 5], [0, 0, 0], [0, 7, 0]]


def test_no_lists_are_empty():
    assert len(Ragged.of([])) == 0
    assert Ragged.of([]).values.dtype == np.int32
