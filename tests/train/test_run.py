"""A training run: what a bundle holds, and when it may serve."""

from dataclasses import replace

import numpy as np
import pytest

from frontrow import bundle
from frontrow.bundle import Bundles
from frontrow.config import BundleSettings, Config, StoreSettings, TrainingSettings, default_models, read_config
from frontrow.core import Event
from frontrow.data.catalogue import Title
from frontrow.data.weights import Weights
from frontrow.errors import BadConfig, BadInput, TooLarge
from frontrow.models import Queries
from frontrow.page.plan import Plan
from frontrow.stores.memory import MemoryStore
from frontrow.train import learners_of, measured, train
from frontrow.train.material import gathered

DAY = 86_400.0
NOW = 1_800_000_000.0


def config_in(tmp_path, **training):
    return Config(
        store=StoreSettings("memory:"),
        bundles=BundleSettings(tmp_path),
        training=TrainingSettings(held_out_days=3.0, **training),
    )


def ratings(day_of):
    """Yield sixty users' stars: even users like even titles, odd users odd ones; ``day_of`` dates each."""
    for user in range(60):
        for title in range(24):
            if (user + title) % 2 == 0 and (user * title) % 7:
                at = NOW + DAY * day_of(user, title)
                yield Event(
                    event_id=f"{user}-{title}", kind="rating", at=at, user_id=f"u{user}", item_id=f"t{title}", value=5.0
                )


@pytest.fixture
def store():
    made = MemoryStore()
    made.titles.put({f"t{n}": Title(item_id=f"t{n}", title=f"Title {n}", genres=("Drama",)) for n in range(24)})
    made.log.append(list(ratings(lambda user, title: (user * 5 + title) % 10)))
    return made


def test_a_bundle_tells_what_it_was_made_of(store, tmp_path):
    outcome = train(store, config_in(tmp_path), NOW + 11 * DAY)
    manifest = bundle.load(Bundles(tmp_path).live()).manifest
    assert outcome.promoted
    assert manifest.name == outcome.manifest.name
    assert manifest.events == len(list(ratings(lambda user, title: 0)))
    assert (manifest.first_event_at, manifest.trained_at) == (
        NOW,
        NOW + 8 * DAY,
    )  # titles and users of like parity meet on even days
    assert len(manifest.data_hash) == 64
    assert manifest.metrics["ease"]["ndcg@10"] > manifest.metrics["popular"]["ndcg@10"]
    assert manifest.settings["models"]["ease"]["learner"] == "sparse_ease"


def test_the_same_log_gives_the_same_models(store, tmp_path):
    one, two = (train(store, config_in(tmp_path), NOW + n * DAY) for n in (11, 12))
    first, second = (bundle.load(tmp_path / made.manifest.name) for made in (one, two))
    assert first.manifest.data_hash == second.manifest.data_hash
    for name, model in first.knowledge.models.items():
        other = second.knowledge.models[name]
        for field in model.__dataclass_fields__:
            np.testing.assert_array_equal(getattr(model, field), getattr(other, field))


def test_a_bundle_keeps_the_weights_it_was_graded_with(store, tmp_path):
    weights = Weights(rating=2.0)
    train(store, replace(config_in(tmp_path), signals=weights), NOW + 11 * DAY)
    assert bundle.load(Bundles(tmp_path).live()).knowledge.weights == weights


def test_progress_names_the_steps(store, tmp_path):
    steps = []
    train(store, config_in(tmp_path), NOW + 11 * DAY, steps.append)
    assert steps[0] == "replaying the log"
    assert {"fitting ease", "writing the bundle"} <= set(steps)


def test_an_event_of_the_future_is_left_out_and_counted(store, tmp_path):
    config = config_in(tmp_path)
    store.log.append([Event(event_id="x", kind="rating", at=NOW + 4000 * DAY, user_id="u1", item_id="t1", value=5.0)])
    outcome = train(store, config, NOW + 11 * DAY)
    assert outcome.promoted
    assert outcome.manifest.future_events == 1
    assert outcome.manifest.trained_at == NOW + 8 * DAY
    assert "1 events are dated later" in outcome.verdict


def test_a_clock_within_the_tolerance_does_not_move_the_end_of_the_data(store, tmp_path):
    store.log.append([Event(event_id="x", kind="play", at=NOW + 11 * DAY + 299, user_id="u1", item_id="t1")])
    manifest = train(store, config_in(tmp_path), NOW + 11 * DAY).manifest
    assert (manifest.future_events, manifest.trained_at) == (0, NOW + 11 * DAY)


def test_what_pages_cannot_be_made_of_is_said(store, tmp_path):
    config = config_in(tmp_path)
    models = {name: table for name, table in config.models.items() if name != "trending"}
    settings = {"features": {"personal": {"model": "popular"}}}
    assert "Pages do without" not in train(store, config, NOW + 11 * DAY).verdict
    outcome = train(store, replace(config, models=models, page=Plan(settings=settings)), NOW + 12 * DAY)
    assert not outcome.promoted
    assert "pages cannot be ranked with it: model 'popular' explains nothing." in outcome.verdict
    assert "Pages do without features.personal: model 'popular' explains nothing." in outcome.verdict
    assert "Pages do without rows.trending, evidence.trending: " in outcome.verdict


def test_ten_events_make_a_first_bundle_and_no_second(tmp_path):
    store = MemoryStore()
    store.titles.put({f"t{n}": Title(item_id=f"t{n}", title=f"Title {n}") for n in range(12)})
    store.log.append(list(ratings(lambda user, title: 0))[:10])
    first = train(store, config_in(tmp_path), NOW + DAY)
    assert (first.promoted, first.manifest.metrics, first.manifest.held_out_users) == (True, {}, 0)
    assert "nothing could be measured" in first.verdict
    second = train(store, config_in(tmp_path), NOW + 2 * DAY)
    assert not second.promoted
    assert "nothing could be measured" in second.verdict
    assert Bundles(tmp_path).live().name == first.manifest.name


def test_what_nothing_was_held_out_from_cannot_be_measured(store, tmp_path):
    config = config_in(tmp_path)
    config = replace(config, training=replace(config.training, held_out_days=99.0))
    material = gathered(store, config, NOW + 11 * DAY)
    with pytest.raises(BadInput, match=r"nothing to measure.*smaller"):
        measured(material, learners_of(config), config)


def test_after_a_promotion_the_oldest_bundles_go(store, tmp_path):
    config = config_in(tmp_path)
    config = replace(config, bundles=replace(config.bundles, keep=3))
    made = [train(store, config, NOW + n * DAY).manifest.name for n in range(11, 16)]
    assert Bundles(tmp_path).names() == made[-3:]


def test_a_catalogue_too_large_for_the_full_matrix_trains_and_serves_all_the_same(store, tmp_path):
    config = config_in(tmp_path)
    large = {**default_models()["ease"], "dense_up_to": 23, "near": 5, "near_reg": 20.0}  # of 24 titles
    models = {name: table for name, table in config.models.items() if name != "content"}  # it adds weights of its own
    outcome = train(store, replace(config, models={**models, "ease": large}), NOW + 11 * DAY)
    assert outcome.promoted
    assert outcome.manifest.metrics["ease"]["ndcg@10"] > outcome.manifest.metrics["popular"]["ndcg@10"]
    ease = bundle.load(Bundles(tmp_path).live()).knowledge.models["ease"]
    assert np.bincount(ease.targets).max() == 5
    found = ease.explained(Queries.of(np.array([2, 4], np.int32), np.ones(2, np.float32)))
    assert set(found.because[found.contribution > 0].tolist()) <= {2, 4}


def with_little_memory_for(config, name):
    table = {"learner": "content", "max_gb": 1e-9}
    return replace(config, models={**config.models, name: table})


def test_a_model_that_pages_can_do_without_is_left_out_where_it_is_too_large(store, tmp_path):
    outcome = train(store, with_little_memory_for(config_in(tmp_path), "next"), NOW + 11 * DAY)
    assert outcome.promoted
    assert "left out: next." in outcome.verdict
    models = bundle.load(Bundles(tmp_path).live()).knowledge.models
    assert set(models) == set(outcome.manifest.metrics) == set(Config().models) - {"next"}


@pytest.mark.parametrize(("name", "decides"), [("item_knn", "ease"), ("next", "next")])
def test_any_other_model_that_is_too_large_ends_the_run(store, tmp_path, name, decides):
    config = with_little_memory_for(config_in(tmp_path, model=decides), name)
    with pytest.raises(TooLarge, match="max_gb is 1e-09"):
        train(store, config, NOW + 11 * DAY)


def test_an_empty_store_says_what_is_missing(tmp_path):
    empty = MemoryStore()
    with pytest.raises(BadInput, match="no titles"):
        train(empty, config_in(tmp_path), NOW)
    empty.titles.put({"t0": Title(item_id="t0", title="T")})
    with pytest.raises(BadInput, match="no events"):
        train(empty, config_in(tmp_path), NOW)


@pytest.mark.parametrize(
    ("settings", "says"),
    [({"model": "eese"}, "unknown model 'eese'.*'ease'"), ({"metric": "ndcg@1"}, "unknown metric 'ndcg@1'.*'ndcg@10'")],
)
def test_what_will_not_be_measured_cannot_decide_and_is_refused_before_the_replay(tmp_path, settings, says):
    with pytest.raises(BadConfig, match=says):
        train(None, config_in(tmp_path, **settings), NOW)


def test_a_model_left_out_cannot_decide_and_is_not_taken_for_misspelt(tmp_path):
    path = tmp_path / "frontrow.toml"
    path.write_text('[models.ease]\nlearner = ""\n[page.settings.features.personal]\nmodel = "item_knn"\n')
    with pytest.raises(BadConfig) as refused:
        learners_of(read_config(path))
    assert refused.value.message == "[training] model names 'ease', which [models.ease] learner = \"\" leaves out."
    assert refused.value.remedy.startswith("Name a model there is: item_knn, next, ")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"learner": "eese"}, "'ease'"),
        ({"reg": 1.0}, "names no learner"),
        ({"learner": "ease", "rex": 1.0}, "'reg'"),
        ({"learner": "ease", "reg": "much"}, "Expected `float`"),
        ({"learner": "ease", "reg": -1.0}, "above 0"),
    ],
)
def test_a_wrong_model_setting_names_what_would_be_right(table, says):
    with pytest.raises(BadConfig, match=says):
        learners_of(Config(models={"mine": table}, training=TrainingSettings(model="mine")))
