from dataclasses import replace

import numpy as np
import pytest

from frontrow.data.catalogue import Catalogue, Title
from frontrow.errors import TooLarge
from frontrow.models.ease import Ease
from frontrow.models.gram import Gram
from frontrow.models.local_ease import LocalEase
from frontrow.models.pair_counts import PairCounts
from frontrow.models.sparse_ease import SparseEase
from frontrow.models.statistics import of_users

RNG = np.random.default_rng(0)
N = 12


@pytest.fixture(scope="module")
def data(make_data):
    rng = np.random.default_rng(3)
    return make_data([rng.permutation(N)[: rng.integers(3, 9)] for _ in range(60)], N)


def equal(one, other):
    return all(
        np.array_equal(getattr(one, field), getattr(other, field)) for field in ("offsets", "targets", "weights")
    )


def test_it_is_ease_with_the_strongest_weights_into_each_title(make_data):
    data = make_data([[0, 1, 2], [0, 1], [2, 3], [0, 3]], 5)
    rng = np.random.default_rng(0)
    kept, expected = SparseEase(reg=2.0, k=2).fit(data, rng), Ease(reg=2.0).fit(data, rng).compact(2)
    assert np.array_equal(kept.weights, expected.weights)
    assert np.array_equal(kept.targets, expected.targets)
    assert np.bincount(kept.targets).max() == 2


def test_up_to_its_limit_it_is_the_full_one_to_the_last_bit(data):
    expected = Ease(reg=5.0).fit(data, RNG).compact(4)
    assert equal(SparseEase(reg=5.0, k=4, dense_up_to=N, near=3).fit(data, RNG), expected)


def test_one_title_beyond_its_limit_it_is_the_local_one(data):
    learner = SparseEase(reg=5.0, k=4, dense_up_to=N - 1, near=3, near_reg=2.0, threshold=0.1)
    assert equal(learner.fit(data, RNG), LocalEase(k=3, reg=2.0, threshold=0.1).fit(data, RNG))


def test_two_titles_give_the_same_weights_in_either_form(make_data):
    """Three watched both and one the first alone: B_01 = 3 / (4 + 2), B_10 = 3 / (3 + 2) with a penalty of 2."""
    data = make_data([[0, 1], [0, 1], [0, 1], [0]], 2)
    for limit in (1, 2):
        found = SparseEase(reg=2.0, near_reg=2.0, dense_up_to=limit).fit(data, RNG)
        assert found.targets.tolist() == [1, 0]
        assert np.allclose(found.weights, [3 / 6, 3 / 5])


def test_grades_have_the_full_form_at_any_size(data):
    learner = SparseEase(reg=5.0, k=4, graded=True, dense_up_to=1)
    assert equal(learner.fit(data, RNG), Ease(reg=5.0, graded=True).fit(data, RNG).compact(4))
    assert isinstance(learner.statistics(data), Gram)


def test_beyond_its_limit_users_are_forgotten_exactly_too(data):
    learner = SparseEase(dense_up_to=1, near=4, near_reg=2.0)
    gone, others = np.array([5, 7], np.int32), np.setdiff1d(np.arange(60, dtype=np.int32), [5, 7])
    left = learner.statistics(data) - learner.statistics(of_users(data, gone))
    assert isinstance(left, PairCounts)
    assert equal(learner.solved(left), learner.fit(of_users(data, others), RNG))


def test_a_sum_over_a_catalogue_that_outgrew_the_limit_is_solved_as_a_fit_would_be(data):
    learner = SparseEase(dense_up_to=N, near=4, near_reg=2.0)
    new = [Title(item_id=f"new{i}", title=f"New {i}") for i in range(2)]
    larger = replace(data, catalogue=Catalogue.of([*data.catalogue.titles, *new]))
    grown = learner.statistics(data).grown(N + 2)
    assert isinstance(grown, Gram)
    assert equal(learner.solved(grown), learner.fit(larger, RNG))


def test_the_local_form_keeps_no_more_partners_than_there_is_memory_for(data):
    per_title = N * 16 / 2**30  # GiB of one partner of every title
    found = SparseEase(dense_up_to=1, near=4, near_reg=2.0, max_gb=6.5 * per_title).fit(data, RNG)
    assert equal(found, LocalEase(k=4, reg=2.0, most=5).fit(data, RNG))
    with pytest.raises(TooLarge, match=r"12 titles takes .* GiB with 4 near titles.*lower near"):
        SparseEase(dense_up_to=1, near=4, max_gb=4.5 * per_title).fit(data, RNG)
