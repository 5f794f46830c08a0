"""The page as a whole: what must hold of every page, and what becomes of it when a part fails."""

import gc
import re
import threading
import weakref
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontrow.core import Candidates, Profile, Query, Reasons, Row
from frontrow.data.catalogue import Catalogue, Title
from frontrow.errors import BadConfig
from frontrow.knowledge import Knowledge
from frontrow.page.parts import Absent
from frontrow.pipeline import DEFAULT_PLAN, REGISTRIES, Pipeline, Plan

MAY_BE_WATCHED = {"continue_watching", "my_list", "top_10", "watch_again"}
PERSONAL_EVIDENCE = {"watched"}


def strict(name, error):
    raise AssertionError(name) from error


def broken(*given):
    raise RuntimeError("broken on purpose")


def breaks(world, query, page):
    """Return what is wrong with a page, by the records alone."""
    wrong = []
    forbidden, watched = world.forbidden(query), set(query.profile.watched.tolist())
    shown = [item for row in page.rows for item in row.items.tolist()]
    once = [item for row in page.rows if not row.may_repeat for item in row.items.tolist()]
    new = {item for row in page.rows if row.kind not in MAY_BE_WATCHED for item in row.items.tolist()}
    if forbidden & set(shown):
        wrong.append("forbidden")
    if watched & new:
        wrong.append("watched")
    if len(set(once)) < len(once) or any(len(set(row.items.tolist())) < len(row.items) for row in page.rows):
        wrong.append("twice")
    if not shown and len(forbidden) < len(world.knowledge.catalogue):
        wrong.append("empty")
    if any(len(row.evidence) != len(row.items) or not all(one.text for one in row.evidence) for row in page.rows):
        wrong.append("unexplained")
    return wrong


def untrue(world, query, page):
    """Return the reasons that name a title they must not: not in the history, disliked, or not to be spoken of."""
    liked = set(query.profile.history[query.profile.weights > 0].tolist()) - world.forbidden(query)
    return [
        one.text
        for row in page.rows
        for one in row.evidence
        if one.kind in PERSONAL_EVIDENCE and (one.item not in liked or one.value <= 0)
    ]


@pytest.fixture(scope="module")
def world(make_world):
    return make_world(1, 150)


@pytest.fixture(scope="module")
def pipeline(world):
    return Pipeline.of(world.knowledge, DEFAULT_PLAN, strict)


@pytest.fixture(scope="module")
def query(world):
    return replace(world.query(np.random.default_rng(8)), country="DE", maturity=16)


def test_ten_thousand_random_pages_break_no_rule(make_world):
    found = Counter()
    for seed in range(20):
        world = make_world(seed, 12 + 9 * seed)
        pipeline = Pipeline.of(world.knowledge, replace(DEFAULT_PLAN, rows=12, slots=6), strict)
        rng = np.random.default_rng(seed)
        for number in range(500):
            query = world.query(rng, str(number))
            page = pipeline.page(query)
            found.update(breaks(world, query, page))
            found.update(untrue(world, query, page))
            found["pages"] += 1
    assert found == {"pages": 10_000}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1), n_items=st.integers(1, 60), rows=st.integers(1, 30), slots=st.integers(1, 20))
def test_any_page_of_any_world_and_shape_breaks_no_rule(make_world, seed, n_items, rows, slots):
    world = make_world(seed, n_items)
    query = world.query(np.random.default_rng(seed))
    page = Pipeline.of(world.knowledge, replace(DEFAULT_PLAN, rows=rows, slots=slots), strict).page(query)
    assert breaks(world, query, page) + untrue(world, query, page) == []
    assert len(page.rows) <= rows
    assert all(len(row.items) <= slots for row in page.rows)


def test_the_same_query_gives_the_same_page(world, pipeline, query):
    again = Pipeline.of(world.knowledge, DEFAULT_PLAN, strict)
    assert shown(pipeline.page(query)) == shown(again.page(query)) == shown(pipeline.page(query))


def shown(page):
    return [(row.kind, row.title, row.items.tolist(), list(row.evidence)) for row in page.rows]


def test_threads_share_a_pipeline(world, pipeline):
    queries = [world.query(np.random.default_rng(seed)) for seed in range(16)]
    alone = [shown(pipeline.page(query)) for query in queries]
    together = [None] * len(queries)

    def run(place):
        together[place] = shown(pipeline.page(queries[place]))

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(queries))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


def test_a_page_where_nothing_failed_is_full(pipeline, query):
    page = pipeline.page(query)
    assert (page.tier, page.failures, page.page_id, page.user_id) == ("full", (), query.page_id, query.user_id)


TIERS = {"filters": "partial", "features": "partial", "rows": "partial", "evidence": "partial", "sources": "partial"}
FOLDERS = {
    "sources": "sources",
    "filters": "filters",
    "features": "features",
    "scorers": "scorers",
    "rows": "row_kinds",
    "evidence": "reasons",
}
PARTS = [("sources", "catalogue"), ("scorers", "blend"), ("page", "template")]
PARTS += [("filters", name) for name in DEFAULT_PLAN.filters]
PARTS += [("features", name) for name in DEFAULT_PLAN.features]
PARTS += [("rows", name) for name in dict.fromkeys(DEFAULT_PLAN.layout)]
PARTS += [("evidence", name) for name in DEFAULT_PLAN.reasons]
EXPECTED = {("features", "personal"): "popular", ("scorers", "blend"): "popular", ("page", "template"): "editorial"}


def with_part(pipeline, folder, name, part):
    if folder == "page":
        return replace(pipeline, assembler=part)
    parts = getattr(pipeline, FOLDERS[folder])
    assert name in parts
    return replace(pipeline, **{FOLDERS[folder]: {**parts, name: part}})


@pytest.mark.parametrize(("folder", "name"), PARTS)
def test_any_component_may_fail_and_the_page_still_comes(world, pipeline, folder, name):
    reported = []
    failing = replace(with_part(pipeline, folder, name, Broken()), on_failure=lambda *given: reported.append(given[0]))
    asked = 0
    for seed in range(40):
        query = world.query(np.random.default_rng(seed))
        page = failing.page(query)
        assert breaks(world, query, page) == []
        assert page.failures in {(f"{folder}.{name}",), ()}
        asked += len(page.failures)
        if page.failures and page.rows:
            assert page.tier == EXPECTED.get((folder, name), TIERS.get(folder))
    assert reported == [f"{folder}.{name}"] * asked
    assert asked > 10


class Broken:
    """Whatever is asked of it, it raises."""

    needs = ("personal",)

    def __call__(self, *given):
        raise RuntimeError("broken on purpose")


@pytest.mark.parametrize("folder", [*FOLDERS, "page"])
def test_all_components_of_a_folder_may_fail(world, pipeline, folder):
    failing = replace(pipeline, on_failure=lambda *given: None)
    for name in getattr(pipeline, FOLDERS[folder]) if folder in FOLDERS else ["template"]:
        failing = with_part(failing, folder, name, Broken())
    for seed in range(40):
        query = world.query(np.random.default_rng(seed))
        page = failing.page(query)
        assert breaks(world, query, page) == []
        assert page.failures


def test_everything_may_fail_and_the_editorial_list_is_shown(world, pipeline, query):
    failing = replace(pipeline, on_failure=lambda *given: None)
    for folder, field in FOLDERS.items():
        for name in getattr(pipeline, field):
            failing = with_part(failing, folder, name, Broken())
    page = failing.page(query)
    assert page.tier == "editorial"
    assert {row.kind for row in page.rows} == {"editorial"}
    assert breaks(world, query, page) == []


def test_the_operators_list_leads_the_editorial_page(world, query):
    allowed = [
        item
        for item in range(len(world.knowledge.catalogue))
        if item not in world.forbidden(query) | set(query.profile.watched.tolist())
    ]
    listed = tuple(world.knowledge.catalogue.items.select(allowed[5:2:-1]))
    forbidden = tuple(world.knowledge.catalogue.items.select(sorted(world.forbidden(query))[:2]))
    plan = replace(DEFAULT_PLAN, editorial=("gone", *forbidden, *listed))
    pipeline = replace(Pipeline.of(world.knowledge, plan, lambda *given: None), assembler=broken)
    first = pipeline.page(query).rows[0]
    assert first.items.tolist() == allowed[5:2:-1]
    assert {one.text for one in first.evidence} == {"Chosen by our editors"}


def test_a_filter_that_nobody_can_stand_in_for_closes_the_page(world, pipeline, query):
    failing = replace(pipeline, filters={**pipeline.filters, "licensed": broken}, on_failure=lambda *given: None)
    page = failing.page(query)
    assert (page.tier, page.failures) == ("editorial", ("filters.licensed",))


def test_popularity_ranks_where_the_scorer_failed(world, pipeline, query):
    failing = replace(with_part(pipeline, "scorers", "blend", Absent("scorers.blend")), on_failure=lambda *given: None)
    row = next(row for row in failing.page(query).rows if row.kind == "top_picks")
    share = world.knowledge.model("popular").counts("DE")
    whole = world.knowledge.model("popular").counts("")
    score = (share + 200.0 * whole / whole.sum()) / (share.sum() + 200.0)
    assert np.all(np.diff(score[row.items]) <= 1e-6)


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        (("filters", "in_territory"), lambda query, found: np.ones(3, np.bool_)),
        (("filters", "in_territory"), lambda query, found: np.ones(len(found), np.float32)),
        (("features", "fresh"), lambda query, found: {"fresh": np.full(len(found), np.nan, np.float32)}),
        (("features", "fresh"), lambda query, found: {"fresh": np.ones(1, np.float32)}),
        (("sources", "catalogue"), lambda query, k: Candidates(np.array([0, 10_000], np.int32))),
        (("rows", "popular"), lambda query, ranked: [Row("popular", "Popular", np.array([0.5, 1.0]))]),
        (("evidence", "facts"), lambda query, shown, places: Reasons()),
        (
            ("evidence", "facts"),
            lambda query, shown, places: Reasons((), np.zeros(len(places), np.int32), places * 1.0),
        ),
        (("page", "template"), lambda query, offered: [replace(offered[0], may_repeat=False)] * 2),
        (("page", "template"), lambda query, offered: [Row("x", "All", np.arange(150, dtype=np.int32))]),
    ],
)
def test_a_wrong_answer_is_a_failure(world, pipeline, query, part, answer):
    failing = replace(with_part(pipeline, *part, answer), on_failure=lambda *given: None)
    page = failing.page(query)
    assert page.failures == (".".join(part),)
    assert breaks(world, query, page) == []


def test_a_row_kind_cannot_show_what_is_forbidden_or_twice(world, pipeline, query):
    def careless(query, ranked):
        yield Row("popular", "Everything", np.array([*range(150), *range(150), -1, 150], np.int32), may_repeat=True)

    page = with_part(pipeline, "rows", "popular", careless).page(query)
    assert breaks(world, query, page) == []
    assert page.tier == "full"


def test_what_is_no_failure_of_a_component_is_not_held_back(pipeline, query):
    def interrupted(query, found):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        with_part(pipeline, "filters", "unwatched", interrupted).page(query)


@pytest.mark.parametrize("model", ["ease", "popular", "recent", "trending"])
def test_a_model_may_be_missing(world, query, model):
    reported = []
    models = {name: one for name, one in world.knowledge.models.items() if name != model}
    knowledge = replace(world.knowledge, models=models)
    pipeline = Pipeline.of(knowledge, DEFAULT_PLAN, lambda name, error: reported.append((name, str(error))))
    assert any(model in error for _, error in reported)
    page = pipeline.page(query)
    assert page.tier in {"partial", "popular"}
    assert page.failures
    assert breaks(world, query, page) == []


def test_with_no_model_at_all_a_page_still_comes(world, query):
    pipeline = Pipeline.of(replace(world.knowledge, models={}), DEFAULT_PLAN, lambda *given: None)
    page = pipeline.page(query)
    assert page.tier == "editorial"
    assert breaks(world, query, page) == []


def test_a_viewer_who_has_watched_everything_is_shown_it_again(world, pipeline):
    everything = np.arange(150, dtype=np.int32)
    query = Query("u", "p", 1000 * 86_400.0, country="DE", profile=Profile(watched=everything))
    bare = replace(pipeline, row_kinds={})
    rows = bare.page(query).rows
    assert {row.kind for row in rows} == {"watch_again"}
    assert sum(len(row.items) for row in rows) == min(150 - len(world.forbidden(query)), 500)


def test_where_nothing_may_be_shown_nothing_is(make_world):
    titles = [Title(item_id="a", title="A", territories=("FR",)), Title(item_id="b", title="B", maturity=18)]
    pipeline = Pipeline.of(Knowledge(Catalogue.of(titles)), DEFAULT_PLAN, lambda *given: None)
    page = pipeline.page(Query("u", "p", 1.0, country="DE", maturity=6))
    assert (page.rows, page.tier) == ((), "editorial")


def test_an_empty_catalogue_has_an_empty_page():
    pipeline = Pipeline.of(Knowledge(Catalogue.of([])), DEFAULT_PLAN, lambda *given: None)
    assert pipeline.page(Query("u", "p", 1.0)).rows == ()


def test_a_large_catalogue_is_scored_from_what_several_sources_propose(world, query):
    pipeline = Pipeline.of(world.knowledge, replace(DEFAULT_PLAN, whole=40, candidates=40), strict)
    assert list(pipeline.sources) == ["top_scoring", "similar", "popular", "new"]
    page = pipeline.page(query)
    assert breaks(world, query, page) == []
    assert page.tier == "full"


def test_a_source_that_fails_is_left_out_and_the_others_propose(world, query):
    pipeline = Pipeline.of(world.knowledge, replace(DEFAULT_PLAN, whole=40, candidates=40), lambda *given: None)
    page = with_part(pipeline, "sources", "similar", broken).page(query)
    assert (page.tier, page.failures) == ("partial", ("sources.similar",))


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (Plan(filters=("unwatchd",)), "'unwatchd' is no component of 'filters'. Did you mean 'unwatched'?"),
        (Plan(layout=("top10",)), "'top10' is no component of 'rows'. Did you mean 'top_10'?"),
        (Plan(scorer="blnd"), "Did you mean 'blend'?"),
        (Plan(settings={"row": {}}), "'row' is no folder of components. Did you mean 'rows'?"),
        (Plan(settings={"rows": {"top_1": {}}}), "Did you mean 'top_10'?"),
        (Plan(settings={"rows": {"top_10": {"sise": 5}}}), "'sise' is no setting of rows.top_10. Did you mean 'size'?"),
        (Plan(settings={"rows": {"top_10": {"size": "ten"}}}), "rows.top_10.size: 'ten' will not do"),
        (Plan(settings={"rows": {"my_list": {"size": 1}}}), "There is none."),
    ],
)
def test_a_plan_that_is_wrong_names_what_is_right(world, plan, message):
    with pytest.raises(BadConfig, match=re.escape(message)):
        Pipeline.of(world.knowledge, plan, strict)


@pytest.mark.parametrize("shape", [{"rows": 0}, {"slots": 0}, {"candidates": -1}])
def test_a_page_has_a_shape(shape):
    with pytest.raises(BadConfig, match="1 or more"):
        Plan(**shape)


def test_settings_reach_their_components(world):
    plan = replace(
        DEFAULT_PLAN,
        features=("explore",),
        seed=7,
        rows=3,
        settings={"rows": {"top_10": {"size": 5}}, "page": {"template": {"minimum": 2}}},
    )
    pipeline = Pipeline.of(world.knowledge, plan, strict)
    assert pipeline.row_kinds["top_10"].size == 5
    assert pipeline.features["explore"].seed == 7
    assert (pipeline.assembler.minimum, pipeline.assembler.rows) == (2, 3)
    assert pipeline.assembler.layout == plan.layout


def test_every_component_of_the_default_plan_is_registered():
    plan = DEFAULT_PLAN
    assert set(plan.layout) == set(REGISTRIES["rows"])
    assert set(plan.reasons) == set(REGISTRIES["evidence"])
    assert set(plan.filters) == set(REGISTRIES["filters"])


def test_the_sources_that_a_plan_names_are_asked(world, query):
    pipeline = Pipeline.of(world.knowledge, replace(DEFAULT_PLAN, sources=("popular", "new")), strict)
    assert list(pipeline.sources) == ["popular", "new"]
    assert breaks(world, query, pipeline.page(query)) == []


def test_the_rules_are_seen_to_be_broken_where_they_are(world, pipeline):
    """The check of the ten thousand pages is itself checked: it must notice a page that breaks each rule."""
    careless = replace(pipeline, filters={})
    seen = Counter()
    for seed in range(20):
        query = world.query(np.random.default_rng(seed))
        page = careless.page(query)
        seen.update(breaks(world, query, page))
        seen.update(breaks(world, query, replace(page, rows=page.rows + page.rows)))
        seen.update(breaks(world, query, replace(page, rows=())))
        everything = Row("x", "X", np.arange(150, dtype=np.int32))
        seen.update(breaks(world, query, replace(page, rows=(everything,))))
    assert set(seen) == {"watched", "twice", "empty", "forbidden", "unexplained"}


def test_what_is_replaced_is_freed_at_once(make_world):
    """Workers keep the collector away from what serves, so nothing that serves may stand in a circle."""
    gc.collect()
    gc.disable()
    try:
        world = make_world(1, 60)
        pipeline = Pipeline.of(world.knowledge, DEFAULT_PLAN, print)
        pipeline.page(world.query(np.random.default_rng(0)))
        catalogue = weakref.ref(world.knowledge.catalogue)
        del world, pipeline
        assert catalogue() is None
    finally:
        gc.enable()
