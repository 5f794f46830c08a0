"""A training run: what a bundle holds, and when it may serve."""

from dataclasses import replace

import numpy as np
import pytest

from frontrow import bundle
from frontrow.bundle import Bundles, Manifest
from frontrow.config import BundleSettings, Config, StoreSettings, TrainingSettings
from frontrow.core import Event
from frontrow.data.catalogue import Title
from frontrow.data.events import EventColumns
from frontrow.data.weights import Weights
from frontrow.errors import BadConfig, BadInput
from frontrow.stores.memory import MemoryStore
from frontrow.train import gate, learners_of, train

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
    train(store, config_in(tmp_path), NOW, steps.append)
    assert steps[0] == "replaying the log"
    assert {"fitting ease", "writing the bundle"} <= set(steps)


def serving(tmp_path, figure, trained_at):
    """Put a bundle in service that claims a figure."""
    metrics = {"ease": {"ndcg@10": figure}}
    manifest = Manifest(name="old", trained_at=trained_at, metrics=metrics)
    bundle.save(tmp_path, bundle.Knowledge(bundle.Catalogue(())), manifest)
    Bundles(tmp_path).promote("old")


@pytest.mark.parametrize(("old", "new", "promoted"), [(0.10, 0.0949, False), (0.10, 0.0951, True), (0.05, 0.2, True)])
def test_a_bundle_that_loses_by_more_than_the_margin_is_not_promoted(tmp_path, old, new, promoted):
    serving(tmp_path, old, NOW)
    manifest = Manifest(name="new", trained_at=NOW, metrics={"ease": {"ndcg@10": new}})
    verdict = gate(Bundles(tmp_path), manifest, EventColumns.of([]), config_in(tmp_path))
    assert verdict[0] is promoted
    assert f"{old:.4f}" in verdict[1]


def test_the_first_bundle_must_not_lose_against_popularity(tmp_path):
    manifest = Manifest(name="new", trained_at=NOW, metrics={"ease": {"ndcg@10": 0.1}, "popular": {"ndcg@10": 0.2}})
    promoted, verdict = gate(Bundles(tmp_path), manifest, EventColumns.of([]), config_in(tmp_path))
    assert not promoted
    assert "popularity has 0.2000" in verdict


def test_an_older_bundle_is_measured_on_the_new_days(store, tmp_path):
    config = config_in(tmp_path)
    train(store, config, NOW + 10 * DAY)
    later = [replace_event(one, NOW + 20 * DAY) for one in ratings(lambda user, title: (user + title) % 3)][::3]
    store.log.append(later)
    outcome = train(store, config, NOW + 24 * DAY)
    assert "has" in outcome.verdict
    assert outcome.manifest.trained_at > NOW + 20 * DAY


def replace_event(event, start):
    number = int(event.item_id[1:])
    return Event(
        event_id=f"late-{event.event_id}",
        kind="rating",
        at=start + event.at - NOW,
        user_id=f"new-{event.user_id}",
        item_id=f"t{number}",
        value=5.0,
    )


def test_a_serving_bundle_without_the_deciding_model_counts_nothing(store, tmp_path):
    serving(tmp_path, 0.0, NOW - 100 * DAY)
    assert train(store, config_in(tmp_path), NOW + 11 * DAY).promoted


def test_a_refused_bundle_stays_on_the_shelf_and_the_old_one_serves(store, tmp_path):
    serving(tmp_path, 0.99, NOW + 9 * DAY)
    outcome = train(store, config_in(tmp_path), NOW + 11 * DAY)
    assert not outcome.promoted
    assert Bundles(tmp_path).live().name == "old"
    assert outcome.manifest.name in Bundles(tmp_path).names()


def test_an_empty_store_says_what_is_missing(tmp_path):
    empty = MemoryStore()
    with pytest.raises(BadInput, match="no titles"):
        train(empty, config_in(tmp_path), NOW)
    empty.titles.put({"t0": Title(item_id="t0", title="T")})
    with pytest.raises(BadInput, match="no events"):
        train(empty, config_in(tmp_path), NOW)


def test_a_log_shorter_than_the_held_out_days_is_refused(store, tmp_path):
    config = config_in(tmp_path)
    longer = replace(config, training=replace(config.training, held_out_days=99.0))
    with pytest.raises(BadInput, match="held_out_days"):
        train(store, longer, NOW)


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
        learners_of(Config(models={"mine": table}))
