"""Two models on the same users."""

from itertools import product

import numpy as np
import pytest

from frontrow.errors import BadInput
from frontrow.evaluate import paired
from frontrow.evaluate.paired import difference, sign_flip


def rng():
    return np.random.default_rng(0)


@pytest.fixture(params=["counts", "bits"])
def way(request, monkeypatch):
    monkeypatch.setattr(paired, "_FEW", paired._FEW if request.param == "counts" else 0)
    monkeypatch.setattr(paired, "_AT_ONCE", 1000)  # several blocks


def test_a_constant_gain_is_certain_however_different_users_are():
    theirs = np.linspace(0, 1, 200)
    found = difference(theirs + 0.01, theirs, rng())
    assert found.mean == pytest.approx(0.01)
    assert (found.low, found.high) == (pytest.approx(0.01), pytest.approx(0.01))
    assert found.p == pytest.approx(1 / 2001)


def test_equal_models_do_not_differ():
    values = np.array([0.0, 0.5, 1.0])
    found = difference(values, values, rng())
    assert (found.mean, found.low, found.high, found.p) == (0.0, 0.0, 0.0, 1.0)


def test_only_users_with_both_values_count():
    found = difference(np.array([1.0, np.nan, 0.0, 1.0]), np.array([0.0, 1.0, np.nan, 1.0]), rng())
    assert found.users == 2
    assert found.mean == 0.5


SMALL = {
    "all different": [0.4, 0.1, -0.2, 0.3, 0.25, -0.05, 0.6, 0.15],
    "of few sizes": [0.5, -0.5, 0.5, 0.0, 0.25, 0.25, 0.5, -0.25, 0.5, 0.25],
    "adding up to nothing but for rounding": [0.1, 0.2, -0.3],
}


def of_all_flips(gaps):
    every = [abs(np.dot(signs, gaps)) for signs in product((-1, 1), repeat=len(gaps))]
    return np.mean(np.array(every) >= abs(np.sum(gaps)) - 1e-12)


@pytest.mark.parametrize("gaps", SMALL.values(), ids=SMALL)
def test_the_p_value_comes_near_that_of_all_flips(way, gaps):
    assert sign_flip(np.array(gaps), rng(), flips=20_000) == pytest.approx(of_all_flips(gaps), abs=0.015)


def test_p_values_of_many_users_agree_however_they_are_drawn(monkeypatch):
    gaps = np.random.default_rng(2).normal(0.05, 1.0, 1000)
    bits = sign_flip(gaps, rng(), flips=20_000)
    monkeypatch.setattr(paired, "_FEW", len(gaps))
    assert sign_flip(gaps, rng(), flips=20_000) == pytest.approx(bits, abs=0.015)


def test_few_sizes_are_counted_and_many_tossed_one_by_one(monkeypatch):
    ways = []
    monkeypatch.setattr(paired, "_of_counts", lambda sizes, *_: ways.append("counts") or np.zeros(2000))
    monkeypatch.setattr(paired, "_of_bits", lambda moved, *_: ways.append("bits") or np.zeros(2000))
    for gaps in (np.arange(1.0, 65.0), np.arange(1.0, 66.0), np.tile(np.arange(1.0, 66.0), 64)):
        sign_flip(gaps, rng())
    assert ways == ["counts", "bits", "counts"]


def test_under_the_null_hypothesis_one_in_twenty_is_significant(way):
    draws = np.random.default_rng(1)
    p = [sign_flip(draws.normal(size=40), draws, flips=200) for _ in range(300)]
    assert np.mean(np.array(p) <= 0.05) == pytest.approx(0.05, abs=0.03)


@pytest.mark.parametrize(
    ("ours", "theirs", "said"), [([1.0], [1.0, 2.0], "1 users against 2"), ([np.nan], [1.0], "no user")]
)
def test_what_cannot_be_compared_is_refused(ours, theirs, said):
    with pytest.raises(BadInput, match=said):
        difference(np.array(ours), np.array(theirs), rng())
