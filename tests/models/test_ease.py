import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models import Queries, ease
from frontrow.models.ease import Ease, EaseModel, without_self
from frontrow.models.gram import gram

RNG = np.random.default_rng(0)


def histories(n_users=300, n_items=150):
    rng = np.random.default_rng(3)
    popularity = 1.0 / np.arange(1, n_items + 1)
    popularity /= popularity.sum()
    return [rng.choice(n_items, rng.integers(1, min(30, n_items)), replace=False, p=popularity) for _ in range(n_users)]


def formula(watched, reg):
    inverse = np.linalg.inv(watched.T @ watched + reg * np.eye(watched.shape[1]))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    return weights


def test_weights_equal_the_plain_formula_in_float64(make_data):
    data = make_data(histories(), 150)
    model = Ease(reg=10.0).fit(data, RNG)
    assert model.weights.dtype == np.float32
    assert np.abs(model.weights - formula(data.histories.matrix(150).toarray().astype(float), 10.0)).max() < 1e-5


def test_grades_are_the_entries_when_wanted(make_data):
    lists = histories(50, 20)
    grades = np.random.default_rng(1).uniform(0.1, 2.0, sum(map(len, lists)))
    data = make_data(lists, 20, grades=grades)
    expected = formula(data.histories.matrix(20, data.grades).toarray().astype(float), 5.0)
    assert np.abs(Ease(reg=5.0, graded=True).fit(data, RNG).weights - expected).max() < 1e-4


def test_titles_below_the_threshold_teach_nothing(make_data):
    disliked = make_data([[0, 1], [0, 1, 2]], 3, grades=[1, 1, 1, 1, -1])
    never = make_data([[0, 1], [0, 1]], 3)
    assert np.array_equal(Ease().fit(disliked, RNG).weights, Ease().fit(never, RNG).weights)


def test_the_matrix_is_made_in_the_memory_of_the_gram():
    upper = gram(Ragged.of(histories(50, 40)), 40)
    assert np.shares_memory(without_self(upper, 5.0), upper)


def test_a_penalty_too_small_for_float32_is_refused():
    singular = np.full((3, 3), 1e8, np.float32)
    with pytest.raises(BadConfig, match="Raise reg"):
        without_self(np.triu(singular), 1e-6)


@pytest.mark.parametrize("block", [1, 3, 64])
def test_the_triangles_are_mirrored_the_same_in_any_block_uncompiled(block):
    inverse = np.array([[2.0, 1.0, -1.0], [0.0, 4.0, 3.0], [0.0, 0.0, 5.0]], np.float32)
    for kernel in (ease.mirror, ease.mirror.py_func):
        found = inverse.copy()
        kernel(found, np.diag(inverse).copy(), block)
        assert np.allclose(found, [[0, -0.25, 0.2], [-0.5, 0, -0.6], [0.5, -0.75, 0]])


def test_scores_sum_the_weighted_rows_of_the_history():
    model = EaseModel(np.array([[0, 1, 2], [3, 0, 4], [5, 6, 0]], np.float32))
    queries = Queries(Ragged.of([[0, 2], [], [1]]), np.array([1, -2, 0.5], np.float32), np.zeros(3), ("",) * 3)
    assert model.scores(queries).tolist() == [[-10, -11, 2], [0, 0, 0], [1.5, 0, 2]]


def test_a_title_disliked_moves_scores_but_is_no_reason():
    model = EaseModel(np.array([[0, 1, -2], [3, 0, -4], [5, 6, 0]], np.float32))
    found = model.explained(Queries.of(np.array([0, 1], np.int32), np.array([1, -2], np.float32)))
    assert found.scores.tolist() == [-6, 1, 6]
    assert found.because.tolist() == [-1, 0, -1]
    assert found.contribution.tolist() == [0, 1, 0]
    assert found.because.dtype == np.int32


def test_an_empty_catalogue_gives_an_empty_model(make_data):
    assert Ease().fit(make_data([], 0), RNG).weights.shape == (0, 0)
