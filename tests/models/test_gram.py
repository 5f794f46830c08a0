import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.ragged import Ragged
from frontrow.models import gram as module
from frontrow.models.gram import gram

N = 9
groups = st.lists(st.lists(st.integers(0, N - 1), unique=True), max_size=8)


@given(groups, groups)
def test_the_gram_of_two_groups_of_users_is_the_sum_of_theirs(one, other):
    both = gram(Ragged.of(one + other), N)
    assert np.array_equal(both, gram(Ragged.of(one), N) + gram(Ragged.of(other), N))


@given(groups)
def test_the_gram_is_the_upper_triangle_of_the_product(histories):
    ragged = Ragged.of(histories)
    watched = ragged.matrix(N).toarray()
    found = gram(ragged, N)
    assert np.array_equal(found, np.triu(watched.T @ watched))
    assert found.dtype == np.float32


def test_entries_are_weighted_by_their_grades():
    ragged = Ragged.of([[3, 1], [1, 0, 3]])
    weights = np.array([2.0, 0.5, 1.5, 3.0, 1.0], np.float32)
    watched = ragged.matrix(4, weights).toarray()
    assert np.allclose(gram(ragged, 4, weights), np.triu(watched.T @ watched))


def test_the_kernel_says_the_same_uncompiled():
    items, values = np.array([0, 2, 1, 2], np.int32), np.array([1, 2, 3, 4], np.float32)
    starts, ends = np.array([0, 2, 1, 3]), np.array([2, 4, 2, 4])
    found = np.zeros((3, 3), np.float32)
    module.add_products.py_func(items, values, starts, ends, found)
    assert found.tolist() == [[1, 0, 2], [0, 9, 12], [0, 0, 20]]
