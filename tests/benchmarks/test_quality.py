"""The figures that show the harness is right, on the real data."""

import pytest

from benchmarks.quality import measure
from benchmarks.report import Report

PUBLISHED = [  # protocol, model, metric, value, tolerance
    ("ml1m-loo", "ease", "hr@10", 0.1084, 0.0005),
    ("ml1m-loo", "ease", "ndcg@10", 0.0535, 0.0005),
    ("ml1m-loo", "popularity", "hr@10", 0.0369, 0.0005),
    ("ml1m-loo", "popularity", "ndcg@10", 0.0180, 0.0005),
    ("ml1m-time", "ease", "ndcg@10/last", 0.0387, 0.0005),
    ("ml1m-time", "popularity", "ndcg@10/last", 0.0193, 0.0005),
    ("ml100k-temporal", "ease", "recall@10", 0.162, 0.003),
    ("ml100k-temporal", "ease", "ndcg@10", 0.1504, 0.001),
    ("ml100k-temporal", "ease", "c_kl", 0.678, 0.01),
    ("ml100k-temporal", "ease", "ecs", 102, 3),
    ("ml100k-temporal", "ease", "coverage", 0.167, 0.001),
    ("ml100k-temporal", "popularity", "recall@10", 0.0815, 0.001),
    ("ml100k-temporal", "popularity", "c_kl", 0.927, 0.002),
    ("ml100k-temporal", "popularity", "ecs", 17, 0.5),
    ("ml100k-temporal", "popularity", "coverage", 0.031, 0.001),
]


@pytest.mark.data
@pytest.mark.usefixtures("shared_data")
@pytest.mark.parametrize(("protocol", "model"), sorted({row[:2] for row in PUBLISHED}))
def test_published_figures_come_out(protocol, model):
    report = Report(json=False)
    measure(protocol, model, report)
    found = {figure.metric: figure.value for figure in report.figures}
    for name, value, tolerance in [row[2:] for row in PUBLISHED if row[:2] == (protocol, model)]:
        assert found[name] == pytest.approx(value, abs=tolerance), name
        assert found["fit_cpu_s"] >= 0
        assert found["peak_rss_gb"] >= found["fit_peak_gb"]
