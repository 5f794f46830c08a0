"""What a hybrid loses without a part, on a world small enough to know."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.ablation import Remembered, ablated
from benchmarks.protocols.split import Log, Protocol, Split, asked, learnt
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
