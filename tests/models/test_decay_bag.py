from dataclasses import replace

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


def best(model, *histories):
    """Return the best title after each history of those it does not hold: a net need not rank what was watched."""
    queries = asked(*histories)
    scores = model.scores(queries).copy()
    scores[queries.histories.owners, queries.histories.values] = -np.inf
    return scores.argmax(axis=1).tolist()


@pytest.fixture
def rounds(make_data):
    """Users who watch 10 titles round and round, from a title of their own on."""
    pytest.importorskip("torch")
    return make_data([[(user + step) % 10 for step in range(7)] for user in range(20)], 10)


def test_the_next_title_of_a_round_is_found(rounds):
    model = DecayBag(**QUICK).fit(rounds, np.random.default_rng(0))
    assert best(model, [1, 2, 3], [8, 9]) == [4, 0]


@pytest.fixture
def four_disliked(rounds):
    return replace(rounds, grades=np.where(rounds.histories.values == 4, -1, 1).astype(np.float32))


def test_what_nobody_liked_is_read_and_never_predicted(four_disliked):
    model = DecayBag(**QUICK).fit(four_disliked, np.random.default_rng(0))
    after_three, after_four = best(model, [1, 2, 3], [2, 3, 4])
    assert after_three != 4
    assert after_four == 5


def test_without_a_threshold_what_nobody_liked_is_predicted_too(four_disliked):
    model = DecayBag(**QUICK, threshold=-np.inf).fit(four_disliked, np.random.default_rng(0))
    assert best(model, [1, 2, 3]) == [4]


def test_where_nothing_was_liked_a_net_is_served_as_it_began(rounds):
    model = DecayBag(**QUICK, judged=5).fit(replace(rounds, grades=-rounds.grades), np.random.default_rng(0))
    assert np.isfinite(model.scores(asked([1, 2, 3], []))).all()


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
