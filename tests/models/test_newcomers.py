"""What newcomers add to item-item weights is what the products of whole matrices say."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from frontrow.models.newcomers import Mixture, carried, matrix

N = 60


def whole(places, values):
    """Return a matrix of which only some rows are kept."""
    found = np.zeros((N, values.shape[1]), np.float32)
    found[places] = values
    return found


@pytest.mark.parametrize("m", [0, 1, 40])  # few, and so many that products are dense
@pytest.mark.parametrize("n_warm", [0, 9])
@pytest.mark.parametrize("scale", [0.0, 1.0])
def test_rows_that_are_0_are_not_needed(m, n_warm, scale, monkeypatch):
    monkeypatch.setattr("frontrow.models.newcomers._BLOCK", 4)
    rng = np.random.default_rng(1)
    weights = rng.normal(size=(N, N)) * (rng.random((N, N)) < 0.3)
    weights[N - m :] = weights[:, N - m :] = 0
    weights = weights.astype(np.float32)
    warm, cold = np.split(rng.permutation(N - m)[: n_warm + 5].astype(np.int32), [n_warm])
    into, out = (scale * rng.normal(size=(2, n_warm, m))).astype(np.float32)
    own = (scale * rng.normal(size=(n_warm + 5, m))).astype(np.float32)
    known, places = np.concatenate([warm, cold]), np.arange(N - m, N, dtype=np.int32)

    columns = weights @ whole(warm, into) + whole(known, own)
    rows = weights.T @ whole(warm, out)
    rows[places] += columns.T @ whole(warm, out)
    rows[places, np.arange(m)] = 0
    expected = np.zeros((N, N), np.float32)
    if n_warm:
        expected[:, places] += columns
        expected[places] += rows.T
    found = matrix(carried(csr_array(weights), places, Mixture(N, warm, into, out, known, own)), N)
    np.testing.assert_allclose(found.toarray(), expected, atol=1e-5)


def test_newcomers_are_made_of_nothing_where_nobody_knows_content():
    mixture = Mixture.of(None, [None] * 3, N)
    assert mixture.n_items == N
    assert mixture.part(np.array([0, 2])).into.shape == (0, 2)
    assert carried(csr_array((N, N), dtype=np.float32), np.arange(3), mixture).offsets.tolist() == [0] * (N + 1)
