"""The graph filter, against dense algebra."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from frontrow.models.sparse import Cells, cells
from frontrow.models.turbo_cf import TurboCf, keep_strongest, scaled, stacked, without

N_ITEMS = 12
EXPONENTS = ("user_exponent", "from_exponent", "to_exponent", "power")


def histories(seed, n_users=20):
    rng = np.random.default_rng(seed)
    return [rng.permutation(N_ITEMS)[: rng.integers(0, N_ITEMS)] for _ in range(n_users)]


def weights(make_data, lists, **chosen):
    model = TurboCf(**chosen).fit(make_data(lists, N_ITEMS), np.random.default_rng(0))
    return csr_array((model.weights, model.targets, model.offsets), shape=(N_ITEMS, N_ITEMS)).toarray()


def formula(lists, alpha, a, b, power):
    watched = np.zeros((len(lists), N_ITEMS))
    for user, history in enumerate(lists):
        watched[user, history] = 1
    heard, viewers = (np.maximum(watched.sum(axis=axis), 1) for axis in (1, 0))
    together = watched.T @ (watched * heard[:, None] ** -alpha)
    np.fill_diagonal(together, 0)
    return (viewers[:, None] ** -a * together * viewers**-b) ** power


@given(st.integers(0, 50), st.tuples(st.floats(0, 1.5), st.floats(0, 1), st.floats(0, 1), st.floats(0.5, 1.5)))
@settings(max_examples=15, deadline=None)
def test_the_filter_is_that_of_the_formula(make_data, seed, chosen):
    lists = histories(seed)
    found = weights(make_data, lists, **dict(zip(EXPONENTS, chosen, strict=True)), k=0)
    assert np.allclose(found, formula(lists, *chosen), rtol=1e-4)


def test_each_title_keeps_the_strongest_weights_into_it(make_data):
    lists = histories(3)
    every, few = (weights(make_data, lists, k=k) for k in (0, 3))
    assert ((few > 0).sum(axis=0) <= 3).all()
    for target in range(N_ITEMS):
        assert np.allclose(np.sort(few[:, target])[-3:], np.sort(every[:, target])[-3:])


@pytest.mark.parametrize("compiled", [True, False])
def test_among_equals_at_the_border_the_first_stay(monkeypatch, compiled):
    if not compiled:
        monkeypatch.setattr("frontrow.models.turbo_cf.without", without.py_func)
    rows = cells([0, 4, 5], [0, 1, 2, 3, 0], [9, 1, 1, 1, 5])
    kept = Cells(np.zeros(3, np.int64), np.zeros(5, np.int32), np.zeros(5, np.float32))
    total = (keep_strongest if compiled else keep_strongest.py_func)(rows, 0, 2, kept)
    assert total == 3
    assert kept.columns[:3].tolist() == [1, 2, 0]
    assert kept.offsets.tolist() == [0, 2, 3]


def test_what_nobody_watched_is_scaled_by_nothing():
    assert scaled(np.array([0, 1, 4]), 0.5).tolist() == [0, 1, 0.5]


def test_no_parts_are_no_rows():
    assert stacked([]).offsets.tolist() == [0]
