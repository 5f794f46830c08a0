import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.models import local_ease
from frontrow.models.ease import Ease
from frontrow.models.edlae import Edlae
from frontrow.models.local_ease import LocalEase
from frontrow.models.partners import partners

RNG = np.random.default_rng(0)
N = 20


@pytest.fixture(scope="module")
def data(make_data):
    rng = np.random.default_rng(5)
    return make_data([rng.permutation(N)[: rng.integers(6, 14)] for _ in range(200)], N)


def dense(model):
    return Ragged(model.targets, model.offsets).matrix(N, model.weights).toarray()


def test_among_all_other_titles_it_is_ease(data):
    found = dense(LocalEase(k=N - 1, reg=5.0, most=N).fit(data, RNG))
    assert np.abs(found - Ease(reg=5.0).fit(data, RNG).weights).max() < 1e-5


def test_with_dropout_it_is_edlae(data):
    found = dense(LocalEase(k=N - 1, reg=5.0, dropout=0.4, most=N).fit(data, RNG))
    assert np.abs(found - Edlae(reg=5.0, dropout=0.4).fit(data, RNG).weights).max() < 1e-5


@pytest.mark.parametrize("fame", [0.0, 0.5, 1.0])
def test_each_column_is_the_ridge_on_the_nearest_titles(data, fame):
    found = dense(LocalEase(k=4, reg=5.0, fame=fame, most=N).fit(data, RNG))
    watched = data.histories.matrix(N).toarray().astype(float)
    counts = watched.T @ watched
    for title in range(N):
        nearness = (counts[title] / np.diag(counts) ** fame).astype(np.float32)
        nearness[title] = -1
        near = np.sort(np.argsort(-nearness, kind="stable")[:4])
        some = watched[:, near]
        expected = np.linalg.solve(some.T @ some + 5.0 * np.eye(4), some.T @ watched[:, title])
        assert np.flatnonzero(found[:, title]).tolist() == near.tolist()
        assert np.allclose(found[near, title], expected, atol=1e-5)


def test_a_block_no_longer_positive_definite_gets_more_penalty(make_data):
    """Of each row only the largest product is kept, so that two of the three titles seem never to meet."""
    data = make_data([[0, 1, 2]] * 50, 3)
    assert np.isfinite(LocalEase(k=1, reg=0.01, most=1).fit(data, RNG).weights).all()
    gram = partners(data.histories, 3, 2)
    place = np.array([-1, 0, 1], np.int32)
    near = np.array([1, 2], np.int32)
    bad = gram._replace(values=np.where(gram.values == 50, 50, 0) - np.float32(1.0) * (gram.columns == 1) * 70)
    weights = local_ease.solve_among(bad, 0, place, near, np.full(2, 0.01, np.float32))
    assert not np.isfinite(weights).all()


def test_a_title_nobody_watched_is_argued_for_by_none(make_data):
    model = LocalEase(k=2, reg=1.0).fit(make_data([[0, 1], [1, 2]], 4), RNG)
    assert 3 not in model.targets.tolist()
    assert model.n_items == 4


def test_the_kernels_say_the_same_uncompiled(data, monkeypatch):
    gram = partners(data.histories, N, N)
    diagonal, penalty = np.zeros(N, np.float32), np.full(N, 5.0, np.float32)
    local_ease.read_diagonal.py_func(gram, diagonal)
    for name in ("fill", "nearest", "solve_among"):
        monkeypatch.setattr(local_ease, name, getattr(local_ease, name).py_func)
    sources, weights = np.full((N, 3), -1, np.int32), np.zeros((N, 3), np.float32)
    nearness = (1 / diagonal**0.5).astype(np.float32)
    local_ease.solve_titles.py_func(gram, nearness, penalty, sources, weights)
    found = dense(LocalEase(k=3, reg=5.0, most=N).fit(data, RNG))
    assert np.allclose(found[sources, np.arange(N)[:, None]], weights, atol=1e-5)
