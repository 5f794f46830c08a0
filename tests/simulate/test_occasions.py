from datetime import UTC, datetime

import numpy as np
import pytest

from frontrow.data.catalogue import Catalogue, Title
from frontrow.simulate import Parameters
from frontrow.simulate.occasions import Occasions
from frontrow.simulate.parameters import Occasion

CATALOGUE = Catalogue.of([Title(item_id="a", title="A", genres=("Horror",)), Title(item_id="b", title="B")])


def on(rule: Occasion, small: Parameters, *date: int) -> np.ndarray:
    """Return (countries, 24, 2) the bonus of one rule on a date."""
    now = datetime(*date, tzinfo=UTC).timestamp()  # type: ignore[arg-type, misc]  # year, month, day
    return Occasions.of([rule], CATALOGUE, small.countries).bonus(now)


def test_a_season_lifts_its_genres_alone_and_only_then(small: Parameters) -> None:
    rule = Occasion("Halloween", ("horror",), 1.5, dates=("10-15", "10-31"))
    assert (on(rule, small, 2026, 10, 31)[..., 0] == 1.5).all()
    assert (on(rule, small, 2026, 10, 31)[..., 1] == 0).all()
    assert (on(rule, small, 2026, 11, 1) == 0).all()


@pytest.mark.parametrize(("month", "day", "held"), [(12, 27, True), (1, 3, True), (1, 7, False), (11, 30, False)])
def test_a_season_may_run_over_the_new_year(small: Parameters, month: int, day: int, held: bool) -> None:
    rule = Occasion("winter", ("Horror",), 1.0, dates=("12-24", "01-06"))
    assert on(rule, small, 2026, month, day).any() == held


def test_hours_may_run_over_midnight(small: Parameters) -> None:
    bonus = on(Occasion("late", ("Horror",), 1.0, hours=(22, 3)), small, 2026, 5, 5)
    assert np.flatnonzero(bonus[0, :, 0]).tolist() == [0, 1, 2, 3, 22, 23]


def test_weekdays_count_from_monday(small: Parameters) -> None:
    rule = Occasion("weekend", ("Horror",), 1.0, weekdays=(5, 6))
    assert on(rule, small, 2026, 11, 7).any()  # a Saturday
    assert not on(rule, small, 2026, 11, 9).any()


def test_a_national_holiday_is_kept_in_its_country(small: Parameters) -> None:
    bonus = on(Occasion("fourth", ("Horror",), 1.0, dates=("07-01", "07-05"), countries=("US",)), small, 2026, 7, 4)
    assert [country.code for country, kept in zip(small.countries, bonus[:, 0, 0] > 0, strict=True) if kept] == ["US"]


def test_occasions_at_once_add_up(small: Parameters) -> None:
    rules = [Occasion("a", ("Horror",), 1.0), Occasion("b", ("Horror",), 0.5)]
    assert np.allclose(Occasions.of(rules, CATALOGUE, small.countries).bonus(0.0)[..., 0], 1.5)


def test_a_world_without_occasions_knows_none(small: Parameters) -> None:
    assert (Occasions.of([], CATALOGUE, small.countries).bonus(0.0) == 0).all()
