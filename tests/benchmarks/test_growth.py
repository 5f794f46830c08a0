"""What the growth and forgetting benchmarks compute, on sizes of a moment."""

import numpy as np
import pytest

from benchmarks import forget, growth
from benchmarks.growth_picture import Series, picture
from benchmarks.report import Report
from benchmarks.synthetic import synthetic_data
from frontrow.models.ease import Ease
from frontrow.models.edlae import Edlae
from frontrow.models.sparse_ease import SparseEase


def figures(report):
    return {(figure.case, figure.metric): figure.value for figure in report.figures}


def test_the_exponent_of_a_power_is_its_power():
    sizes = np.array([1.0, 2.0, 4.0, 8.0])
    assert growth.exponent(sizes, 3 * sizes**2.5) == pytest.approx(2.5)


@pytest.mark.parametrize("model", ["ease", "higher_order"])
def test_a_process_measures_its_statistics_its_solution_and_its_memory(model):
    took = growth.measured(model, growth.Size(200, 60, 2000))
    assert took.gram_s > 0
    assert took.solve_s > 0
    assert took.added_kb >= 1.0


def test_growth_is_reported_with_exponents_and_the_memory_predicted(monkeypatch):
    def apart(model, size):
        added = growth.predicted(size) / 1024
        return growth.Took(2e-6 * size.events, 3e-9 * size.titles**3, 1e5, 1.1e5 + 1.1 * added)

    monkeypatch.setattr(growth, "apart", apart)
    report = Report(json=False)
    gram, solution = growth.users_doubled(report, "ease"), growth.titles_doubled(report, "ease")
    found = figures(report)
    assert found["growth/ease/users", "gram_exponent"] == pytest.approx(1.0)
    assert found["growth/ease/titles", "solve_exponent"] == pytest.approx(3.0)
    assert found["growth/ease/users", "memory_ratio"] == pytest.approx(1.1)
    drawn = picture([gram], [solution])
    assert drawn.startswith("<svg")
    assert "ease: exponent 1.00" in drawn
    assert "ease: exponent 3.00" in drawn


def test_the_picture_has_a_point_a_measurement():
    one = Series("one", [10.0, 100.0], [0.1, 2.0], 1.3)
    assert picture([one, one], [one]).count("<circle") == 6


def test_users_forgotten_leave_the_model_that_never_knew_them():
    data = synthetic_data(1100, 60, 9000, 0)
    report = Report(json=False)
    forget.forget(report, "edlae", Edlae(), data, 12)
    found = figures(report)
    assert found["forget/edlae", "relative_difference"] == 0.0
    assert found["forget/edlae", "user_cpu_s"] > 0
    assert found["forget/edlae", "users"] == 12


def test_a_difference_is_told_in_largest_scores():
    data = synthetic_data(1100, 60, 9000, 0)
    one, other = (Ease(reg).fit(data, np.random.default_rng(0)) for reg in (5.0, 6.0))
    assert 0.0 < forget.relative_difference(one, other, data) < 0.5
    assert forget.relative_difference(one, one, data) == 0.0


def test_one_more_event_scores_as_the_whole_history_does(monkeypatch):
    monkeypatch.setattr(forget, "_ROUNDS", 3)
    data = synthetic_data(300, 250, 9000, 0)
    report = Report(json=False)
    forget.fold_in(report, "sparse_ease", SparseEase().fit(data, np.random.default_rng(0)), data.histories)
    assert figures(report)["fold-in/sparse_ease", "difference"] == 0.0


def test_every_additive_learner_is_measured():
    data = synthetic_data(300, 60, 3000, 0)
    assert {"ease", "edlae", "higher_order"} <= set(forget.additive(data))
    assert {"ease"} <= set(growth.learners())
