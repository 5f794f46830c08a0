import numpy as np
import pytest

from frontrow.evaluate.bootstrap import interval


def test_the_interval_of_a_mean_is_that_of_the_normal_when_users_are_many():
    values = np.random.default_rng(0).normal(2.0, 3.0, 2000)
    low, high = interval(values, np.random.default_rng(1), draws=4000)
    half = 1.96 * values.std() / 2000**0.5
    assert (low, high) == pytest.approx((values.mean() - half, values.mean() + half), abs=0.1 * half)


def test_equal_users_leave_no_doubt():
    assert interval(np.full(5, 0.5), np.random.default_rng(0), draws=10) == (0.5, 0.5)


def test_the_same_draws_give_the_same_interval():
    values = np.arange(9.0)
    assert interval(values, np.random.default_rng(3)) == interval(values, np.random.default_rng(3))
