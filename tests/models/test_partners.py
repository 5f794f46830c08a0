import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.ragged import Ragged
from frontrow.models import partners as module
from frontrow.models.partners import partners
from frontrow.models.sparse import Cells

N = 9
lists = st.lists(st.lists(st.integers(0, N - 1), unique=True), max_size=8)


def dense(found, n):
    return Ragged(found.columns, found.offsets).matrix(n, found.values).toarray()


@given(lists)
def test_uncut_rows_are_the_product(histories):
    ragged = Ragged.of(histories)
    watched = ragged.matrix(N).toarray()
    assert np.array_equal(dense(partners(ragged, N, N), N), watched.T @ watched)


@given(lists, st.integers(1, 3))
def test_each_row_keeps_its_title_and_the_most_frequent_partners(histories, most):
    ragged = Ragged.of(histories)
    watched = ragged.matrix(N).toarray()
    whole, found = watched.T @ watched, partners(ragged, N, most)
    for title in range(N):
        row = slice(found.offsets[title], found.offsets[title + 1])
        columns, values = found.columns[row], found.values[row]
        assert columns.tolist() == sorted({*columns.tolist(), title})
        assert np.array_equal(values, whole[title, columns])
        best = np.sort(np.delete(whole[title], title))[::-1][:most]
        assert np.sort(values[columns != title])[::-1].tolist() == best[best > 0].tolist()


def test_blocks_of_titles_do_not_matter(monkeypatch):
    ragged = Ragged.of([[0, 1, 2], [2, 3, 4], [4, 5, 0], [1, 5]])
    whole = partners(ragged, 6, 2)
    monkeypatch.setattr(module, "_BLOCK", 2)
    assert all(np.array_equal(a, b) for a, b in zip(partners(ragged, 6, 2), whole, strict=True))


@pytest.mark.parametrize("most", [1, 5])
def test_the_kernels_say_the_same_uncompiled(most, monkeypatch):
    ragged = Ragged.of([[0, 1, 2], [2, 3, 4], [4, 5, 0], [1, 5], [5, 1, 0]])
    by_title = ragged.matrix(6).tocsc()
    empty = np.empty(0, np.float32)
    viewers = Cells(by_title.indptr.astype(np.int64), by_title.indices.astype(np.int32), empty)
    watched = Cells(ragged.offsets, ragged.values, empty)
    monkeypatch.setattr(module, "keep", module.keep.py_func)
    found = Cells(np.zeros(6, np.int64), np.zeros((6, most + 1), np.int32), np.zeros((6, most + 1), np.float32))
    module.cut_rows.py_func(0, viewers, watched, np.zeros(6, np.float32), found)
    expected = partners(ragged, 6, most)
    assert np.array_equal(found.offsets, np.diff(expected.offsets))
    kept = np.arange(most + 1) < found.offsets[:, None]
    assert np.array_equal(found.columns[kept], expected.columns)
    assert np.array_equal(found.values[kept], expected.values)


def test_no_titles_have_no_partners():
    assert partners(Ragged.of([]), 0, 3).offsets.tolist() == [0]
