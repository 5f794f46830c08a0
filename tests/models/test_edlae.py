import numpy as np
import pytest

from frontrow.models.ease import Ease
from frontrow.models.edlae import Edlae

RNG = np.random.default_rng(0)


@pytest.fixture
def data(make_data):
    rng = np.random.default_rng(5)
    return make_data([rng.permutation(8)[: rng.integers(2, 6)] for _ in range(60)], 8)


def test_without_dropout_it_is_ease(data):
    assert np.array_equal(Edlae(dropout=0.0, reg=3.0).fit(data, RNG).weights, Ease(reg=3.0).fit(data, RNG).weights)


def test_weights_minimise_the_expected_error_of_titles_dropped_out(data):
    """Column j of B is the ridge that predicts title j from the others, each of which is kept with probability 1 - p.

    Over the draws, the squared error of a title that was itself dropped is |x - q Z w|² + p q Σ w_i² |z_i|²
    (q = 1 - p, Z the other titles): its minimiser, scaled by q for histories of which nothing drops, is B's column.
    """
    p, reg = 0.4, 2.0
    found = Edlae(dropout=p, reg=reg).fit(data, RNG).weights
    watched = data.histories.matrix(8).toarray().astype(float)
    for title in range(8):
        others = np.delete(watched, title, axis=1)
        penalty = np.diag(p / (1 - p) * (others**2).sum(axis=0) + reg)
        expected = np.linalg.solve(others.T @ others + penalty, others.T @ watched[:, title])
        assert np.allclose(np.delete(found[:, title], title), expected, atol=1e-5)
