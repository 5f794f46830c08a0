import numpy as np
import pytest

from frontrow.simulate.loyalty import disappointed, hazard, leaving, moved, returning

DAY = 86_400.0
NOW = 1_794_009_600.0


def test_the_satisfied_stay(small) -> None:
    risk = hazard(np.linspace(0, 1, 11, dtype=np.float32), small.satisfaction)
    assert (np.diff(risk) < 0).all()
    middling = 1 / (1 + np.exp(-small.satisfaction.churn))
    assert hazard(np.array([0.5], np.float32), small.satisfaction)[0] == pytest.approx(middling, rel=1e-5)


def test_satisfaction_moves_towards_what_was_enjoyed_and_stays_between_0_and_1(small) -> None:
    stock = np.array([0.0, 0.5, 1.0], np.float32)
    after = moved(stock, np.array([1.0, 0.5, 0.0], np.float32), small.satisfaction)
    step = small.satisfaction.learning
    assert np.allclose(after, [step, 0.5, 1 - step])


def test_a_visit_for_nothing_disappoints(small) -> None:
    assert disappointed(np.array([0.5], np.float32), small.satisfaction)[0] < 0.5


def gone(small, stock: float, months: float, n: int = 20_000) -> float:
    account = np.arange(n, dtype=np.int32)
    since = np.full(n, NOW - months * small.satisfaction.month * DAY)
    rng = np.random.default_rng(0)
    level = np.full(n, stock, np.float32)
    return float(leaving(level, account, since, day=NOW, settings=small.satisfaction, rng=rng).mean())


@pytest.mark.parametrize("months", [0, 0.5, 1.5])
def test_nobody_leaves_within_a_paid_month(small, months) -> None:
    assert gone(small, 0.0, months) == 0.0


@pytest.mark.parametrize("months", [1, 2])
def test_at_the_end_of_a_month_the_hazard_strikes(small, months) -> None:
    for stock in (0.2, 0.8):
        assert gone(small, stock, months) == pytest.approx(hazard(np.array([stock]), small.satisfaction)[0], abs=0.01)


def test_an_account_feels_the_mean_of_its_profiles(small) -> None:
    n = 20_000
    account = np.repeat(np.arange(n, dtype=np.int32), 2)
    stock = np.tile(np.array([0.0, 1.0], np.float32), n)
    since = np.full(2 * n, NOW - small.satisfaction.month * DAY)
    left = leaving(stock, account, since, day=NOW, settings=small.satisfaction, rng=np.random.default_rng(0))
    assert left.mean() == pytest.approx(hazard(np.array([0.5]), small.satisfaction)[0], abs=0.01)


def test_few_come_back_on_a_day(small) -> None:
    assert returning(100_000, small.satisfaction, np.random.default_rng(0)).mean() == pytest.approx(
        small.satisfaction.comeback, abs=0.001
    )
