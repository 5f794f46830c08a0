"""Titles that join after the training stand where the next training would put them."""

import dataclasses
from dataclasses import dataclass

import numpy as np
import pytest
from msgspec.structs import replace

from frontrow.core import NO_ITEM
from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged
from frontrow.models import Queries, VectorModel
from frontrow.models.content import Content
from frontrow.models.ease import Ease, EaseModel, strongest_reasons
from frontrow.models.ials import Ials
from frontrow.models.item_knn import ItemKNN
from frontrow.models.joined import Carried, CarriedCounts, CarriedReasons, CarriedVectors, Joined, joined, known
from frontrow.models.newcomers import Rows, completed
from frontrow.models.next_item import NextItem
from frontrow.models.popularity import Popularity
from frontrow.models.sparse_ease import SparseEase
from frontrow.models.sparse_next_item import SparseNextItem
from frontrow.models.trending import Trending

N, NEW = 14, 3
COLD = N - NEW - 1  # a title of the bundle that nobody has watched
GENRES = [["Crime"] if item % 2 else ["Comedy"] for item in range(N)]
RNG = np.random.default_rng(0)
LEARNERS = {
    "ease": SparseEase(reg=2.0, k=N),
    "item_knn": ItemKNN(shrink=1.0),
    "next": SparseNextItem(decays=(0.5, 0.9), reg=2.0, k=N),
    "dense": Ease(reg=2.0),
    "ials": Ials(factors=4, epochs=4, reg=0.01),
    "full_next": NextItem(decays=(0.8,), reg=2.0),
    "popular": Popularity(),
    "trending": Trending(),
    "content": Content(reg=1.0, min_plays=1, taste={"genres": 1.0, "name": 0.1}, noise=0.5, fame={"genres": 1.0}),
}
EVERY = sorted(LEARNERS)


def data_of(make_data, n):
    rng = np.random.default_rng(3)
    histories = [rng.permutation(np.arange(u % 2, COLD, 2))[: rng.integers(2, 5)] for u in range(40)]
    return make_data(histories, n, genres=GENRES[:n])


def data_with(data, catalogue):
    return dataclasses.replace(data, catalogue=catalogue)


def fitted(data):
    models = {name: learner.fit(data, np.random.default_rng(0)) for name, learner in LEARNERS.items()}
    return completed(models, data.catalogue)


@pytest.fixture(scope="module")
def at_once(make_data):
    """Return models of the first titles, with the newer ones joined to them."""
    catalogue = data_of(make_data, N).catalogue
    return joined(fitted(data_of(make_data, N - NEW)), catalogue, N - NEW)


@pytest.fixture(scope="module")
def later(make_data):
    """Return models of a training that found all titles there."""
    return fitted(data_of(make_data, N))


def asked(*histories):
    lists = Ragged.of(histories)
    n = len(lists)
    return Queries(lists, np.ones(len(lists.values), np.float32), np.zeros(n), ("",) * n)


@pytest.mark.parametrize("name", ["ease", "item_knn"])
def test_the_next_training_changes_nothing_of_a_title_without_viewings(at_once, later, name):
    queries = asked([0, 4], [1, 5, 0], [N - 1], [N - 2, 3, COLD], [])
    np.testing.assert_allclose(at_once[name].scores(queries), later[name].scores(queries), rtol=1e-4, atol=1e-6)
    for item in range(N):
        ours, theirs = at_once[name].neighbours(item), later[name].neighbours(item)
        np.testing.assert_allclose(ours[1], theirs[1], rtol=1e-4, atol=1e-6)
        assert set(ours[0].tolist()) == set(theirs[0].tolist())


def test_what_is_next_is_the_same_too_for_those_who_watched_known_titles(at_once, later):
    queries = asked([0, 4], [1, 5, 0], [])
    np.testing.assert_allclose(at_once["next"].scores(queries), later["next"].scores(queries), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", ["ease", "item_knn", "next", "dense", "full_next", "content"])
def test_a_newcomer_finds_the_viewers_of_its_genre(at_once, name):
    scores = at_once[name].scores(asked([0, 4], [1, 5]))
    comedy, crime = (N - 2, N - 1) if GENRES[N - 1] == ["Crime"] else (N - 1, N - 2)
    assert scores[0, comedy] > scores[0, crime]
    assert scores[1, crime] > scores[1, comedy]


@pytest.mark.parametrize("name", EVERY)
def test_every_model_scores_the_whole_catalogue_and_old_titles_as_before(at_once, make_data, name):
    old = fitted(data_of(make_data, N - NEW))[name]
    queries = asked([0, 4, 3], [])
    scores = at_once[name].scores(queries)
    assert scores.shape == (2, N)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores[:, : N - NEW], old.scores(queries), rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("name", ["ease", "item_knn", "dense", "full_next", "content"])
def test_scores_are_sums_of_contributions_and_the_reason_is_the_largest(at_once, name):
    model = at_once[name]
    everything = np.arange(N, dtype=np.int32)
    history = np.array([N - 1, 2, 3, COLD, 0], np.int32)
    weights = np.array([1.0, 0.5, -1.0, 1.0, 2.0], np.float32)
    found = model.explained(Queries.of(history, weights))
    added = model.contributions(Queries.of(history, weights), everything)
    np.testing.assert_allclose(found.scores, added.sum(axis=0), atol=1e-5)
    np.testing.assert_allclose(
        model.contributions(Queries.of(history, weights), everything[[12, 1]]), added[:, [12, 1]]
    )
    added[2] = 0
    np.testing.assert_allclose(found.contribution, np.maximum(added.max(axis=0), 0), atol=1e-6)
    named = found.because != NO_ITEM
    assert named.any()
    np.testing.assert_array_equal(named, found.contribution > 0)
    np.testing.assert_array_equal(found.because[named], history[added.argmax(axis=0)][named])


def test_a_newcomer_has_the_vector_of_what_it_is_made_of(at_once):
    model, queries = at_once["ials"], asked([0, 4, N - 1], [1, 5], [])
    assert isinstance(model, VectorModel)
    viewers = model.user_vectors(queries.histories, queries.weights)
    np.testing.assert_allclose(viewers @ model.vectors.T, model.scores(queries), atol=1e-5)
    near, cosines = model.neighbours(N - 1)
    assert GENRES[near[0]] == GENRES[N - 1]
    assert model.neighbours(0)[0].tolist() == model.titles.neighbours(0)[0].tolist()
    assert (np.diff(cosines) <= 0).all()


def test_nobody_has_played_a_newcomer(at_once):
    assert at_once["popular"].counts("")[-NEW:].tolist() == [0.0] * NEW
    assert at_once["popular"].counts("")[: N - NEW].any()
    assert at_once["trending"].rises("").shape == (N,)


def test_without_content_no_history_argues_for_a_newcomer(make_data):
    models = {"ease": LEARNERS["ease"].fit(data_of(make_data, N - NEW), RNG)}
    assert completed(models, data_of(make_data, N - NEW).catalogue) == models
    model = joined(models, data_of(make_data, N).catalogue, N - NEW)["ease"]
    assert isinstance(model, Joined)
    assert not model.scores(asked([0, 4], [N - 1]))[:, -NEW:].any()


def test_many_newcomers_are_computed_as_few_are(make_data, monkeypatch):
    few = fitted(data_of(make_data, N))
    monkeypatch.setattr("frontrow.models.newcomers._DENSE", 0)
    monkeypatch.setattr("frontrow.models.newcomers._BLOCK", 3)
    for name in ("ease", "item_knn", "next"):
        many = fitted(data_of(make_data, N))[name]
        np.testing.assert_array_equal(many.targets, few[name].targets)
        np.testing.assert_allclose(many.weights, few[name].weights, rtol=1e-4, atol=1e-7)


def test_of_very_many_titles_without_viewings_those_added_last_are_completed(make_data, monkeypatch):
    monkeypatch.setattr("frontrow.models.newcomers.MOST", 2)
    data = data_of(make_data, N)
    titles = [replace(title, added_at=float(-abs(item - 12))) for item, title in enumerate(data.catalogue.titles)]
    scores = fitted(data_with(data, Catalogue.of(titles)))["ease"].scores(asked([0, 4], [1, 5]))
    assert np.flatnonzero(scores.any(axis=0))[-2:].tolist() == [11, 12]


def test_only_titles_that_no_history_led_to_are_completed(make_data):
    data = data_of(make_data, N)
    before = LEARNERS["ease"].fit(data, RNG)
    after = fitted(data)["ease"]
    watched = np.arange(COLD)
    queries = asked([0, 4], [1, 5])
    np.testing.assert_allclose(after.scores(queries)[:, watched], before.scores(queries)[:, watched], rtol=1e-5)
    assert not before.scores(queries)[:, COLD:].any()
    assert after.scores(queries)[:, COLD:].any(axis=0).all()


@dataclass(frozen=True)
class Counts:
    """Counts plays, and cannot say what it knows of more titles."""

    def scores(self, queries):
        return np.ones((len(queries.histories), 4), np.float32)

    def counts(self, country):
        return np.arange(4, dtype=np.float32)


def test_a_model_of_a_third_party_is_carried_by_what_it_can_do(at_once, make_data):
    model = joined({"mine": Counts()}, Catalogue(data_of(make_data, N).catalogue.titles[:6]), 4)["mine"]
    assert isinstance(model, CarriedCounts)
    assert model.counts("").tolist() == [0, 1, 2, 3, 0, 0]
    assert isinstance(at_once["dense"], CarriedReasons)
    assert type(at_once["next"]) is CarriedReasons
    halves = Rows(4, np.arange(4, dtype=np.int32), np.full((4, 1), 0.5, np.float32))
    assert Carried(Counts(), halves).scores(asked([0]))[0].tolist() == [1, 1, 1, 1, 2]


@dataclass(frozen=True)
class Vectors:
    """The vectors of some titles."""

    vectors: np.ndarray


@pytest.mark.parametrize("n_newer", [0, 1, 40])
@pytest.mark.parametrize("places", [[], [3], [29, 4, 11, 0]])
@pytest.mark.parametrize("scale", [0.0, 1.0])
def test_what_is_carried_is_the_product_with_the_whole_matrix_of_mixtures(n_newer, places, scale):
    rng, n = np.random.default_rng(5), 30
    values = (scale * rng.normal(size=(len(places), n_newer))).astype(np.float32)
    into = np.zeros((n, n_newer), np.float32)
    into[places] = values
    ease = EaseModel(rng.normal(size=(n, n)).astype(np.float32))
    vectors = rng.normal(size=(n, 3)).astype(np.float32)
    model = CarriedVectors(ease, Rows(n, np.array(places, np.int32), values), ease, Vectors(vectors))
    history, weights = np.array([4, n, 29, 7, 2], np.int32), np.array([1.0, 2.0, -0.5, 0.7, 0.0], np.float32)

    added = np.zeros((5, n + n_newer), np.float32)
    added[:, :n] = weights[:, None] * ease.weights[np.where(history < n, history, 0)] * (history < n)[:, None]
    added[:, n:] = added[:, :n] @ into
    expected = strongest_reasons(added, Queries.of(history, weights))
    for one, other in zip(model.explained(Queries.of(history, weights)), expected, strict=True):
        assert one.dtype == other.dtype
        np.testing.assert_allclose(one, other, atol=1e-5)
    queries = Queries(Ragged.of([history, []]), weights, np.zeros(2), ("", ""))
    np.testing.assert_allclose(model.scores(queries), [expected.scores, np.zeros(n + n_newer)], atol=1e-5)
    for items in (rng.permutation(n + n_newer), np.arange(n), np.arange(n, n + n_newer), np.arange(0)):
        found = model.contributions(Queries.of(history, weights), items.astype(np.int32))
        assert found.dtype == np.float32
        np.testing.assert_allclose(found, added[:, items], atol=1e-5)
    np.testing.assert_allclose(model.vectors, np.vstack([vectors, into.T @ vectors]), atol=1e-5)


def test_what_is_unknown_of_a_history_is_left_out_with_its_times_and_grades():
    queries = asked([0, 9, 1], [9], [2])
    queries = Queries(queries.histories, np.arange(5, dtype=np.float32), queries.now, queries.country, np.arange(5.0))
    left = known(queries, 5)
    assert [one.tolist() for one in left.histories] == [[0, 1], [], [2]]
    assert left.weights.tolist() == [0, 2, 4]
    assert left.at.tolist() == [0, 2, 4]
    assert known(left, 5) is left
