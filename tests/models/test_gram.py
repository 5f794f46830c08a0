import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig, BadInput
from frontrow.models import gram as module
from frontrow.models.gram import Gram, gram, refuse_above

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


@given(groups, st.integers(1, 12))
def test_blocks_of_users_do_not_matter(histories, size):
    ragged = Ragged.of(histories)
    weights = np.arange(1, len(ragged.values) + 1, dtype=np.float32)
    whole = [gram(ragged, N), gram(ragged, N, weights)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", size)
        assert all(
            np.array_equal(gram(ragged, N, some), all_of) for some, all_of in zip((None, weights), whole, strict=True)
        )


def test_entries_are_weighted_by_their_grades():
    ragged = Ragged.of([[3, 1], [1, 0, 3]])
    weights = np.array([2.0, 0.5, 1.5, 3.0, 1.0], np.float32)
    watched = ragged.matrix(4, weights).toarray()
    assert np.allclose(gram(ragged, 4, weights), np.triu(watched.T @ watched))


@pytest.mark.parametrize("kernel", [module.add_products, module.add_products.py_func])
def test_the_kernel_of_grades_says_the_same_uncompiled(kernel):
    items, values = np.array([0, 2, 1, 2], np.int32), np.array([1.0, 2, 3, 4])
    starts, ends = np.array([0, 2, 1, 3]), np.array([2, 4, 2, 4])
    found = np.zeros((3, 3))
    kernel(items, values, starts, ends, found)
    assert found.tolist() == [[1, 0, 2], [0, 9, 12], [0, 0, 20]]


@pytest.mark.parametrize("kernel", [module.count_pairs, module.count_pairs.py_func])
def test_the_kernel_of_counts_says_the_same_uncompiled(kernel):
    found = np.zeros((3, 3), np.float32)
    kernel(np.array([0, 2, 1, 2], np.int32), np.array([0, 2, 1, 3]), np.array([2, 4, 2, 4]), found)
    assert found.tolist() == [[1, 0, 1], [0, 1, 1], [0, 0, 2]]


def test_statistics_grow_by_titles_nobody_watched():
    grown = Gram(gram(Ragged.of([[0, 1], [1]]), 2)).grown(3)
    assert np.array_equal(grown.upper, gram(Ragged.of([[0, 1], [1]]), 3))


def test_a_matrix_too_large_is_refused_with_its_memory_and_the_remedy():
    refuse_above(4.0, 32_768)
    with pytest.raises(BadConfig, match=r"41,000 titles takes 6\.3 GiB.*local_ease"):
        refuse_above(4.0, 41_000)


def test_statistics_of_other_catalogues_do_not_add_up():
    one, other = Gram(np.ones((1, 1), np.float32)), Gram(np.ones((4, 4), np.float32))
    with pytest.raises(BadInput, match="upper differ"):
        _ = one + other
