"""What a hybrid loses without a part, on a world small enough to know."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from benchmarks.ablation import Remembered, ablated, against_best_part, record, told
from benchmarks.protocols import PROTOCOLS
from benchmarks.protocols.split import Log, Protocol, Split, asked, learnt
from benchmarks.record import record as record_users
from benchmarks.report import Report
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.evaluate.judged import at
from frontrow.models.hybrid import Hybrid
from frontrow.models.popularity import Popularity

CATALOGUE = Catalogue.of(Title(item_id=str(item), title=str(item), genres=("Drama",)) for item in range(4))


@dataclass(frozen=True)
class Backwards:
    """Ranks the last title of the catalogue first; counts how often it is fitted."""

    fitted: list[int] = field(default_factory=list, compare=False)

    def fit(self, data, rng):
        self.fitted.append(len(data.users))
        return self

    def scores(self, queries):
        return np.tile(np.arange(4, dtype=np.float32), (len(queries.histories), 1))


def toy():
    """Return a protocol in which title 0 is popular and title 3 wanted."""
    plays = np.array([0] * 6 + [1] * 2 + [2] * 2 + [3], np.int32)
    log = Log(np.arange(11, dtype=np.int32), plays, np.ones(11, np.float32), np.zeros(11))
    known = Log(np.arange(3, dtype=np.int32), np.full(3, 1, np.int32), np.ones(3, np.float32), np.zeros(3))
    split = Split(learnt(log, CATALOGUE, 11), asked(known, 3, np.zeros(3)), Ragged.of([[3], [3], [3]]))
    return Protocol("toy", "", lambda folder: iter([split]), at(1, "hr"), k=1)


def test_the_part_that_is_right_is_missed_and_each_is_fitted_once():
    right = Backwards()
    parts = {"right": right, "popularity": Popularity(half_life_days=float("inf"))}
    hybrid = Hybrid(parts, weights={"right": 1.0, "popularity": 0.1})
    report = Report(json=True, title="")
    ablated(toy(), hybrid, report, Path())
    figures = {(one.case, one.metric): one.value for one in report.figures}
    assert figures["toy/hybrid", "hr@1"] == 1.0
    assert figures["toy/hybrid - right", "hr@1"] == 0.0
    assert figures["toy/hybrid - right", "mean"] == -1.0
    assert figures["toy/hybrid - popularity", "mean"] == 0.0
    assert right.fitted.count(11) == 1


def test_other_data_are_learnt_anew():
    split = next(toy().splits(Path()))
    part = Backwards()
    memory = Remembered(part)
    model = memory.fit(split.data, np.random.default_rng(0))
    assert memory.fit(split.data, np.random.default_rng(1)) is model
    fewer = learnt(Log(*(column[:5] for column in _columns())), CATALOGUE, 5)
    memory.fit(fewer, np.random.default_rng(0))
    assert part.fitted == [11, 5]


def _columns():
    return np.arange(9, dtype=np.int32), np.zeros(9, np.int32), np.ones(9, np.float32), np.zeros(9)


def test_the_leaderboard_tells_what_was_recorded(tmp_path):
    protocol = PROTOCOLS["gowalla"]
    assert told(protocol, tmp_path) == []
    report = Report(json=True, title="")
    for name, value in (("mean", -0.25), ("low", -0.5), ("high", 0.0), ("p", 0.1)):
        report.add("gowalla/hybrid - ials", name, value)
    record("gowalla", report.figures, tmp_path)
    record("gowalla", report.figures, tmp_path)  # in the place of the first
    [sentence] = told(protocol, tmp_path)
    assert "--protocol gowalla" in sentence
    assert sentence.count("ials -0.2500 [-0.5000, +0.0000]") == 1


def test_the_hybrid_is_compared_with_the_best_of_its_parts_once_all_are_recorded(tmp_path):
    protocol = PROTOCOLS["gowalla"]
    values = np.random.default_rng(0).random(100)
    for model, worth in (("hybrid", 0.0), ("ials", -0.2)):
        record_users("gowalla", model, [], {protocol.deciding: values + worth}, "", folder=tmp_path)
    assert against_best_part(protocol, tmp_path) is None
    record_users("gowalla", "turbo_cf", [], {protocol.deciding: values - 0.1}, "", folder=tmp_path)
    best, found = against_best_part(protocol, tmp_path)
    assert best == "turbo_cf"
    assert found.mean == pytest.approx(0.1, abs=1e-6)
    [sentence] = told(protocol, tmp_path)
    assert sentence.startswith("The hybrid against its best part, turbo_cf: +0.1000")
