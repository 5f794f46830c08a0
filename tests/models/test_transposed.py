"""Turned-over rows, against scipy and by hand."""

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from frontrow.models.sparse import cells
from frontrow.models.transposed import count, transposed, turn_over


def test_each_column_becomes_a_row_with_the_same_values():
    rows = cells([0, 2, 3], [1, 0, 1], [3, 1, 2])
    by_item = transposed(rows, 3)
    assert by_item.offsets.tolist() == [0, 1, 3, 3]
    assert by_item.columns.tolist() == [0, 0, 1]
    assert by_item.values.tolist() == [1, 3, 2]
    counts = np.zeros(3, np.int64)
    count.py_func(rows.columns, counts)
    assert counts.tolist() == [1, 2, 0]
    columns, values = np.zeros(3, np.int32), np.zeros(3, np.float32)
    turn_over.py_func(rows, by_item.offsets.copy(), columns, values)
    assert columns.tolist() == by_item.columns.tolist()
    assert values.tolist() == by_item.values.tolist()


@pytest.mark.parametrize("seed", range(3))
def test_the_transposed_matrix_is_that_of_scipy(seed):
    matrix = csr_array(random_array((7, 5), density=0.4, rng=np.random.default_rng(seed), dtype=np.float32))
    found = transposed(cells(matrix.indptr, matrix.indices, matrix.data), 5)
    assert np.array_equal(
        csr_array((found.values, found.columns, found.offsets), shape=(5, 7)).toarray(), matrix.T.toarray()
    )


def test_a_matrix_of_ones_needs_no_values():
    found = transposed(cells([0, 2, 3], [1, 0, 1], []), 2)
    assert found.columns.tolist() == [0, 0, 1]
    assert len(found.values) == 0
    turn_over.py_func(cells([0, 1], [1], []), np.zeros(2, np.int64), np.zeros(1, np.int32), found.values)
