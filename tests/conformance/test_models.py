"""What every learner and its model must keep; a learner added to the registry is tested by being there."""

from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from frontrow import bundle
from frontrow.bundle import Manifest
from frontrow.commented import described
from frontrow.core import NO_ITEM
from frontrow.data.ragged import Ragged
from frontrow.knowledge import Knowledge
from frontrow.models import ExplainingModel, Queries
from frontrow.models.registry import LEARNERS
from tests import static_sentences

N_ITEMS = 12
NEVER_WATCHED = N_ITEMS - 1
UNPERSONAL = {"popularity", "trending"}
WITHOUT_REASONS = frozenset(
    {"decay_bag", "hybrid", "lstm", "transformer"}
)  # and nets: their scores are no sums over the history
NEEDS_TORCH = frozenset({"decay_bag", "lstm", "semantic_graph", "transformer"})  # to be fitted; serving never does
# learn what follows: a checkerboard, watched in one order, has nothing for them
IN_ORDER = {"decay_bag", "lstm", "transformer"} | {
    f"{name}{sittings}" for name in ("next_item", "sparse_next_item") for sittings in ("", " in sittings")
}
# settings for a handful of users, where the defaults suppose many
SMALL = {
    "content": {"reg": 1.0, "min_plays": 1},
    "decay_bag": {"factors": 8, "epochs": 40, "batch": 60, "learning_rate": 0.05, "average": 0.9, "device": "cpu"},
    "ease": {"reg": 1.0},
    "edlae": {"reg": 1.0},
    "higher_order": {"reg": 1.0, "n_pairs": 4, "pair_reg": 5.0},
    "local_ease": {"reg": 1.0},
    "lstm": {"factors": 4, "units": 8, "length": 8, "epochs": 2, "batch": 60, "device": "cpu"},
    "marec": {"reg": 1.0},
    "next_item": {"reg": 1.0},
    "semantic_graph": {
        "factors": 8,
        "heads": 2,
        "reg": 1.0,
        "min_plays": 1,
        "steps": 40,
        "shown": 1.0,
        "dropout": 0.0,
        "lost": 0.0,
    },
    "sparse_ease": {"reg": 1.0},
    "sparse_next_item": {"reg": 1.0},
    "transformer": {"factors": 4, "layers": 1, "length": 8, "epochs": 2, "batch": 60, "device": "cpu"},
}
SITTINGS = {"sitting_decays": (0.9,), "pause_s": 3600.0}
# learners of the registry that are another model with other settings, or where an optional package is
VARIANTS = {
    "content with sentences": ("content", lambda: {"sentences": str(static_sentences.kept())}),
    "next_item in sittings": ("next_item", lambda: SITTINGS),
    "sparse_next_item in sittings": ("sparse_next_item", lambda: SITTINGS),
}
NAMES = sorted({*LEARNERS, *VARIANTS})
SAVABLE = (np.ndarray, Ragged, str, int, float)

learners = pytest.mark.parametrize("name", NAMES)
explained = pytest.mark.parametrize("name", sorted(set(NAMES) - UNPERSONAL - WITHOUT_REASONS))


def learner(name):
    own, more = VARIANTS.get(name, (name, dict))
    return LEARNERS[own](**SMALL.get(own, {}), **more())


@pytest.fixture
def data(make_data):
    rng = np.random.default_rng(11)
    histories = [rng.permutation(N_ITEMS - 1)[: rng.integers(1, 7)] for _ in range(30)]
    plays = [
        (user, int(item), float(rng.uniform(0, 40)), str(rng.choice(["DE", "NO", ""])))
        for user, history in enumerate(histories)
        for item in history
    ]
    grades = rng.choice([-0.5, 0.5, 1.0, 2.0], sum(map(len, histories)))
    return make_data(histories, N_ITEMS, plays=plays, grades=grades)


@pytest.fixture
def queries():
    histories = Ragged.of([[0, 3, 5], [], [7], [NEVER_WATCHED, 2]])
    weights = np.array([1, -0.5, 2, 1, 1, 0.5], np.float32)
    at = 8.64e7 - 60 * np.array([90.0, 10, 0, 5, 300, 2])  # pauses of minutes, and of more than an hour
    return Queries(histories, weights, np.full(4, 8.64e7), ("DE", "", "XX", "NO"), at)


def alone(queries, position):
    """Return the batch of one of the queries."""
    cut = slice(*queries.histories.offsets[position : position + 2])
    histories = Ragged.of([queries.histories[position]])
    now, country = queries.now[[position]], (queries.country[position],)
    return Queries(histories, queries.weights[cut], now, country, queries.at[cut])


def fitted(name, data):
    if name in NEEDS_TORCH:
        pytest.importorskip("torch")
    return learner(name).fit(data, np.random.default_rng(1))


_KNOWN: dict[tuple[object, ...], object] = {}


def known(name, data):
    """Return the model of the data, fitted once: the export of a net takes seconds, and models do not change."""
    lists = data.histories
    key = (name, lists.values.tobytes(), lists.offsets.tobytes(), data.grades.tobytes())
    if key not in _KNOWN:
        _KNOWN[key] = fitted(name, data)
    return _KNOWN[key]


def arrays(thing):
    return [one for field in fields(thing) for one in _arrays(getattr(thing, field.name))]


def _arrays(value):
    if isinstance(value, Ragged):
        return [value.values, value.offsets]
    if isinstance(value, tuple) and value and is_dataclass(value[0]):  # a model made of models
        return [one for part in value for one in arrays(part)]
    return [value]


def savable(value):
    if isinstance(value, tuple):
        return all(isinstance(one, str) or is_dataclass(one) for one in value)
    return isinstance(value, SAVABLE)


@learners
def test_fitting_twice_gives_the_same_model(name, data):
    one, other = fitted(name, data), fitted(name, data)
    assert all(np.array_equal(a, b) for a, b in zip(arrays(one), arrays(other), strict=True))


@learners
def test_neither_fitting_nor_scoring_writes_to_its_input(name, data, queries):
    for thing in (data.histories, data.plays, data, queries):
        for array in arrays(thing):
            if isinstance(array, np.ndarray):
                array.flags.writeable = False
    fitted(name, data).scores(queries)


@learners
def test_scores_are_finite_float32_for_every_title_even_with_no_history(name, data, queries):
    scores = known(name, data).scores(queries)
    assert scores.shape == (4, N_ITEMS)
    assert scores.dtype == np.float32
    assert np.isfinite(scores).all()


@learners
def test_a_score_does_not_depend_on_its_neighbours_in_the_batch(name, data, queries):
    model = known(name, data)
    together = model.scores(queries)
    for position in range(4):
        assert np.array_equal(model.scores(alone(queries, position))[0], together[position])


@learners
def test_no_events_at_all_give_finite_scores(name, make_data, queries):
    model = fitted(name, make_data([[], []], N_ITEMS, plays=[]))
    assert np.isfinite(model.scores(queries)).all()


@learners
def test_a_model_is_frozen_and_made_of_what_a_bundle_can_keep(name, data):
    model = known(name, data)
    for field in fields(model):
        value = getattr(model, field.name)
        assert savable(value)
        with pytest.raises(AttributeError):
            setattr(model, field.name, value)


@learners
def test_a_model_comes_back_from_a_bundle_and_scores_the_same(name, data, queries, tmp_path):
    model = known(name, data)
    path = bundle.save(tmp_path, Knowledge(data.catalogue, {name: model}), Manifest(name="one", trained_at=0.0))
    back = bundle.load(path).knowledge.model(name)
    assert np.array_equal(back.scores(queries), model.scores(queries))


@pytest.mark.parametrize("name", sorted(LEARNERS))
def test_every_setting_has_a_default_and_is_documented(name):
    meanings = described(LEARNERS[name])  # what learners share stands once
    assert [setting for setting in vars(LEARNERS[name]()) if not meanings.get(setting)] == []


@pytest.mark.parametrize("name", sorted(set(NAMES) - UNPERSONAL - IN_ORDER))
def test_the_withheld_item_of_a_checkerboard_is_found(name, make_data):
    """User u watched the items of u's parity but one, which must score best of those unwatched."""
    histories = [[i for i in range(u % 2, N_ITEMS, 2) if i != (u % N_ITEMS)] for u in range(4 * N_ITEMS)]
    data = make_data(histories, N_ITEMS)
    weights = np.ones(len(data.histories.values), np.float32)
    n = len(histories)
    scores = fitted(name, data).scores(Queries(data.histories, weights, np.zeros(n), ("",) * n)).copy()
    scores[data.histories.owners, data.histories.values] = -np.inf
    assert scores.argmax(axis=1).tolist() == [u % N_ITEMS for u in range(n)]


def explaining(name, data):
    model = known(name, data)
    for method in ("explained", "contributions"):
        assert hasattr(model, method), f"{name} is personal: it owes a reason"
    return model


@explained
def test_contributions_add_up_to_the_score(name, data, queries):
    model: ExplainingModel = explaining(name, data)
    scores = model.scores(queries)
    items = np.arange(N_ITEMS, dtype=np.int32)
    for position in range(4):
        one = alone(queries, position)
        added = model.contributions(one, items)
        assert added.shape == (len(one.weights), N_ITEMS)
        assert np.allclose(model.explained(one).scores, scores[position], atol=1e-6)
        assert np.allclose(added.sum(axis=0), scores[position], atol=1e-6)


@explained
def test_an_explanation_is_the_score_and_its_strongest_contribution(name, data):
    model: ExplainingModel = explaining(name, data)
    history, weights = np.array([4, 0, 3, 5], np.int32), np.array([0.5, 1, -0.5, 2], np.float32)
    asked = Queries.of(history, weights)
    found = model.explained(asked)
    added = model.contributions(asked, np.arange(N_ITEMS, dtype=np.int32))
    assert np.allclose(found.scores, added.sum(axis=0), atol=1e-6)
    reasons = np.where(weights[:, None] > 0, added, 0)
    assert np.allclose(found.contribution, reasons.max(axis=0))
    expected = np.where(reasons.max(axis=0) > 0, history[reasons.argmax(axis=0)], NO_ITEM)
    assert np.array_equal(found.because, expected)


@explained
def test_nothing_is_explained_without_a_history(name, data):
    found = explaining(name, data).explained(Queries.of(np.empty(0, np.int32), np.empty(0, np.float32)))
    assert found.scores.tolist() == [0.0] * N_ITEMS
    assert found.because.tolist() == [NO_ITEM] * N_ITEMS
