"""Content of a catalogue too large for a full matrix: the model of some titles, in the order of all."""

from dataclasses import replace

import numpy as np
import pytest

from frontrow.bundle import Manifest, load, save
from frontrow.core import NO_ITEM
from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged
from frontrow.errors import BadConfig
from frontrow.knowledge import Knowledge
from frontrow.models import Queries
from frontrow.models.content import Content
from frontrow.models.content_model import ContentModel
from frontrow.models.joined import joined
from frontrow.models.narrow_content import NarrowContent
from frontrow.models.newcomers import completed
from frontrow.models.sparse_ease import SparseEase

N, OLDER, COLD = 14, 12, 13  # the last two titles are cold, the last one newer
GENRES = [["Crime"] if item % 2 else ["Comedy"] for item in range(N)]
RNG = np.random.default_rng(0)
WHOLE = Content(reg=1.0, min_plays=1, taste={"genres": 1.0, "name": 0.1}, noise=0.5, fame={"genres": 1.0})
ROOM = 13.5**2 * 24 / 2**30  # GiB, for 13 titles of the 14
NARROW = replace(WHOLE, max_gb=ROOM, narrow=7)


@pytest.fixture(scope="module")
def data(make_data):
    rng = np.random.default_rng(3)
    histories = [rng.permutation(np.arange(u % 2, N - 2, 2))[: rng.integers(2, 5)] for u in range(40)]
    made = make_data(histories, N, genres=GENRES)
    titles = [title if item != COLD else _newer(title) for item, title in enumerate(made.catalogue)]
    return replace(made, catalogue=Catalogue.of(titles), now=1e9)


def _newer(title):
    return type(title)(item_id=title.item_id, title=title.title, genres=title.genres, added_at=9e8)


@pytest.fixture(scope="module")
def model(data):
    return NARROW.fit(data, RNG)


def asked(*histories):
    lists = Ragged.of(histories)
    n = len(lists)
    return Queries(lists, np.ones(len(lists.values), np.float32), np.zeros(n), ("",) * n)


def test_the_most_watched_titles_are_kept_and_the_newest_cold_ones(model, data):
    plays = np.bincount(data.histories.values, minlength=N)
    assert isinstance(model, NarrowContent)
    assert len(model.titles) == 7
    assert model.cold.tolist() == [OLDER, COLD]
    left_out = np.setdiff1d(np.arange(N), model.titles)
    assert plays[model.warm].min() >= plays[left_out].max()
    one_cold = replace(NARROW, narrow=3).fit(data, RNG)
    assert one_cold.cold.tolist() == [COLD]


def test_it_is_the_model_of_these_titles_alone_in_the_order_of_all(model, data):
    place = np.full(N, -1)
    place[model.titles] = np.arange(7)
    lists = [place[one][place[one] >= 0] for one in data.histories]
    small = replace(
        data,
        catalogue=Catalogue.of(data.catalogue[item] for item in model.titles),
        histories=Ragged.of(lists),
        grades=np.ones(sum(map(len, lists)), np.float32),
    )
    alone = WHOLE.fit(small, RNG)
    assert isinstance(alone, ContentModel)
    assert np.array_equal(model.part.weights, alone.weights)
    known, unknown = model.titles[:2], np.setdiff1d(np.arange(N), model.titles)
    found = model.scores(asked([*known, unknown[0]]))
    assert np.array_equal(found[:, model.titles], alone.scores(asked([0, 1])))
    assert not found[:, unknown].any()
    assert model.neighbours(int(known[1]))[0].tolist() == model.titles[alone.neighbours(1)[0]].tolist()
    assert len(model.neighbours(int(unknown[0]))[0]) == 0


def test_scores_are_sums_of_contributions_and_reasons_are_titles_of_the_history(model):
    history, weights = np.array([*model.titles[:3], *np.setdiff1d(np.arange(N), model.titles)[:1]], np.int32), None
    weights = np.array([1.0, 0.5, -1.0, 1.0], np.float32)
    found = model.explained(Queries.of(history, weights))
    parts = model.contributions(Queries.of(history, weights), np.arange(N, dtype=np.int32))
    assert np.allclose(parts.sum(axis=0), found.scores, atol=1e-6)
    assert not parts[3].any()
    for item in np.flatnonzero(found.because != NO_ITEM):
        row = history.tolist().index(found.because[item])
        assert np.isclose(parts[row, item], found.contribution[item])
        assert row in {0, 1}


def test_cold_titles_and_titles_that_join_later_get_weights_in_the_other_models(model, data):
    made = completed({"ease": SparseEase(reg=2.0, k=N).fit(data, RNG), "content": model}, data.catalogue)
    comedies = asked([0, 2, 4])
    scores = made["ease"].scores(comedies)[0]
    assert scores[OLDER] > scores[COLD]  # a comedy and a crime title, neither ever watched
    more = Catalogue.of([*data.catalogue, *(type(t)(item_id=f"n{t.item_id}", title=t.title, genres=t.genres)
                                            for t in data.catalogue.titles[:2])])  # fmt: skip
    later = joined(made, more, N)
    for name in ("ease", "content"):
        found = later[name].scores(comedies)[0]
        assert found.shape == (N + 2,)
        assert found[N] > found[N + 1]


def test_a_bundle_keeps_it(model, data, tmp_path):
    knowledge = Knowledge(data.catalogue, {"content": model}, 0.0, "b")
    kept = load(save(tmp_path, knowledge, Manifest(name="b", trained_at=0.0))).knowledge.models["content"]
    assert np.array_equal(kept.scores(asked([0, 1, 2])), model.scores(asked([0, 1, 2])))
    assert np.array_equal(kept.mixed(data.catalogue.titles[:1]).into, model.mixed(data.catalogue.titles[:1]).into)


def test_where_there_is_room_nothing_changes(data):
    assert isinstance(replace(WHOLE, max_gb=14.5**2 * 24 / 2**30, narrow=3).fit(data, RNG), ContentModel)


def test_a_catalogue_of_nothing_but_titles_nobody_watched_has_a_model(make_data):
    found = replace(NARROW, narrow=4).fit(make_data([], N, genres=GENRES), RNG)
    assert not found.scores(asked([0])).any()


def test_no_titles_at_all_are_refused():
    with pytest.raises(BadConfig, match="narrow is at least 1"):
        Content(narrow=0)


def test_what_is_announced_takes_no_place_of_what_has_arrived(data):
    one = replace(NARROW, narrow=2)  # room for one cold title
    assert one.fit(data, RNG).cold.tolist() == [COLD]
    assert one.fit(replace(data, now=8e8), RNG).cold.tolist() == [OLDER]  # the newer one is yet to come
