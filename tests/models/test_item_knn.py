import numpy as np
import pytest

from frontrow.models import item_knn
from frontrow.models.item_knn import ItemKNN

RNG = np.random.default_rng(0)


def dense(model):
    matrix = np.zeros((model.n_items, model.n_items), np.float32)
    matrix[np.repeat(np.arange(model.n_items), np.diff(model.offsets)), model.targets] = model.weights
    return matrix


def random_histories(n_users=40, n_items=15):
    rng = np.random.default_rng(5)
    return [rng.permutation(n_items)[: rng.integers(0, 8)] for _ in range(n_users)]


@pytest.mark.parametrize("block", [4, 512])
def test_similarities_equal_the_formula_on_a_dense_matrix(make_data, monkeypatch, block):
    monkeypatch.setattr(item_knn, "_BLOCK", block)
    data = make_data(random_histories(), 15)
    watched = data.histories.matrix(15).toarray()
    together = watched.T @ watched
    norm = np.sqrt(watched.sum(axis=0))
    expected = together / (np.outer(norm, norm) + 3.0)
    np.fill_diagonal(expected, 0.0)
    assert np.allclose(dense(ItemKNN(k=15, shrink=3.0).fit(data, RNG)), expected)


def test_each_target_keeps_its_k_nearest(make_data):
    data = make_data(random_histories(), 15)
    full, kept = (dense(ItemKNN(k=k, shrink=0.0).fit(data, RNG)) for k in (15, 3))
    assert (np.count_nonzero(kept, axis=0) <= 3).all()
    assert np.allclose(np.sort(kept, axis=0)[-3:], np.sort(full, axis=0)[-3:])


def test_a_title_disliked_by_a_user_is_not_watched_by_them(make_data):
    data = make_data([[0, 1], [0, 1, 2]], 3, grades=[1, 1, 1, 1, -1])
    assert np.allclose(dense(ItemKNN(shrink=0.0).fit(data, RNG)), [[0, 1, 0], [1, 0, 0], [0, 0, 0]])


def test_neighbours_come_best_first_without_the_title_itself(make_data):
    data = make_data([[0, 1], [0, 1], [0, 2], [3]], 4)
    items, similarity = ItemKNN(shrink=0.0).fit(data, RNG).neighbours(0)
    assert items.tolist() == [1, 2]
    assert similarity == pytest.approx([2 / 6**0.5, 1 / 3**0.5])


def test_an_empty_catalogue_gives_an_empty_model(make_data):
    assert ItemKNN().fit(make_data([], 0), RNG).n_items == 0
