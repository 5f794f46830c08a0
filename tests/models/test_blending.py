"""What models are worth: known answers, the gradient, and the algebra."""

import numpy as np
import pytest
from scipy.optimize import check_grad

from frontrow.data.ragged import Ragged
from frontrow.models import blending as module
from frontrow.models.blending import Lesson, _loss, blended, quality, selected, weights_of


@pytest.fixture
def lesson():
    """Make a lesson of two models, of which the first is right where there is little history, the second where much."""
    rng = np.random.default_rng(5)
    n, n_items = 400, 30
    amount = rng.choice([-1.0, 1.0], n)
    targets = rng.integers(0, n_items, n)
    scores = rng.normal(size=(2, n, n_items)).astype(np.float32)
    scores[(amount > 0).astype(int), np.arange(n), targets] += 3
    allowed = np.ones((n, n_items), np.bool_)
    amounts = np.column_stack([np.ones(n), amount])
    return Lesson.of(scores, amounts, allowed, Ragged.of([[target] for target in targets]))


def test_a_model_weighs_more_for_whom_it_was_right(lesson):
    weights = weights_of(lesson, 1e-6)
    little, much = weights @ [1, -1], weights @ [1, 1]
    assert min(little[0], much[1]) > 1.5
    assert max(little[1], much[0]) < 0.5


def test_one_model_and_two_titles_are_a_logistic_regression_known_by_hand():
    scores = np.zeros((1, 4, 2), np.float32)
    scores[0, :, 0] = 1
    lesson = Lesson.of(scores, np.ones((4, 1)), np.ones((4, 2), np.bool_), Ragged.of([[0], [0], [0], [1]]))
    assert weights_of(lesson, 1e-9)[0, 0] == pytest.approx(np.log(3), rel=1e-3)  # odds of 3 to 1


def test_the_slope_is_that_of_the_loss(lesson):
    held = np.full((2, 2), 0.1)
    error = check_grad(
        lambda w: _loss(w, lesson, held)[0], lambda w: _loss(w, lesson, held)[1], [0.3, -0.1, 0.2, 0.4], epsilon=1e-3
    )
    assert error < 1e-2


def test_what_is_not_allowed_takes_no_part():
    scores = np.array([[[0, 0, 99]]], np.float32)
    allowed = np.array([[True, True, False]])
    loss, _ = _loss(np.ones(1), Lesson.of(scores, np.ones((1, 1)), allowed, Ragged.of([[0, 2]])), np.zeros((1, 1)))
    assert loss == pytest.approx(np.log(2))


def test_targets_of_a_query_count_one_together_and_a_part_keeps_its_queries():
    scores = np.arange(12, dtype=np.float32).reshape(1, 3, 4)
    whole = Lesson.of(scores, np.ones((3, 1)), np.ones((3, 4), np.bool_), Ragged.of([[0, 1], [], [3]]))
    assert whole.shares.tolist() == [0.5, 0.5, 1]
    part = whole.only(np.array([2]))
    assert (part.targets.tolist(), part.shares.tolist(), part.scores.tolist()) == ([3], [1], [[[8, 9, 10, 11]]])


def test_scores_add_up_by_weight_and_amount():
    scores = np.array([[[1, 0]], [[0, 1]]], np.float32)
    weights = np.array([[1, 2], [3, -1]], np.float32)
    assert blended(scores, np.array([[1.0, 0.5]]), weights).tolist() == [[2, 2.5]]


@pytest.mark.parametrize("together", [1, 7])
def test_how_many_queries_are_looked_at_at_once_does_not_matter(lesson, together, monkeypatch):
    def figures():
        weights = np.array([[0.3, -0.1], [0.2, 0.4]])
        loss, slope = _loss(weights, lesson, np.full((2, 2), 0.1))
        some = lesson.only(np.arange(0, 400, 3))
        found = [weights_of(some, 1e-4), selected(some, 5, 4), quality(some, weights.astype(np.float32), 5)]
        return [loss, slope, *found, some.shortened(5).allowed.sum()]

    expected = figures()
    monkeypatch.setattr(module, "_TOGETHER", together)
    assert all(np.array_equal(one, other) for one, other in zip(figures(), expected, strict=True))


def test_quality_is_the_ndcg_known_by_hand():
    scores = np.array([[[3, 2, 1, 9], [1, 2, 3, 0], [1, 2, 3, 4]]], np.float32)
    allowed = np.array([[True, True, True, False], [True] * 4, [True] * 4])
    lesson = Lesson.of(scores, np.ones((3, 1)), allowed, Ragged.of([[1], [], [3, 0]]))
    one = np.ones((1, 1), np.float32)
    second = 1 / np.log2(3)
    assert quality(lesson, one, 2) == pytest.approx((second + 1 / (1 + second)) / 2)  # the second query has no target
    assert quality(lesson, one, 10) == pytest.approx((second + (1 + 1 / np.log2(5)) / (1 + second)) / 2)


def test_models_are_selected_that_rank_better_together():
    rng = np.random.default_rng(0)
    n, n_items = 300, 40
    targets = rng.integers(0, n_items, n)
    scores = rng.normal(size=(3, n, n_items)).astype(np.float32)
    scores[:2, np.arange(n), targets] += 1.5  # two that know half each, one that knows nothing
    ones = np.ones((n, 1))
    lesson = Lesson.of(scores, ones, np.ones((n, n_items), np.bool_), Ragged.of([[target] for target in targets]))
    weights = selected(lesson, 10, 12)
    assert weights[:, 0].sum() == pytest.approx(1)
    assert min(weights[:2, 0]) > 0.3
    assert (weights[:, 1] == 0).all()
    alone = np.eye(3, dtype=np.float32)[:, :, None]
    assert quality(lesson, weights[:, :1], 10) > max(quality(lesson, one, 10) for one in alone)


def test_a_shortened_lesson_ranks_as_the_whole():
    rng = np.random.default_rng(1)
    scores = rng.normal(size=(2, 5, 30)).astype(np.float32)
    allowed = rng.random((5, 30)) < 0.8
    targets = Ragged.of([np.flatnonzero(allowed[0])[:3], [], [4, 5], [29], [0]])
    whole = Lesson.of(scores, np.ones((5, 1)), allowed, targets)
    short = whole.shortened(6)
    assert short.allowed.shape[1] <= 15
    assert short.allowed.sum() < whole.allowed.sum()
    assert np.array_equal(short.scores.reshape(2, -1)[:, short.targets], whole.scores.reshape(2, -1)[:, whole.targets])
    for weights in np.eye(2, dtype=np.float32)[:, :, None]:
        assert quality(short, weights, 6) == pytest.approx(quality(whole, weights, 6))
