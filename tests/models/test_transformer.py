from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models import Queries
from frontrow.models.lstm import Lstm
from frontrow.models.transformer import Transformer

N = 12
SMALL: dict[str, Any] = {"length": 6, "epochs": 30, "batch": 64, "learning_rate": 0.02, "dropout": 0.0, "device": "cpu"}
nets = pytest.mark.parametrize(
    "learner",
    [Transformer(factors=8, layers=1, **SMALL), Lstm(factors=8, units=12, **SMALL)],
    ids=["transformer", "lstm"],
)


@pytest.fixture
def in_bursts(make_data):
    """Return histories in which the title after next follows at once, and the next one only after an hour."""
    rng = np.random.default_rng(2)
    first, soon = rng.integers(0, N, 150), rng.random((150, 4)) < 0.5
    steps = np.cumsum(np.where(soon, 2, 1), axis=1)
    histories = (np.column_stack([np.zeros(150, int), steps]) + first[:, None]) % N
    at = np.column_stack([np.zeros(150), np.cumsum(np.where(soon, 0, 3600), axis=1)])
    return replace(make_data(list(histories), N), at=at.ravel())


def asked(after):
    return Queries(
        Ragged.of([[3, 4]]), np.ones(2, np.float32), np.array([7200.0 + after]), ("",), np.array([3600.0, 7200.0])
    )


@nets
def test_what_follows_depends_on_when_it_is_asked(learner, in_bursts):
    pytest.importorskip("torch")
    model = learner.fit(in_bursts, np.random.default_rng(1))
    assert model.scores(asked(after=0.0))[0].argmax() == 6
    assert model.scores(asked(after=3600.0))[0].argmax() == 5


@nets
def test_without_time_it_does_not(learner, in_bursts):
    pytest.importorskip("torch")
    model = replace(learner, timed=False, epochs=1, begun=False).fit(in_bursts, np.random.default_rng(1))
    assert np.array_equal(model.scores(asked(after=0.0)), model.scores(asked(after=3600.0)))


@nets
def test_without_a_threshold_a_net_that_reads_no_grades_is_that_of_good_ones(learner, in_bursts):
    pytest.importorskip("torch")
    grades = np.random.default_rng(4).choice(np.array([-1, 0, 1], np.float32), len(in_bursts.grades))
    few = replace(learner, epochs=2, judged=20)
    every, some = replace(few, threshold=-np.inf), replace(in_bursts, grades=grades)
    found = [one.fit(data, np.random.default_rng(1)) for one, data in ((every, some), (few, in_bursts), (few, some))]
    assert np.array_equal(found[0].onnx, found[1].onnx)
    assert not np.array_equal(found[0].onnx, found[2].onnx)


def test_heads_share_the_width_evenly():
    with pytest.raises(BadConfig, match="factors = 10 with heads = 4"):
        Transformer(factors=10, heads=4)
