"""The figures that show the harness is right, on the real data."""

import numpy as np
import pytest

from benchmarks.protocols import PROTOCOLS, data_folder, ml1m_leave_last_out, ml100k_temporal
from benchmarks.quality import MODELS, measure
from benchmarks.report import Report
from frontrow.errors import NotFound

pytestmark = [pytest.mark.data, pytest.mark.usefixtures("shared_data")]

PUBLISHED = [  # protocol, model, metric, value, tolerance
    ("ml1m-loo", "ease", "hr@10", 0.108, 0.002),
    ("ml1m-loo", "ease", "ndcg@10", 0.0535, 0.002),
    ("ml1m-loo", "popularity", "hr@10", 0.0369, 0.0005),
    ("ml1m-loo", "popularity", "ndcg@10", 0.0180, 0.0005),
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


@pytest.mark.parametrize(("protocol", "model"), sorted({row[:2] for row in PUBLISHED}))
def test_published_figures_come_out(protocol, model, capsys):
    report = Report(json=False)
    measure(protocol, model, report)
    found = {figure.metric: figure.value for figure in report.figures}
    for name, value, tolerance in [row[2:] for row in PUBLISHED if row[:2] == (protocol, model)]:
        assert found[name] == pytest.approx(value, abs=tolerance), name


def test_leave_last_out_learns_from_all_but_the_last_two():
    split = ml1m_leave_last_out(data_folder())
    assert len(split.data.catalogue) == 3706
    assert len(split.queries.histories) == 6040
    assert len(split.data.histories.values) == 1_000_209 - 2 * 6040
    assert set(split.targets.lengths.tolist()) == {1}
    user = 17
    assert split.queries.histories[user][:-1].tolist() == split.data.histories[user].tolist()


def test_the_temporal_split_holds_out_the_last_fifth_of_what_897_users_liked():
    split = ml100k_temporal(data_folder())
    learnt, held = split.data.histories.lengths, split.targets.lengths
    assert len(learnt) == 897
    assert np.array_equal(learnt, (learnt + held) * 4 // 5)
    assert len(split.data.catalogue) == 1682
    assert len(split.data.catalogue.genres) == 19


def test_every_protocol_has_its_models():
    assert set(MODELS) == set(PROTOCOLS)


def test_a_folder_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("FRONTROW_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(NotFound, match="nowhere"):
        data_folder()
