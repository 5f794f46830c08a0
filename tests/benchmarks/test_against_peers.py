"""Ours and theirs are told apart, and compared over the same users."""

import numpy as np
import pytest

from benchmarks.against_peers import compare, values_of
from benchmarks.record import record
from benchmarks.report import Report


def test_the_best_of_ours_is_compared_with_each_of_theirs(tmp_path):
    rng = np.random.default_rng(0)
    theirs = rng.random(200)
    values = {"ease": theirs - 0.2, "hybrid": theirs + 0.05, "rectools-ease": theirs, "implicit-knn": theirs - 0.3}
    for model, each in values.items():
        record("strong-ml1m", model, [], {"ndcg@100": each}, "", folder=tmp_path)
    ours, others = values_of("strong-ml1m", tmp_path)
    assert (list(ours), list(others)) == (["hybrid", "ease"], ["rectools-ease", "implicit-knn"])
    report = Report(json=True, title="")
    compare("strong-ml1m", report, tmp_path)
    figures = {(figure.case, figure.metric): figure.value for figure in report.figures}
    assert figures["strong-ml1m/hybrid - rectools-ease", "mean"] == pytest.approx(0.05, abs=1e-6)
    assert figures["strong-ml1m/hybrid - rectools-ease", "low"] == pytest.approx(0.05, abs=1e-6)
    assert figures["strong-ml1m/hybrid - implicit-knn", "users"] == 200
    assert len(figures) == 11


def test_nothing_is_compared_where_no_peer_is_recorded(tmp_path):
    report = Report(json=True, title="")
    compare("strong-ml1m", report, tmp_path)
    assert not report.figures
