"""Small systems, against LAPACK and against the kernels run as plain Python."""

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontrow.models.cholesky import (
    add_rank,
    factorize,
    factorize_corner,
    padded,
    solve,
    solve_down,
    solve_up,
    subtract_above,
)
from frontrow.models.tiles import add_narrow_tile, add_wide_tile, divide_tile, subtract_products, subtract_rows


def definite(n, seed):
    rows = np.random.default_rng(seed).normal(size=(2 * n, n)).astype(np.float32)
    return rows.T @ rows + np.eye(n, dtype=np.float32)


def corner():
    return np.zeros((8, 8), np.float32)


@pytest.mark.parametrize(("n", "side"), [(0, 0), (1, 16), (16, 16), (17, 32)])
def test_sides_are_padded_to_a_multiple_of_16(n, side):
    assert padded(n) == side


@given(st.integers(0, 40), st.sampled_from([16, 32, 48, 80]), st.integers(0, 9))
@settings(max_examples=20, deadline=None)
def test_add_rank_adds_the_product_to_the_upper_triangle(count, n, seed):
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(count + 2, n + 16)).astype(np.float32)
    matrix = rng.normal(size=(n, n)).astype(np.float32)
    expected = matrix + rows[:count, :n].T @ rows[:count, :n]
    add_rank(rows, count, n, matrix)
    assert np.allclose(np.triu(matrix), np.triu(expected), atol=1e-4)


@pytest.mark.parametrize("n", [16, 48, 64, 128])
def test_the_factor_is_that_of_lapack_with_its_diagonal_inverted(n):
    matrix = definite(n, n)
    expected = np.linalg.cholesky(matrix.astype(np.float64)).T
    factorize(matrix, n, corner())
    assert np.allclose(np.triu(matrix, 1), np.triu(expected, 1), atol=1e-4)
    assert np.allclose(1 / np.diag(matrix), np.diag(expected), rtol=1e-5)


@pytest.mark.parametrize("n", [16, 80])
def test_a_system_is_solved(n):
    matrix, b = definite(n, 1), np.arange(n, dtype=np.float32)
    expected = np.linalg.solve(matrix.astype(np.float64), b)
    factorize(matrix, n, corner())
    solve(matrix, n, b)
    assert np.allclose(b, expected, atol=1e-4)


def test_what_lies_below_the_diagonal_is_not_read():
    matrix = definite(32, 3)
    other = np.triu(matrix) + np.tril(np.full((32, 32), 7, np.float32), -1)
    for one in (matrix, other):
        factorize(one, 32, corner())
    assert np.array_equal(np.triu(matrix), np.triu(other))


def test_the_kernels_say_in_python_what_they_do_compiled():
    matrix, plain, b = definite(16, 5), definite(16, 5), np.ones(16, np.float32)
    ours, theirs = corner(), corner()
    factorize_corner(matrix, 0, ours)
    factorize_corner.py_func(plain, 0, theirs)
    assert np.allclose(ours, theirs, rtol=1e-5)
    factorize(matrix, 16, corner())
    same = b.copy()
    solve(matrix, 16, b)
    solve_down.py_func(matrix, 0, same)
    solve_up.py_func(matrix, 0, same)
    assert np.allclose(b, same, rtol=1e-5)


def test_the_loops_over_tiles_are_right_where_the_tiles_are_numpy(monkeypatch):
    monkeypatch.setattr("frontrow.models.cholesky.add_wide_tile", tile(32))
    monkeypatch.setattr("frontrow.models.cholesky.add_narrow_tile", tile(16))
    monkeypatch.setattr("frontrow.models.cholesky.divide_tile", divide)
    monkeypatch.setattr("frontrow.models.cholesky.subtract_rows", take_rows)
    monkeypatch.setattr("frontrow.models.cholesky.subtract_products", take_products)
    rows, matrix = np.random.default_rng(2).normal(size=(60, 48)).astype(np.float32), np.eye(48, dtype=np.float32)
    expected = np.linalg.cholesky(matrix + rows.T @ rows).T
    for name, kernel in (("subtract_above", subtract_above), ("factorize_corner", factorize_corner)):
        monkeypatch.setattr(f"frontrow.models.cholesky.{name}", kernel.py_func)
    add_rank.py_func(rows, 60, 48, matrix)
    factorize.py_func(matrix, 48, corner())
    assert np.allclose(np.triu(matrix, 1), np.triu(expected, 1), atol=1e-4)
    b = np.arange(48, dtype=np.float32)
    solved = np.linalg.solve(expected.T @ expected, b)
    solve.py_func(matrix, 48, b)
    assert np.allclose(b, solved, atol=1e-4)


def take_rows(b, column, matrix, row):
    b[column : column + 16] -= b[row : row + 16] @ matrix[row : row + 16, column : column + 16]


def take_products(b, row, matrix, last):
    b[row : row + 16] -= matrix[row : row + 16, row + 16 : last] @ b[row + 16 : last]


def tile(columns):
    def add(out, row, column, rows, count, sign):  # noqa: PLR0917  # as the kernel has it
        product = rows[:count, row : row + 8].T @ rows[:count, column : column + columns]
        out[row : row + 8, column : column + columns] += sign * product

    return add


def divide(matrix, row, column, factor):
    upper = np.triu(factor, 1) + np.diag(1 / np.diag(factor))
    matrix[row : row + 8, column : column + 16] = np.linalg.solve(upper.T, matrix[row : row + 8, column : column + 16])


def test_the_tiles_are_compiled_to_what_numpy_does():
    @numba.njit  # compiled here, so that the code that writes the code runs
    def together(out, rows, factor, b):
        add_wide_tile(out, 8, 0, rows, 4, np.float32(2))
        add_narrow_tile(out, 0, 16, rows, 5, np.float32(-1))
        divide_tile(out, 8, 16, factor)
        subtract_rows(b, 16, out, 0)
        subtract_products(b, 0, out, 32)

    rng = np.random.default_rng(4)
    out, rows = rng.normal(size=(16, 32)).astype(np.float32), rng.normal(size=(5, 48)).astype(np.float32)
    factor = np.triu(rng.uniform(1, 2, (8, 8))).astype(np.float32)
    expected = out.copy()
    tile(32)(expected, 8, 0, rows, 4, 2)
    tile(16)(expected, 0, 16, rows, 5, -1)
    divide(expected, 8, 16, factor)
    b = np.arange(32, dtype=np.float32) / 32
    right = b.copy()
    take_rows(right, 16, expected, 0)
    take_products(right, 0, expected, 32)
    together(out, rows, factor, b)
    assert np.allclose(out, expected, atol=1e-5)
    assert np.allclose(b, right, atol=1e-4)
