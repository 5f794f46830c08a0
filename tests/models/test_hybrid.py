"""A hybrid is as good as its best part, and says which settings will not do."""

import tracemalloc
from dataclasses import dataclass

import numpy as np
import pytest

from frontrow import bundle
from frontrow.bundle import Manifest
from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.knowledge import Knowledge
from frontrow.models import Queries
from frontrow.models.ease import Ease
from frontrow.models.hybrid import Hybrid, _lesson, standardised
from frontrow.models.popularity import Popularity
from frontrow.models.rehearsal import rehearsal

N_ITEMS = 20


@dataclass(frozen=True)
class Backwards:
    """Scores the least popular title highest."""

    plays: np.ndarray

    def scores(self, queries):
        return np.tile(-self.plays, (len(queries.histories), 1))


@dataclass(frozen=True)
class Wrong:
    def fit(self, data, rng):
        return Backwards(np.bincount(data.histories.values, minlength=N_ITEMS).astype(np.float32))


@pytest.fixture
def tastes(make_data):
    """Two hundred users, who watch even or odd titles."""
    rng = np.random.default_rng(0)
    histories = [rng.permutation(np.arange(user % 2, N_ITEMS, 2))[: rng.integers(2, 8)] for user in range(200)]
    return make_data(histories, N_ITEMS)


def asked(*histories):
    ragged = Ragged.of(histories)
    n = len(histories)
    return Queries(ragged, np.ones(len(ragged.values), np.float32), np.zeros(n), ("",) * n)


@pytest.mark.parametrize(("hidden", "rehearsals"), [("last", 1), ("share", 1), ("share", 2), ("strangers", 3)])
def test_what_is_right_outweighs_what_is_wrong(tastes, hidden, rehearsals):
    learner = Hybrid({"ease": Ease(reg=5.0), "wrong": Wrong()}, hidden=hidden, rehearsals=rehearsals)
    made = learner.fit(tastes, np.random.default_rng(0))
    best = made.scores(asked([0, 2, 4], [1, 3])).argsort(axis=1)[:, ::-1][:, :6]
    assert (best[0] % 2 == 0).all()
    assert (best[1] % 2 == 1).all()
    assert made.weights[0, 0] > abs(made.weights[1, 0])


def test_a_blend_that_does_not_help_is_the_best_part_alone(tastes):
    same = {"one": Ease(reg=5.0), "two": Ease(reg=5.0)}
    made = Hybrid(same).fit(tastes, np.random.default_rng(0))
    assert np.allclose(made.weights, [[1, 0], [0, 0]])


@pytest.mark.parametrize("rehearsals", [1, 3])
def test_a_rehearsal_takes_less_than_twice_the_scores(make_data, rehearsals):
    n, asked, rng = 2_000, 300, np.random.default_rng(0)
    data = make_data([rng.permutation(n)[:6] for _ in range(asked)], n)
    learner = Hybrid({str(part): Popularity(prior=1.0 + part) for part in range(4)}, rehearsals=rehearsals, users=asked)
    learner.fit(data, np.random.default_rng(0))
    tracemalloc.start()
    learner.fit(data, np.random.default_rng(0))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * 4 * 4 * asked * n  # of four models' float32


def test_rehearsals_follow_one_another_in_one_lesson(tastes):
    learners = (Popularity(), Ease(reg=5.0))
    drawn = [rehearsal(tastes, "share", 9, np.random.default_rng(seed)) for seed in (0, 1)]
    usual = np.array([1.0, 0.5], np.float32)
    whole = _lesson(drawn, learners, usual, np.random.default_rng(0))
    for place, part in enumerate(drawn):
        alone = _lesson([part], learners, usual, np.random.default_rng(0))
        mine = whole.only(np.arange(9 * place, 9 * place + 9))
        for name in ("scores", "amounts", "allowed", "targets", "shares"):
            assert np.array_equal(getattr(alone, name), getattr(mine, name))
    expected = standardised(Popularity().fit(drawn[1].data, np.random.default_rng(0)).scores(drawn[1].queries))
    assert np.array_equal(whole.scores[0, 9:], expected)


def test_nothing_to_rehearse_gives_equal_parts(make_data):
    made = Hybrid({"a": Ease(), "b": Popularity()}).fit(make_data([[1], []], N_ITEMS), np.random.default_rng(0))
    assert np.allclose(made.weights, [[0.5, 0], [0.5, 0]])


def test_hidden_titles_are_ranked_among_themselves(tastes):
    made = Hybrid({"wrong": Wrong(), "popular": Popularity()}, hidden="titles").fit(tastes, np.random.default_rng(1))
    assert made.names == ("wrong", "popular")


def test_weights_that_are_known_are_not_learnt(tastes):
    parts = {"ease": Ease(reg=1.0), "popularity": Popularity()}
    weights = {"popularity": 0.25, "ease": 0.75}
    model = Hybrid(parts, weights=weights).fit(tastes, np.random.default_rng(0))
    histories = asked([0, 2], [1, 3, 5, 7, 9, 11])
    found = [standardised(part.fit(tastes, np.random.default_rng(0)).scores(histories)) for part in parts.values()]
    np.testing.assert_allclose(model.scores(histories), 0.75 * found[0] + 0.25 * found[1], atol=1e-6)


def test_a_bundle_keeps_the_parts(tastes, tmp_path):
    made = Hybrid({"ease": Ease(reg=5.0), "popular": Popularity()}).fit(tastes, np.random.default_rng(0))
    path = bundle.save(tmp_path, Knowledge(tastes.catalogue, {"hybrid": made}), Manifest(name="one", trained_at=0.0))
    back = bundle.load(path).knowledge.model("hybrid")
    assert np.array_equal(back.scores(asked([0, 2])), made.scores(asked([0, 2])))


def test_equal_scores_stand_for_nothing():
    assert standardised(np.float32([[1, 1], [0, 2]])).tolist() == [[0, 0], [0, 2]]
    for n in (3, 100, 1_000, 9_999):  # whose deviation in float32 is not 0, by rounding
        assert not standardised(np.full((1, n), 0.1, np.float32)).any()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"parts": {}}, "no parts"),
        ({"hidden": "first"}, "cannot hide 'first'"),
        ({"users": 1}, "at least 2"),
        ({"penalty": 0.0}, "above 0"),
        ({"penalty": float("inf")}, "above 0"),
        ({"threshold": float("nan")}, "threshold"),
        ({"rehearsals": 0}, "at least 1"),
        ({"depth": 0}, "at least 1"),
        ({"users": 7, "rehearsals": 4}, "2 a rehearsal"),
        ({"weights": {"ease": 1.0}}, "Give each part its weight"),
        ({"parts": {"a": {}}, "weights": {"a": float("nan")}}, "not all 0"),
        ({"parts": {"a": {}}, "weights": {"a": 0.0}}, "not all 0"),
    ],
)
def test_settings_that_will_not_do_are_refused(given, says):
    with pytest.raises(BadConfig) as refused:
        Hybrid(**given)
    assert says in f"{refused.value.message} {refused.value.remedy}"
