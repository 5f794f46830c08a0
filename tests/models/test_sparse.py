import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.models import Explained, Queries, sparse
from frontrow.models.sparse import SparseItemWeights, by_source, cells, joined, read_only

# row 0: 1 -> 2.0, 2 -> -1.0; row 1: nothing; row 2: 0 -> 0.5, 1 -> 3.0
MODEL = SparseItemWeights(
    np.array([0, 2, 2, 4]), np.array([1, 2, 0, 1], np.int32), np.array([2, -1, 0.5, 3], np.float32)
)
HISTORY, WEIGHTS = np.array([0, 1, 2], np.int32), np.array([1, 1, 0.5], np.float32)


def test_scores_sum_the_weighted_rows_of_each_history():
    queries = Queries(Ragged.of([[0, 2], [], [1]]), np.array([1, -2, 1], np.float32), np.zeros(3), ("",) * 3)
    assert MODEL.scores(queries).tolist() == [[-1, -4, -1], [0, 0, 0], [0, 0, 0]]


def test_the_reason_is_the_title_that_adds_most():
    found = MODEL.explained(Queries.of(HISTORY, WEIGHTS))
    assert found.scores.tolist() == [0.25, 3.5, -1]
    assert found.because.tolist() == [2, 0, -1]
    assert found.contribution.tolist() == [0.25, 2.0, 0]


def test_a_title_disliked_moves_scores_but_is_no_reason():
    found = MODEL.explained(Queries.of(np.array([0], np.int32), np.array([-1], np.float32)))
    assert found.scores.tolist() == [0, -2, 1]
    assert found.because.tolist() == [-1, -1, -1]


def test_among_equals_the_earlier_title_is_the_reason():
    model = SparseItemWeights(np.array([0, 1, 2, 2]), np.array([2, 2], np.int32), np.ones(2, np.float32))
    assert model.explained(Queries.of(np.array([1, 0], np.int32), np.ones(2, np.float32))).because[2] == 1


def test_contributions_are_one_row_a_title_of_the_history():
    assert MODEL.contributions(Queries.of(HISTORY, WEIGHTS), np.array([2, 1, 1], np.int32)).tolist() == [
        [-1, 2, 2],
        [0, 0, 0],
        [0, 1.5, 1.5],
    ]


def test_the_kernels_say_the_same_uncompiled(monkeypatch):
    for name in ("add_row", "argue"):
        monkeypatch.setattr(sparse, name, getattr(sparse, name).py_func)
    weights = np.array([1, -1, 0.5], np.float32)
    found = Explained.nothing(3)
    sparse.explain.py_func(HISTORY, weights, MODEL._rows, found)
    compiled = MODEL.explained(Queries.of(HISTORY, weights))
    assert all(np.array_equal(one, other) for one, other in zip(found, compiled, strict=True))
    scores = np.zeros((1, 3), np.float32)
    sparse.add_rows.py_func(cells([0, 3], HISTORY, weights), MODEL._rows, scores)
    assert np.array_equal(scores[0], compiled.scores)
    each = np.zeros((3, 3), np.float32)
    sparse.add_chosen.py_func(HISTORY, weights, MODEL._rows, np.arange(3, dtype=np.int32), each)
    assert np.array_equal(each, MODEL.contributions(Queries.of(HISTORY, weights), np.arange(3, dtype=np.int32)))


def test_contributions_are_asked_of_any_titles_in_any_order():
    weights = np.array([1, -1, 0.5], np.float32)
    every = MODEL.contributions(Queries.of(HISTORY, weights), np.arange(3, dtype=np.int32))
    assert np.allclose(every.sum(axis=0), MODEL.explained(Queries.of(HISTORY, weights)).scores)
    asked = np.array([2, 0, 2], np.int32)
    assert np.array_equal(MODEL.contributions(Queries.of(HISTORY, weights), asked), every[:, asked])


def test_arrays_of_a_model_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        MODEL.weights[0] = 1.0


def test_an_array_mapped_from_a_file_becomes_a_plain_view(tmp_path):
    np.save(tmp_path / "a.npy", np.arange(3, dtype=np.int32))
    view = read_only(np.load(tmp_path / "a.npy", mmap_mode="r"), np.int32)
    assert type(view) is np.ndarray
    assert view.tolist() == [0, 1, 2]


def test_triplets_become_rows_with_rising_columns():
    rows = by_source(3, np.array([2, 0, 2]), np.array([1, 2, 0]), np.array([3, 1, 2], np.float32))
    assert [column.tolist() for column in rows] == [[0, 1, 1, 3], [2, 0, 1], [1, 2, 3]]


def test_no_blocks_are_no_rows():
    assert joined(2, []).offsets.tolist() == [0, 0, 0]
