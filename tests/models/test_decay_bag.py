import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models import Queries
from frontrow.models.decay_bag import DecayBag

QUICK = {"factors": 8, "epochs": 30, "batch": 50, "learning_rate": 0.05, "average": 0.9, "length": 6, "device": "cpu"}


def asked(*histories):
    lists = Ragged.of(histories)
    n = len(histories)
    return Queries(lists, np.ones(len(lists.values), np.float32), np.full(n, 8.64e7), ("",) * n)


@pytest.fixture
def rounds(make_data):
    """Users who watch 10 titles round and round, from a title of their own on."""
    pytest.importorskip("torch")
    return make_data([[(user + step) % 10 for step in range(7)] for user in range(20)], 10)


def test_the_next_title_of_a_round_is_found(rounds):
    model = DecayBag(**QUICK).fit(rounds, np.random.default_rng(0))
    queries = asked([1, 2, 3], [8, 9])
    scores = model.scores(queries).copy()
    scores[queries.histories.owners, queries.histories.values] = -np.inf  # it need not rank what was watched
    assert scores.argmax(axis=1).tolist() == [4, 0]


def test_with_judged_users_training_ends_early(rounds, tmp_path, monkeypatch):
    states = []
    monkeypatch.setattr("frontrow.nets.checkpoints.write", lambda path, state: states.append(state))
    path = tmp_path / "run.pt"
    DecayBag(**QUICK, judged=20, patience=2, checkpoint=str(path)).fit(rounds, np.random.default_rng(0))
    judged = states[-1]["judged"]
    assert len(judged) < 30
    assert len(judged) - 1 - int(np.argmax(judged)) == 2


def test_decays_are_between_nothing_and_one():
    for decays in ((), (0.5, 1.0), (0.0,)):
        with pytest.raises(BadConfig, match="decays"):
            DecayBag(decays=decays)
