from dataclasses import replace

import numpy as np
import pyarrow.parquet as pq
import pytest

from frontrow.core import Profile, Query
from frontrow.knowledge import Knowledge
from frontrow.models import Queries
from frontrow.models.ease import Ease
from frontrow.models.popularity import Popularity
from frontrow.pipeline import DEFAULT_PLAN, Pipeline
from frontrow.rows.because_you_watched import BecauseYouWatched, argued_for, arguments


@pytest.fixture
def knowledge(make_knowledge):
    return make_knowledge([{}] * 20)


def about(row, query, found):
    return {shelf.anchor: shelf.items.tolist() for shelf in row(query, found)}


def test_a_row_holds_what_its_title_argues_most_for(knowledge, ask, ranked):
    query = ask(history=[0, 1], watched=[0, 1])
    found = ranked([5, 6, 7, 8], because=[0, 1, 0, -1])
    assert about(BecauseYouWatched(knowledge, minimum=1), query, found) == {0: [5, 7], 1: [6]}


def test_the_title_that_argues_for_the_head_comes_first(knowledge, ask, ranked):
    query = ask(history=[0, 1], watched=[0, 1])
    found = ranked([5, 6, 7, 8], because=[1, 0, 0, 1])
    assert list(about(BecauseYouWatched(knowledge, minimum=1), query, found)) == [1, 0]


def test_a_title_watched_long_ago_counts_less(knowledge, ask, ranked):
    query = ask(history=[1, 0], watched=[0, 1], watched_at=[0.0, 1000 * 86_400.0])
    found = ranked([5, 6, 7, 8], because=[1, 0, 0, 1])
    assert list(about(BecauseYouWatched(knowledge, minimum=1), query, found)) == [0, 1]


def test_a_title_that_argues_for_few_gets_no_row(knowledge, ask, ranked):
    query = ask(history=[0, 1], watched=[0, 1])
    found = ranked([5, 6, 7], because=[0, 1, 0])
    assert list(about(BecauseYouWatched(knowledge, minimum=2), query, found)) == [0]


def test_no_more_rows_than_wanted(knowledge, ask, ranked):
    query = ask(history=[0, 1], watched=[0, 1])
    found = ranked([5, 6], because=[0, 1])
    assert list(about(BecauseYouWatched(knowledge, minimum=1, rows=1), query, found)) == [0]


@pytest.mark.parametrize(
    "fields",
    [
        {"watched": []},  # picked, never watched
        {"watched": [0], "weights": [-1.0]},  # disliked
        {"watched": [0], "hidden": [0]},  # sent away
        {"watched": [], "history": []},
    ],
)
def test_a_title_not_watched_disliked_or_hidden_is_not_spoken_of(knowledge, ask, ranked, fields):
    query = ask(**{"history": [0], **fields})
    assert about(BecauseYouWatched(knowledge, minimum=1), query, ranked([5, 6], because=[0, 0])) == {}


def test_a_title_above_the_age_limit_is_not_named(make_knowledge, ask, ranked):
    knowledge = make_knowledge([{"maturity": 18}, {}, {}])
    query = ask(maturity=12, history=[0], watched=[0])
    assert about(BecauseYouWatched(knowledge, minimum=1), query, ranked([1, 2], because=[0, 0])) == {}


def test_without_reasons_there_is_no_row(knowledge, ask, ranked):
    assert about(BecauseYouWatched(knowledge), ask(history=[0], watched=[0]), ranked([5])) == {}


def test_the_heading_names_the_title(knowledge, ask, ranked):
    (row,) = BecauseYouWatched(knowledge, minimum=1)(ask(history=[3], watched=[3]), ranked([5], because=[3]))
    assert row.title == "Because You Watched Title 3"


def test_every_shown_place_loses_score_when_its_title_is_deleted(make_world):
    world = make_world(5, 500)
    short = {"rows": {"because_you_watched": {"minimum": 2}}, "page": {"template": {"minimum": 1}}}
    pipeline = Pipeline.of(world.knowledge, replace(DEFAULT_PLAN, settings=short), lambda *given: None)
    model = world.knowledge.explaining("ease")
    looked_at = 0
    for seed in range(100):
        query = world.query(np.random.default_rng(seed))
        history, weights = query.profile.history, query.profile.weights
        before = model.explained(Queries.one(query)).scores
        for row in pipeline.page(query).rows:
            if row.kind != "because_you_watched":
                continue
            kept = history != row.anchor
            after = model.explained(Queries.of(history[kept], weights[kept])).scores
            added = model.contributions(Queries.one(query), row.items)
            of_anchor = added[np.flatnonzero(~kept)[0]]
            assert np.all(after[row.items] < before[row.items])
            assert np.all((added > of_anchor).sum(axis=0) < 3)
            assert {one.item for one in row.evidence} == {row.anchor}
            looked_at += len(row.items)
    assert looked_at > 500


def test_the_kernels_say_the_same_uncompiled():
    ranked, because = np.int32([9, 8, 7, 6]), np.int32([2, -1, 1, 2])
    for kernel in (arguments, arguments.py_func):
        counts, backing = kernel(because, np.array([1.0, 0.5, 0.25]), 3)
        assert (counts.tolist(), backing.tolist()) == ([0, 1, 2], [0.0, 0.25, 1.0])
    for kernel in (argued_for, argued_for.py_func):
        items, counts = kernel(ranked, because, np.int32([2, 1]), 1, 3)
        assert (items.tolist(), counts.tolist()) == ([[9], [7]], [1, 1])


@pytest.mark.data
def test_reasons_hold_for_real_viewers(shared_data, make_data):
    """Of 500 places on pages of MovieLens users, each loses score when the title it names is deleted."""
    table = pq.read_table(shared_data / "ml-1m" / "ratings.parquet")
    _, item = np.unique(table["movie_id"].to_numpy(), return_inverse=True)
    _, user = np.unique(table["user_id"].to_numpy(), return_inverse=True)
    order = np.lexsort((table["user_seq"].to_numpy(), user))
    histories = np.split(item[order], np.flatnonzero(np.diff(user[order])) + 1)
    data = make_data([one.tolist() for one in histories[:2000]], int(item.max()) + 1, plays=[(0, 0, 1.0, "")])
    model = Ease(reg=500.0).fit(data, np.random.default_rng(0)).compact(200)
    plays = Popularity().fit(data, np.random.default_rng(0))
    knowledge = Knowledge(data.catalogue, {"ease": model, "popular": plays, "recent": plays, "trending": plays})
    pipeline = Pipeline.of(knowledge, DEFAULT_PLAN, lambda *given: None)
    places = []
    for number in range(2000, 2100):
        history = histories[number].astype(np.int32)
        known = Profile(history, np.ones(len(history), np.float32), np.zeros(len(history)), history)
        for row in pipeline.page(Query("u", "p", data.now, profile=known)).rows:
            if row.kind == "because_you_watched":
                places += [(history, row.anchor, item) for item in row.items.tolist()]
    chosen = np.random.default_rng(1).permutation(len(places))[:500]
    assert len(chosen) == 500
    for history, anchor, title in (places[place] for place in chosen):
        added = model.contributions(
            Queries.of(history, np.ones(len(history), np.float32)), np.array([title], np.int32)
        )[:, 0]
        kept = history[history != anchor]
        after = model.explained(Queries.of(kept, np.ones(len(kept), np.float32))).scores[title]
        assert after < added.sum()
        assert anchor in history[np.argsort(-added)[:3]]
