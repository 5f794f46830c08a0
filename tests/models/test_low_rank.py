"""Directions found at random, against whole decompositions."""

import tracemalloc

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array
from scipy.sparse.linalg import svds

from frontrow.models import low_rank as module
from frontrow.models.low_rank import low_rank, right_vectors


@pytest.mark.parametrize("shape", [(60, 40), (40, 60), (5, 3)])
def test_the_right_vectors_are_those_of_the_whole_decomposition(shape):
    rng = np.random.default_rng(1)
    matrix = rng.normal(size=shape) * np.linspace(1, 3, shape[1]) ** 2
    found = right_vectors(csr_array(matrix.astype(np.float32)), 3, rng)
    expected = np.linalg.svd(matrix)[2][:3]
    assert np.allclose(np.abs(np.sum(found.T * expected, axis=1)), 1, atol=1e-3)


def decaying(n_rows, n_columns):
    """Return a sparse matrix whose columns are of very different sizes, as titles are."""
    rng = np.random.default_rng(2)
    matrix = random_array((n_rows, n_columns), density=0.1, rng=rng, format="csr")
    return csr_array(matrix.multiply(0.9 ** np.arange(n_columns)[None, :])).astype(np.float32)


@pytest.mark.parametrize("block", [7, 4096])
def test_the_directions_that_pass_are_those_of_scipy(block, monkeypatch):
    """The filter is V V', in which signs and turns within equal values are no matter."""
    monkeypatch.setattr(module, "_BLOCK", block)
    matrix = decaying(200, 120)
    found = right_vectors(matrix, 6, np.random.default_rng(0))
    _, values, right = svds(matrix.astype(np.float64), 6, rng=np.random.default_rng(0))
    assert np.allclose(found @ found.T, right.T @ right, atol=1e-4)
    assert np.allclose(np.linalg.norm(matrix @ found, axis=0), np.sort(values)[::-1], rtol=1e-4)


def test_the_best_approximation_is_that_of_scipy():
    matrix = decaying(90, 90).toarray()
    left, right = low_rank(matrix, 6, np.random.default_rng(0))
    sources, values, targets = svds(matrix.astype(np.float64), 6, rng=np.random.default_rng(0))
    assert np.allclose(left @ right.T, sources * values @ targets, atol=1e-4)
    assert np.allclose((left**2).sum(axis=0), np.sort(values)[::-1], rtol=1e-4)  # roots of values on both sides
    assert np.allclose((left**2).sum(axis=0), (right**2).sum(axis=0), rtol=1e-4)


def test_a_matrix_of_low_rank_is_found_again():
    rng = np.random.default_rng(0)
    matrix = (rng.normal(size=(30, 3)) @ rng.normal(size=(3, 30))).astype(np.float32)
    left, right = low_rank(matrix, 5, rng)
    assert left.shape == right.shape == (30, 5)
    assert np.allclose(left @ right.T, matrix, atol=1e-4)


def test_directions_without_a_singular_value_are_left_out():
    """Two tastes that share nothing have rank 2; any further vector would mix them."""
    tastes = np.kron(np.eye(2), np.ones((6, 4))).astype(np.float32)
    vectors = right_vectors(csr_array(tastes), 4, np.random.default_rng(0))
    assert vectors.shape == (8, 2)
    assert np.allclose(vectors @ vectors.T, np.kron(np.eye(2), np.full((4, 4), 0.25)), atol=1e-5)
    assert right_vectors(csr_array((3, 4), dtype=np.float32), 2, np.random.default_rng(0)).shape == (4, 0)


def test_no_matrix_has_as_many_rows_as_there_are_users(monkeypatch):
    monkeypatch.setattr(module, "_BLOCK", 100)
    matrix = decaying(5_000, 60)
    tracemalloc.start()
    right_vectors(matrix, 20, np.random.default_rng(0))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000 * 52 * 4  # of (n_rows, k + 32) float32
