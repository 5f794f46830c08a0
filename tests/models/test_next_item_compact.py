from dataclasses import replace

import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.models import Queries, compact_next_item
from frontrow.models.compact_next_item import CompactNextItem, strongest
from frontrow.models.decayed import Fading
from frontrow.models.next_item import NextItem
from frontrow.models.sparse_next_item import SparseNextItem

RNG = np.random.default_rng(0)
N = 12
ONE = Fading(np.array([0.5]), np.array([False]), 0.0)
FULL = NextItem(decays=(0.5, 0.8), sitting_decays=(0.9,), pause_s=10.0, reg=2.0)


@pytest.fixture(scope="module")
def data(make_data):
    rng = np.random.default_rng(6)
    lists = [rng.permutation(N)[: rng.integers(0, 9)] for _ in range(40)]
    made = make_data(lists, N)
    return replace(made, at=np.cumsum(rng.choice([0.0, 60.0], len(made.at))))


@pytest.fixture(scope="module")
def queries():
    histories = Ragged.of([[3, 7, 1], [], [5], [2, 8]])
    return Queries(
        histories,
        np.array([1, -0.5, 2, 1, 1, 1], np.float32),
        np.array([30.0, 0.0, 5.0, 99.0]),
        ("",) * 4,
        np.array([0.0, 20.0, 29.0, 4.0, 1.0, 2.0]),
    )


def test_keeping_everything_keeps_the_model(data, queries):
    model = FULL.fit(data, RNG)
    compact = model.compact(N)
    history, weights = np.array([4, 0, 3], np.int32), np.array([1, -1, 0.5], np.float32)
    assert np.allclose(compact.scores(queries), model.scores(queries), atol=1e-6)
    for one, other in zip(
        compact.explained(Queries.of(history, weights)), model.explained(Queries.of(history, weights)), strict=True
    ):
        assert np.allclose(one, other, atol=1e-6)


@pytest.mark.parametrize("kernel", ["add_faded", "explain_faded", "add_chosen_faded"])
def test_kernels_uncompiled_give_the_same(kernel, data, queries, monkeypatch):
    compact = FULL.fit(data, RNG).compact(5)
    history, weights = np.array([4, 0, 3], np.int32), np.array([1, -1, 0.5], np.float32)
    asked = np.array([3, 1, 3], np.int32)

    def said():
        scores, contributions = compact.scores(queries), compact.contributions(Queries.of(history, weights), asked)
        return scores, contributions, *compact.explained(Queries.of(history, weights))

    expected = said()
    monkeypatch.setattr(compact_next_item, kernel, getattr(compact_next_item, kernel).py_func)
    for one, other in zip(said(), expected, strict=True):
        assert np.allclose(one, other, atol=1e-6)


def test_contributions_are_asked_of_any_titles_in_any_order(data):
    compact = FULL.fit(data, RNG).compact(5)
    history, weights = np.array([4, 0, 3], np.int32), np.array([1, -1, 0.5], np.float32)
    every = compact.contributions(Queries.of(history, weights), np.arange(N, dtype=np.int32))
    assert every.any()
    asked = np.array([5, 1, 5, 0], np.int32)
    assert np.array_equal(compact.contributions(Queries.of(history, weights), asked), every[:, asked])


def test_the_strongest_of_all_channels_together_are_kept_for_each_title():
    weights = np.zeros((2, 3, 3), np.float32)
    weights[0, :, 0] = [1.0, 2.0, 0.0]
    weights[1, :, 0] = [-1.5, 0.0, 0.0]
    weights[0, :, 2] = [0.0, 0.1, 0.3]
    found = strongest(weights, Fading(np.array([0.5, 0.9]), np.zeros(2, bool), 0.0), 1)
    assert found.offsets.tolist() == [0, 1, 1, 2]
    assert found.targets.tolist() == [0, 2]
    assert found.weights.tolist() == [[1.0, -1.5], [np.float32(0.3), 0.0]]


def test_neighbours_are_the_positive_weights_of_the_row_best_first():
    model = CompactNextItem(
        offsets=np.array([0, 3, 3, 3]),
        targets=np.array([0, 1, 2], np.int32),
        weights=np.array([[1.0, 9.0], [-1.0, 9.0], [4.0, 9.0]], np.float32),
        decays=np.array([0.5, 0.9]),
        sitting=np.array([False, True]),
        pause_s=0.0,
    )
    items, weights = model.neighbours(0)
    assert items.tolist() == [2, 0]
    assert weights.tolist() == [2.0, 0.5]


def test_the_learner_keeps_the_strongest_of_the_full_model(data):
    fitted = SparseNextItem(reg=2.0, k=3).fit(data, RNG)
    expected = NextItem(reg=2.0).fit(data, RNG).compact(3)
    assert np.bincount(fitted.targets, minlength=N).max() == 3
    assert np.array_equal(fitted.weights, expected.weights)


@pytest.mark.parametrize(
    "make", [lambda: strongest(np.ones((1, 2, 2), np.float32), ONE, 0), lambda: SparseNextItem(k=0)]
)
def test_nothing_kept_is_refused(make):
    with pytest.raises(BadConfig, match="k is at least 1"):
        make()


def test_an_empty_catalogue_has_an_empty_compact_form(make_data):
    assert SparseNextItem().fit(make_data([], 0), RNG).n_items == 0


def gib(n_titles, learner):
    return (n_titles + 0.5) ** 2 * learner.bytes_a_pair / 2**30


def test_of_a_catalogue_too_large_the_most_watched_titles_are_fitted(data):
    plays = np.bincount(data.histories.values, minlength=N)
    titles = np.sort(np.argsort(-plays, kind="stable")[:5])
    learner = SparseNextItem(**{**vars(FULL), "max_gb": gib(5, FULL)}, k=3)
    found, expected = learner.fit(data, RNG), FULL.among(data, titles).compact(3)
    assert found.n_items == N
    assert set(found.targets.tolist()) <= set(titles.tolist())
    for place, title in enumerate(titles):
        there = slice(found.offsets[title], found.offsets[title + 1])
        row = slice(expected.offsets[place], expected.offsets[place + 1])
        assert found.targets[there].tolist() == titles[expected.targets[row]].tolist()
        assert np.array_equal(found.weights[there], expected.weights[row])


def test_with_room_for_all_titles_it_is_the_whole_model(data):
    found = SparseNextItem(**{**vars(FULL), "max_gb": gib(N, FULL)}, k=3).fit(data, RNG)
    expected = FULL.fit(data, RNG).compact(3)
    assert np.array_equal(found.targets, expected.targets)
    assert np.array_equal(found.weights, expected.weights)


def test_without_room_for_one_title_it_is_refused(data):
    with pytest.raises(BadConfig, match="max_gb is 1e-09"):
        SparseNextItem(max_gb=1e-9).fit(data, RNG)
