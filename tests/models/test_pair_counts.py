"""Counts of pairs without zeros: the same numbers as the full triangle, the same cut as from the histories."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.ragged import Ragged
from frontrow.models import pair_counts as module
from frontrow.models.gram import gram
from frontrow.models.pair_counts import PairCounts
from frontrow.models.partners import partners
from frontrow.models.sparse import Cells

N = 9
lists = st.lists(st.lists(st.integers(0, N - 1), unique=True), max_size=8)


def test_three_histories_counted_by_hand():
    found = PairCounts.of(Ragged.of([[0, 2], [2, 0], [1]]), 3)
    assert found.offsets.tolist() == [0, 2, 3, 4]
    assert found.columns.tolist() == [0, 2, 1, 2]
    assert found.values.tolist() == [2, 2, 1, 2]


@given(lists)
def test_they_are_the_full_triangle(histories):
    ragged = Ragged.of(histories)
    found, whole = PairCounts.of(ragged, N), gram(ragged, N)
    assert np.array_equal(Ragged(found.columns, found.offsets).matrix(N, found.values).toarray(), whole)
    again = PairCounts.from_upper(whole)
    assert all(np.array_equal(getattr(found, name), getattr(again, name)) for name in vars(found))


@given(lists, st.integers(1, N))
def test_they_are_cut_as_histories_are(histories, most):
    ragged = Ragged.of(histories)
    found, expected = PairCounts.of(ragged, N).partners(most), partners(ragged, N, most)
    assert all(np.array_equal(one, other) for one, other in zip(found, expected, strict=True))


def test_the_kernel_says_the_same_uncompiled(monkeypatch):
    ragged = Ragged.of([[0, 1, 2], [2, 3, 4], [4, 5, 0], [1, 5], [5, 1, 0]])
    whole = partners(ragged, 7, 7)  # a title that nobody watched among them
    monkeypatch.setattr(module, "keep", module.keep.py_func)
    found = Cells(np.zeros(7, np.int64), np.zeros((7, 3), np.int32), np.zeros((7, 3), np.float32))
    module.cut_counted.py_func(0, whole, np.zeros(7, np.float32), found)
    expected = partners(ragged, 7, 2)
    kept = np.arange(3) < found.offsets[:, None]
    assert np.array_equal(found.offsets, np.diff(expected.offsets))
    assert np.array_equal(found.columns[kept], expected.columns)
    assert np.array_equal(found.values[kept], expected.values)
