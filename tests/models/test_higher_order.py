import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig, BadInput
from frontrow.models import Queries, higher_order
from frontrow.models.ease import Ease
from frontrow.models.higher_order import HigherOrderEase, PairedEase

RNG = np.random.default_rng(0)
N = 7
PAIRS = np.array([[0, 1], [1, 4], [2, 5], [0, 6]], np.int32)


@pytest.fixture
def data(make_data):
    rng = np.random.default_rng(5)
    return make_data([rng.permutation(N)[: rng.integers(2, 6)] for _ in range(80)], N)


def asked(lists, weights=None):
    histories = Ragged.of(lists)
    n = len(histories)
    grades = np.ones(len(histories.values), np.float32) if weights is None else np.array(weights, np.float32)
    return Queries(histories, grades, np.zeros(n), ("",) * n)


def full(model):
    return Ragged(model.targets, model.offsets).matrix(N, model.weights).toarray()


def test_each_column_is_the_ridge_without_the_title_and_the_pairs_it_stands_in(data):
    reg, pair_reg = 2.0, 7.0
    found = full(PairedEase(PAIRS, reg=reg, pair_reg=pair_reg).fit(data, RNG))
    watched = data.histories.matrix(N).toarray().astype(float)
    inputs = np.hstack([watched[:, PAIRS[:, 0]] * watched[:, PAIRS[:, 1]], watched])
    penalty = np.array([pair_reg] * len(PAIRS) + [reg] * N)
    for title in range(N):
        own = np.flatnonzero((title == PAIRS).any(axis=1))
        free = np.setdiff1d(np.arange(len(penalty)), [*own, len(PAIRS) + title])
        some = inputs[:, free]
        expected = np.zeros(len(penalty))
        expected[free] = np.linalg.solve(some.T @ some + np.diag(penalty[free]), some.T @ watched[:, title])
        assert np.allclose(found[:, title], expected, atol=1e-5)


def test_without_pairs_it_is_ease(data):
    model = HigherOrderEase(n_pairs=0, reg=3.0).fit(data, RNG)
    assert np.allclose(full(model), Ease(reg=3.0).fit(data, RNG).weights, atol=1e-6)


def test_the_pairs_most_watched_together_are_learnt_from(data):
    model = HigherOrderEase(n_pairs=5, reg=3.0, pair_reg=3.0).fit(data, RNG)
    watched = data.histories.matrix(N).toarray()
    together = np.triu(watched.T @ watched, 1)
    assert len(model.pairs) == 5
    assert together[tuple(model.pairs.T)].min() >= np.sort(together.ravel())[-5]
    assert model.n_items == N


def test_a_pair_argues_for_what_neither_of_its_titles_does(make_data):
    """Title 2 is watched by those of 0 and 1 together: of neither alone."""
    data = make_data([[0, 1, 2]] * 20 + [[0]] * 20 + [[1]] * 20, 3)
    model = PairedEase(np.array([[0, 1]], np.int32), reg=0.5, pair_reg=0.5).fit(data, RNG)
    both, one, other = model.scores(asked([[0, 1], [0], [1]]))[:, 2]
    assert both > 0.8
    assert abs(one) < 0.1
    assert abs(other) < 0.1


def test_half_of_what_a_pair_adds_is_each_of_its_titles(data):
    model = PairedEase(PAIRS, reg=2.0, pair_reg=7.0).fit(data, RNG)
    weights, history = full(model), np.array([4, 1, 0], np.int32)
    asked_one = Queries.of(history, np.array([1, 2, 0.5], np.float32))
    added = model.contributions(asked_one, np.arange(N, dtype=np.int32))
    m = len(PAIRS)
    assert np.allclose(added[0], weights[m + 4] + 2 * weights[1] / 2, atol=1e-6)
    assert np.allclose(added[1], 2 * weights[m + 1] + 2 * weights[1] / 2 + 1 * weights[0] / 2, atol=1e-6)
    assert np.allclose(added[2], 0.5 * weights[m] + 1 * weights[0] / 2, atol=1e-6)


def test_the_kernels_say_the_same_uncompiled():
    rng = np.random.default_rng(1)
    factor = rng.random((6, 6))
    inverse = np.linalg.inv(np.eye(6) + factor @ factor.T).astype(np.float32)
    pairs, offsets = np.array([0, 0, 1, 1], np.int32), np.array([0, 1, 2, 3, 4])
    results = []
    for kernel in (higher_order.predict_titles, higher_order.predict_titles.py_func):
        results.append(np.zeros((3, 6), np.float32))
        kernel(inverse, pairs, offsets, 1, results[-1])
    assert np.allclose(*results, atol=1e-6)
    triangle = np.triu(inverse)
    higher_order.fill_lower.py_func(triangle)
    assert np.array_equal(triangle, np.triu(inverse) + np.triu(inverse, 1).T)


def test_pairs_count_in_the_memory_predicted(data):
    learner = PairedEase(PAIRS, k=2)
    needed = (4 * (N + len(PAIRS)) ** 2 + 8 * 2 * N) / 2**30  # the matrix, and two weights kept into each title
    replace(learner, max_gb=needed + 1e-12).fit(data, RNG)
    with pytest.raises(BadConfig, match="max_gb"):
        replace(learner, max_gb=needed - 1e-12).fit(data, RNG)


@pytest.mark.parametrize("k", [20, 10_000])
def test_no_more_memory_is_taken_than_predicted(make_data, monkeypatch, k):
    monkeypatch.setattr(higher_order, "_BLOCK", 16)
    rng = np.random.default_rng(5)
    data = make_data([rng.permutation(400)[:30] for _ in range(100)], 400)
    learner = PairedEase(np.argwhere(np.triu(np.ones((15, 15)), 1)).astype(np.int32), reg=2.0, k=k)
    learner.fit(data, RNG)  # compiles
    tracemalloc.start()
    learner.fit(data, RNG)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1.25 * learner._bytes_a_cell(400) * (400 + 105) ** 2  # a block and the histories stand beside


def test_sums_of_other_pairs_are_refused(data):
    learner = PairedEase(PAIRS, reg=2.0)
    one, other = learner.statistics(data), PairedEase(PAIRS[::-1], reg=2.0).statistics(data)
    for made in (lambda: one + other, lambda: one - other, lambda: learner.solved(other)):
        with pytest.raises(BadInput, match="pairs differ"):
            made()
    both = (one + one).grown(N + 1)
    assert np.array_equal(both.pairs, PAIRS)
    assert np.array_equal(both.upper[:-1, :-1], 2 * one.upper)
    assert not both.upper[-1].any()
