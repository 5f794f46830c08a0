import numpy as np
import pytest
from scipy import stats

from frontrow.evaluate import bootstrap
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


@pytest.fixture(params=["counts", "users"])
def way(request, monkeypatch):
    monkeypatch.setattr(bootstrap, "_FEW", 10**6 if request.param == "counts" else 0)
    monkeypatch.setattr(bootstrap, "_AT_ONCE", 1000)  # several blocks


def test_the_interval_is_that_of_scipy(way):
    values = np.random.default_rng(4).exponential(size=40)
    theirs = stats.bootstrap((values,), np.mean, n_resamples=20_000, method="percentile", rng=5).confidence_interval
    # of 20,000 draws a quantile at 2.5 % has a standard error of about .02 standard errors of the mean
    error = 0.1 * values.std() / 40**0.5
    assert interval(values, np.random.default_rng(6), draws=20_000) == pytest.approx(tuple(theirs), abs=error)


def test_nineteen_intervals_of_twenty_hold_the_mean(way):
    rng = np.random.default_rng(7)
    held = [low <= 1.0 <= high for low, high in (interval(rng.normal(1.0, 2.0, 80), rng, 300) for _ in range(400))]
    assert np.mean(held) == pytest.approx(0.95, abs=0.04)


def test_few_values_are_counted_and_many_users_drawn_one_by_one(monkeypatch):
    ways = []
    monkeypatch.setattr(bootstrap, "_of_counts", lambda *_: ways.append("counts") or np.zeros(1000))
    monkeypatch.setattr(bootstrap, "_of_users", lambda *_: ways.append("users") or np.zeros(1000))
    for values in (np.arange(64.0), np.arange(65.0), np.tile(np.arange(65.0), 32)):
        interval(values, np.random.default_rng(0))
    assert ways == ["counts", "users", "counts"]


def test_draws_of_counts_are_the_recorded_ones():
    values = np.repeat([0.0, 0.5, 1.0], [50, 30, 20])
    assert interval(values, np.random.default_rng(0)) == (pytest.approx(0.275), pytest.approx(0.425))
