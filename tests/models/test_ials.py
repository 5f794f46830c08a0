"""Exact implicit ALS, against dense algebra on data small enough for it."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import frontrow.models.ials_solve as kernels
from frontrow.data.ragged import Ragged
from frontrow.models import Queries
from frontrow.models.ials import Ials
from frontrow.models.ials_solve import Fixed, Room, Sought, solve_rows, solved
from frontrow.models.sparse import cells

N_USERS, N_ITEMS = 40, 30


def histories(seed=0, longest=N_ITEMS):
    rng = np.random.default_rng(seed)
    return [rng.permutation(N_ITEMS)[: rng.integers(0, longest)] for _ in range(N_USERS)]


def fitted(make_data, lists, seed=0, **chosen):
    return Ials(**{"factors": 8, **chosen}).fit(make_data(lists, N_ITEMS), np.random.default_rng(seed))


def loss(model, lists):
    """Return the loss of the titles' vectors with each user's best answer to them, in double precision."""
    items = model.vectors.astype(np.float64)
    found = Ragged.of(lists)
    users = model.user_vectors(found, np.ones(len(found.values), np.float32)).astype(np.float64)
    watched = found.matrix(N_ITEMS).toarray()
    scores = users @ items.T
    alpha = model.unobserved_weight
    user_regs = model.reg * (watched.sum(axis=1) + alpha * N_ITEMS) ** model.reg_exponent
    item_regs = model.reg * (watched.sum(axis=0) + alpha * len(lists)) ** model.reg_exponent
    missed = (watched * (1 - scores) ** 2).sum() + alpha * (scores**2).sum()
    return missed + (user_regs * (users**2).sum(axis=1)).sum() + (item_regs * (items**2).sum(axis=1)).sum()


def dense(model, history, grades):
    """Return one user's vector by the formula, in double precision."""
    watched = model.vectors[history].astype(np.float64)
    reg = model.reg * (len(history) + model.unobserved_weight * N_ITEMS) ** model.reg_exponent
    items = model.vectors.astype(np.float64)
    normal = model.unobserved_weight * items.T @ items + reg * np.eye(items.shape[1])
    normal += (watched * np.abs(grades)[:, None]).T @ watched
    return np.linalg.solve(normal, watched.T @ grades)


def some_rows(seed=1):
    """Rows shorter, about as long and longer than 16 factors, and an empty one."""
    rng = np.random.default_rng(seed)
    lists = [rng.permutation(N_ITEMS)[:n] for n in (0, 1, 12, 13, 20, 30)]
    found = Ragged.of(lists)
    grades = rng.choice([-1, 0.5, 1, 2], len(found.values)).astype(np.float32)
    fixed = Fixed(rng.normal(size=(N_ITEMS, 16)).astype(np.float32), rng.uniform(0, 2, 16).astype(np.float32))
    return cells(found.offsets, found.values, grades), fixed, np.linspace(0.5, 2, 6).astype(np.float32)


def minimum(rows, fixed, reg, row):
    cut = slice(rows.offsets[row], rows.offsets[row + 1])
    watched, grades = fixed.vectors[rows.columns[cut]].astype(np.float64), rows.values[cut]
    normal = (watched * np.abs(grades)[:, None]).T @ watched + np.diag(fixed.weighed + reg)
    return np.linalg.solve(normal, watched.T @ grades)


@pytest.mark.parametrize("row", range(6))
def test_a_row_is_solved_exactly_whatever_its_length(row):
    rows, fixed, regs = some_rows()
    found = np.zeros((6, 16), np.float32)
    solved(rows, fixed, Sought(found, regs), block=16)
    assert np.allclose(found[row], minimum(rows, fixed, regs[row], row), atol=1e-5)


def test_the_kernels_say_in_python_what_they_do_compiled(monkeypatch):
    rows, fixed, regs = some_rows()
    for name in ("solve_short", "gather_lying", "solve_long", "gather", "start_matrix"):
        monkeypatch.setattr(kernels, name, getattr(kernels, name).py_func)
    found, expected = np.ones((6, 16), np.float32), np.zeros((6, 16), np.float32)
    solve_rows.py_func(rows, fixed, Sought(found, regs), Room.of(16, 16, 0))
    solved(rows, fixed, Sought(expected, regs), block=16)
    assert np.allclose(found, expected, atol=1e-5)


def test_blocks_in_python_step_as_they_do_compiled(monkeypatch):
    rows, fixed, regs = some_rows()
    wide = Fixed(np.hstack([fixed.vectors, fixed.vectors[::-1]]), np.hstack([fixed.weighed, fixed.weighed]))
    found, expected = np.ones((6, 32), np.float32), np.ones((6, 32), np.float32)
    solved(rows, wide, Sought(expected, regs), block=16)
    for name in ("step_block", "solve_blocks", "miss_less", "gather_block"):
        monkeypatch.setattr(kernels, name, getattr(kernels, name).py_func)
    solve_rows.py_func(rows, wide, Sought(found, regs), Room.of(32, 16, 30))
    assert np.allclose(found, expected, atol=1e-4)


def test_steps_by_blocks_end_at_the_exact_minimum():
    rng = np.random.default_rng(3)
    items, weighed = rng.normal(size=(300, 128)).astype(np.float32), rng.uniform(1, 2, 128).astype(np.float32)
    rows = cells([0, 300], rng.permutation(300), np.ones(300))
    fixed, reg = Fixed(items, weighed), np.array([5], np.float32)
    exact, stepped = np.zeros((1, 128), np.float32), np.zeros((1, 128), np.float32)
    solved(rows, fixed, Sought(exact, reg), block=128)
    for _ in range(60):
        solved(rows, fixed, Sought(stepped, reg), block=64)
    assert np.allclose(stepped, exact, atol=1e-4)


@given(st.integers(0, 20), st.sampled_from([0, 16]), st.sampled_from([0.0, 0.5, 1.0]))
@settings(max_examples=6, deadline=None)
def test_the_loss_never_rises(make_data, seed, block, exponent):
    lists = histories(seed)
    losses = [
        loss(fitted(make_data, lists, factors=20, epochs=n, block=block, reg_exponent=exponent), lists)
        for n in range(1, 6)
    ]
    assert all(after <= before * (1 + 1e-5) for before, after in pairwise(losses))


@pytest.mark.parametrize("graded", [False, True])
def test_a_history_is_folded_in_as_the_formula_says(make_data, graded):
    model = fitted(make_data, histories(), graded=graded)
    history, grades = np.array([3, 1, 7], np.int32), np.array([1, -0.5, 2], np.float32)
    expected = dense(model, history, grades if graded else np.sign(grades))
    assert np.allclose(model.user_vectors(Ragged.of([history]), grades)[0], expected, atol=1e-6)


def test_more_epochs_change_nothing_once_it_has_converged(make_data):
    lists = histories()
    model = fitted(make_data, lists, epochs=60)
    more = fitted(make_data, lists, epochs=61)
    found = Ragged.of(lists)
    ones = np.ones(len(found.values), np.float32)
    one, other = (m.user_vectors(found, ones) @ m.vectors.T for m in (model, more))
    assert np.allclose(one, other, atol=5e-3)


def test_the_gram_matrix_of_the_titles_is_diagonal_and_kept(make_data):
    model = fitted(make_data, histories())
    product = model.unobserved_weight * model.vectors.T @ model.vectors
    assert np.allclose(product, np.diag(model.weighed), atol=1e-5)


def test_contributions_are_those_of_the_score_asked_for(make_data):
    model = fitted(make_data, histories())
    history, grades = np.array([3, 1, 7], np.int32), np.ones(3, np.float32)
    scores = model.vectors @ dense(model, history, grades)
    some = np.array([5, 2], np.int32)
    assert np.allclose(model.contributions(Queries.of(history, grades), some).sum(axis=0), scores[some], atol=1e-5)
    assert np.allclose(model.explained(Queries.of(history, grades)).scores, scores, atol=1e-5)


def test_scores_of_many_users_are_the_products_of_their_vectors(make_data):
    lists = histories()
    model, found = fitted(make_data, lists), Ragged.of(lists)
    ones = np.ones(len(found.values), np.float32)
    scores = model.scores(Queries(found, ones, np.zeros(N_USERS), ("",) * N_USERS))
    assert np.allclose(scores, model.user_vectors(found, ones) @ model.vectors.T, atol=1e-6)


def test_neighbours_are_the_titles_watched_together(make_data):
    lists = [list(range(10)) if u % 2 else list(range(10, 20)) for u in range(20)]
    items, cosines = fitted(make_data, lists).neighbours(3)
    assert set(items.tolist()) == set(range(10)) - {3}
    assert (np.diff(cosines) <= 0).all()
    assert cosines.max() <= 1 + 1e-5


def test_a_title_nobody_watched_has_no_neighbours_and_no_score(make_data):
    model = fitted(make_data, [[0, 1], [1, 2]])
    assert len(model.neighbours(N_ITEMS - 1)[0]) == 0
    asked = Queries(Ragged.of([[0, 1]]), np.ones(2, np.float32), np.zeros(1), ("",))
    assert model.scores(asked)[0, N_ITEMS - 1] == 0
