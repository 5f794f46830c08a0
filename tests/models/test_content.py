import numpy as np
import pytest

from frontrow.bundle import Manifest, load, save
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig, BadInput
from frontrow.knowledge import Knowledge
from frontrow.models import Queries
from frontrow.models.content import Content
from frontrow.models.content_kernel import Kernel, parts
from frontrow.models.ease import Ease

N = 12
GENRES = [["Crime"] if item % 2 else ["Comedy"] for item in range(N)]
SMALL = Content(reg=1.0, min_plays=1, taste={"genres": 1.0, "name": 0.1}, noise=0.5, fame={"genres": 1.0})
RNG = np.random.default_rng(0)


@pytest.fixture
def histories():
    rng = np.random.default_rng(3)
    return [rng.permutation(np.arange(u % 2, N - 2, 2))[: rng.integers(2, 5)] for u in range(40)]


@pytest.fixture
def data(make_data, histories):
    """Return viewers of comedies and of crime; the last comedy and the last crime title have none."""
    return make_data(histories, N, genres=GENRES)


def asked(*histories):
    lists = Ragged.of(histories)
    n = len(lists)
    return Queries(lists, np.ones(len(lists.values), np.float32), np.zeros(n), ("",) * n)


def test_a_title_without_events_finds_the_viewers_of_its_genre(data):
    scores = SMALL.fit(data, RNG).scores(asked([0, 4], [1, 5]))
    assert scores[0, N - 2] > scores[0, N - 1]
    assert scores[1, N - 1] > scores[1, N - 2]


def test_watched_titles_keep_the_weights_of_ease(data, make_data, histories):
    alone = Ease(reg=1.0).fit(make_data(histories, N - 2), RNG)
    assert np.allclose(SMALL.fit(data, RNG).weights[: N - 2, : N - 2], alone.weights, atol=1e-5)


def test_the_column_of_a_cold_title_is_the_ridge_regression_of_the_warm_ones(data):
    learner = Content(
        reg=1.0, min_plays=1, taste={"genres": 1.0}, noise=0.5, own=0.2, damping=0.5, lift=0.7, fame_noise=0.1
    )
    model = learner.fit(data, RNG)
    titles = [data.catalogue[item] for item in range(N)]
    kernel = Kernel.learnt(titles[:-2])
    new = kernel.described(titles[-2:])
    plays = np.log(np.bincount(data.histories.values, minlength=N)[:-2])
    shares, eye = plays - plays.mean(), np.eye(N - 2)
    taste, fame = parts({"genres": 1.0}), parts(learner.fame)
    mixed = np.linalg.solve(kernel.against(kernel.own, taste) + 0.5 * eye, kernel.against(new, taste))
    predicted = kernel.against(new, fame).T @ np.linalg.solve(kernel.against(kernel.own, fame) + 0.1 * eye, shares)
    damped = mixed * np.exp(-0.5 * shares)[:, None] * np.exp(0.7 * np.clip(predicted, shares.min(), shares.max()))
    columns = (model.weights[:-2, :-2] + 0.2 * eye) @ damped
    assert np.allclose(model.weights[:-2, -2:], columns, atol=1e-4)


def test_a_viewing_of_a_cold_title_speaks_for_its_kind(data):
    weights = SMALL.fit(data, RNG).weights[N - 1]
    assert weights[1:-2:2].sum() > weights[0:-2:2].sum()
    assert weights[N - 1] == 0


def test_an_extended_model_is_that_of_a_fit_with_the_titles_there(make_data, histories):
    before = make_data(histories, N - 2, genres=GENRES[:-2])
    after = make_data(histories, N, genres=GENRES)
    fitted, start = SMALL.fit(after, RNG), SMALL.fit(before, RNG)
    steps = start.extended(Catalogue(after.catalogue.titles[:-1])).extended(after.catalogue)
    for extended in (start.extended(after.catalogue), steps):
        assert np.allclose(extended.weights, fitted.weights, atol=1e-5)
        assert np.allclose(extended.mixtures, fitted.mixtures, atol=1e-5)
        assert extended.item_ids == fitted.item_ids


def test_neighbours_are_what_a_viewing_argues_for_the_strongest_first(data):
    model = SMALL.fit(data, RNG)
    for item in range(len(model.weights)):
        items, scores = model.neighbours(item)
        assert (np.diff(scores) <= 0).all()
        np.testing.assert_array_equal(np.sort(items), np.flatnonzero(model.weights[item] > 0))
        np.testing.assert_array_equal(scores, model.weights[item][items])


def test_cold_titles_may_stand_anywhere_in_the_catalogue(make_data, histories, data):
    order = np.random.default_rng(1).permutation(N)
    place = np.argsort(order)
    moved = make_data([place[history] for history in histories], N, genres=[GENRES[item] for item in order])
    renamed = Catalogue.of(data.catalogue[item] for item in order)
    model = SMALL.fit(type(moved)(**{**vars(moved), "catalogue": renamed}), RNG)
    assert np.allclose(model.weights, SMALL.fit(data, RNG).weights[np.ix_(order, order)], atol=1e-4)


def test_a_title_few_have_watched_counts_as_cold(data):
    plays = np.bincount(data.histories.values, minlength=N)
    model = Content(reg=1.0, min_plays=int(np.median(plays[:-2])) + 1).fit(data, RNG)
    assert set(model.warm) == set(np.flatnonzero(plays > np.median(plays[:-2])))


def test_the_same_catalogue_needs_no_extension(data):
    model = SMALL.fit(data, RNG)
    assert model.extended(data.catalogue) is model


def test_another_order_of_the_catalogue_is_refused(data):
    with pytest.raises(BadInput, match="new titles at the end"):
        SMALL.fit(data, RNG).extended(Catalogue(data.catalogue.titles[::-1]))


def test_an_extended_model_survives_its_bundle(data, tmp_path):
    grown = Catalogue((*data.catalogue.titles, Title(item_id="new", title="Title 99", genres=("Crime",))))
    model = SMALL.fit(data, RNG).extended(grown)
    save(tmp_path, Knowledge(grown, {"content": model}, 0.0, "test"), Manifest(name="test", trained_at=0.0))
    read = load(tmp_path / "test").knowledge.models["content"]
    later = Catalogue((*grown.titles, Title(item_id="newer", title="Title 100", genres=("Comedy",))))
    assert np.array_equal(read.extended(later).weights, model.extended(later).weights)


def test_a_part_of_the_kernel_that_is_unknown_is_refused():
    with pytest.raises(BadConfig, match="colour"):
        Content(fame={"colour": 1.0})
