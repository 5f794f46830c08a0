from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models import Queries, next_item_rows
from frontrow.models.next_item import NextItem, NextItemModel, ridge
from frontrow.models.next_item_rows import in_blocks
from frontrow.models.statistics import of_users

RNG = np.random.default_rng(0)
N = 15
SITTINGS = NextItem(decays=(0.5, 0.8), sitting_decays=(0.9,), pause_s=10.0, reg=2.0)


@pytest.fixture(scope="module")
def data(make_data):
    rng = np.random.default_rng(5)
    lists = [rng.permutation(N)[: rng.integers(0, 9)] for _ in range(40)]
    total = sum(map(len, lists))
    made = make_data(lists, N, grades=rng.choice([0.4, 0.8, 1.0], total))
    return replace(made, at=np.cumsum(rng.choice([0.0, 5.0, 60.0], total)))


def rows(learner, data):
    """Return S and T as they are defined, moment by moment."""
    channels = [*((g, True) for g in learner.sitting_decays), *((g, False) for g in learner.decays)]
    s, t = [], []
    for start, end in zip(data.histories.offsets[:-1], data.histories.offsets[1:], strict=True):
        items, at, grades = data.histories.values[start:end], data.at[start:end], data.grades[start:end]
        state = np.zeros((len(channels), N))
        for now in range(1, len(items)):
            state[:, items[now - 1]] += grades[now - 1] if learner.graded else 1.0
            apart = at[now] - at[now - 1] > learner.pause_s
            state *= np.array([0.0 if sitting and apart else g for g, sitting in channels])[:, None]
            s.append(state.ravel().copy())
            t.append(np.zeros(N))
            for item, counts in zip(items[now:], learner.ahead, strict=False):
                t[-1][item] += counts
    return np.array(s), np.array(t)


@pytest.mark.parametrize(
    "learner", [NextItem(decays=(0.7,), ahead=(1.0,), reg=2.0), SITTINGS, replace(SITTINGS, graded=True)], ids=str
)
def test_weights_equal_the_plain_formula_in_float64(learner, data):
    s, t = rows(learner, data)
    expected = np.linalg.solve(s.T @ s + learner.reg * np.eye(s.shape[1]), s.T @ t)
    found = learner.fit(data, RNG).weights
    assert found.dtype == np.float32
    assert np.abs(found.reshape(-1, N) - expected).max() < 2e-3  # what has faded is left out


def test_the_order_of_a_history_tells_what_follows(make_data):
    up = [[(first + k) % N for k in range(5)] for first in range(N)]
    down = [one[::-1] for one in up]
    model = NextItem(reg=0.1).fit(make_data(up + down, N), RNG)
    histories = Ragged.of([[3, 4], [4, 3]])
    scores = model.scores(Queries(histories, np.ones(4, np.float32), np.zeros(2), ("",) * 2))
    scores[:, [3, 4]] = -np.inf
    assert scores.argmax(axis=1).tolist() == [5, 2]


def test_the_pause_before_the_question_tells_whether_the_sitting_goes_on():
    weights = np.zeros((2, N, N), np.float32)
    weights[0, 1, 2], weights[1, 1, 3] = 1.0, 1.0
    model = NextItemModel(weights, np.array([0.5, 0.5]), np.array([True, False]), 60.0)
    asked = Queries(
        Ragged.of([[1], [1], [1, 0]]),
        np.ones(4, np.float32),
        np.array([60.0, 61.0, 100.0]),
        ("",) * 3,
        np.array([0.0, 0.0, 50.0, 90.0]),
    )
    scores = model.scores(asked)
    assert scores[:, 2].tolist() == [0.5, 0.0, 0.25]
    assert scores[:, 3].tolist() == [0.5, 0.5, 0.25]


def test_without_times_sittings_are_over():
    weights = np.ones((2, N, N), np.float32)
    model = NextItemModel(weights, np.array([0.5, 0.5]), np.array([True, False]), 60.0)
    assert model.scores(Queries(Ragged.of([[1]]), np.ones(1, np.float32), np.zeros(1), ("",))).tolist() == [[0.5] * N]


@given(new=st.integers(0, N - 1), history=st.lists(st.integers(0, N - 1), unique=True, max_size=12))
@settings(max_examples=25)
def test_one_more_event_fades_the_rest_and_adds_its_row(data, new, history):
    """The state is all there is to a history: s' = g (s + e(new))."""
    learner = NextItem(decays=(0.6,), reg=2.0)
    model = learner.fit(data, RNG)
    before, after = (
        model.scores(Queries(Ragged.of([one]), np.ones(len(one), np.float32), np.zeros(1), ("",)))[0]
        for one in (history, [*history, new])
    )
    assert np.allclose(after, 0.6 * (before + model.weights[0, new]), atol=1e-2)


def test_a_user_forgotten_leaves_the_model_that_never_knew_them(data):
    whole = SITTINGS.statistics(data)
    assert whole.grams.any()
    assert whole.followers.any()
    left = whole - SITTINGS.statistics(of_users(data, np.array([3, 17], np.int32)))
    never = SITTINGS.fit(of_users(data, np.setdiff1d(np.arange(40), [3, 17]).astype(np.int32)), RNG)
    assert np.allclose(SITTINGS.solved(left).weights, never.weights, rtol=1e-5, atol=1e-6)


def test_the_reasons_of_a_long_history_are_those_of_its_contributions():
    n = 60
    model = NextItemModel(RNG.standard_normal((1, n, n), np.float32), np.array([0.5]), np.array([False]), 0.0)
    history, weights = RNG.permutation(n).astype(np.int32), np.ones(n, np.float32)
    added = model.contributions(Queries.of(history, weights), np.arange(n, dtype=np.int32))
    found = model.explained(Queries.of(history, weights))
    assert np.allclose(found.scores, added.sum(axis=0), atol=1e-6)
    assert np.array_equal(found.because, history[added.argmax(axis=0)])


def test_fame_divides_scores_by_plays(data):
    plain, divided = (NextItem(fame=fame).fit(data, RNG).weights for fame in (0.0, 0.5))
    plays = np.bincount(data.histories.values, minlength=N)
    assert np.allclose(divided, plain / np.sqrt(plays + 1), atol=1e-7)


def test_titles_below_the_threshold_are_as_if_never_watched(make_data):
    disliked = make_data([[0, 2, 1], [0, 1]], 3, grades=[1, -1, 1, 1, 1])
    never = make_data([[0, 1], [0, 1]], 3)
    assert np.array_equal(NextItem().fit(disliked, RNG).weights, NextItem().fit(never, RNG).weights)


def test_events_are_gone_through_in_blocks_title_by_title():
    assert in_blocks(np.array([2, 0, 2, 1, 1, 0, 1], np.int32), 4).tolist() == [1, 3, 0, 2, 5, 4, 6]
    assert in_blocks(np.empty(0, np.int32)).tolist() == []


def test_histories_that_lie_across_blocks_add_up_to_the_same(data, monkeypatch):
    whole = SITTINGS.statistics(data)
    assert whole.grams.any()
    assert whole.followers.any()
    monkeypatch.setattr("frontrow.models.next_item.in_blocks", lambda items: in_blocks(items, 7))
    found = SITTINGS.statistics(data)
    assert np.allclose(found.grams, whole.grams)
    assert np.allclose(found.followers, whole.followers)


def test_kernels_uncompiled_give_the_same(data, monkeypatch):
    compiled = SITTINGS.fit(data, RNG).weights
    for name in ("carry", "add_products", "add_followers"):
        monkeypatch.setattr(f"frontrow.models.next_item.{name}", getattr(next_item_rows, name).py_func)
    assert np.allclose(SITTINGS.fit(data, RNG).weights, compiled, atol=1e-6)


def test_a_penalty_too_small_for_float32_is_refused(data):
    statistics = replace(NextItem().statistics(data), grams=np.full((3, N, N), 1e8))
    with pytest.raises(BadConfig, match="Raise reg"):
        ridge(statistics, 1e-6)


def test_a_catalogue_too_large_is_refused_before_anything_is_made(data):
    with pytest.raises(BadConfig, match="max_gb"):
        NextItem(max_gb=1e-6).fit(data, RNG)


def test_an_empty_catalogue_gives_an_empty_model(make_data):
    assert NextItem().fit(make_data([], 0), RNG).weights.shape == (2, 0, 0)


@pytest.mark.parametrize("learner", [replace(SITTINGS, ahead=(1.0,)), NextItem(decays=(0.6,), ahead=(1.0,), reg=2.0)])
def test_among_some_titles_it_is_the_plain_formula_over_the_moments_before_one_of_them(learner, data):
    """With one step ahead: the rows whose next title is one of them, the columns of these titles alone."""
    some = np.array([0, 3, 4, 9, 11, 14], np.int32)
    s, t = rows(learner, data)
    s = s.reshape(len(s), -1, N)[t[:, some].any(axis=1)][:, :, some].reshape(-1, len(some) * len(learner.fading))
    t = t[t[:, some].any(axis=1)][:, some]
    expected = np.linalg.solve(s.T @ s + learner.reg * np.eye(s.shape[1]), s.T @ t)
    found = learner.among(data, some).weights
    assert np.abs(found.reshape(-1, len(some)) - expected).max() < 2e-3


def test_among_all_titles_it_is_the_whole_model(data):
    found = SITTINGS.among(data, np.arange(N, dtype=np.int32))
    assert np.array_equal(found.weights, SITTINGS.fit(data, RNG).weights)


def test_among_titles_nobody_watched_nothing_follows(make_data):
    found = NextItem(decays=(0.5,)).among(make_data([[0, 1], [1, 0]], 4), np.array([2, 3], np.int32))
    assert not found.weights.any()
