"""When a bundle may serve: both models on the same users and targets, and never for nothing."""

import math

import numpy as np
import pytest

from frontrow import bundle
from frontrow.bundle import LIVE, MANIFEST, Bundles, Manifest
from frontrow.config import Config
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.evaluate.held_out import HeldOut
from frontrow.knowledge import Knowledge
from frontrow.models import Queries
from frontrow.models.ease import EaseModel
from frontrow.train.gate import gate

DAY = 86_400.0
NOW = 1_800_000_000.0
MANY = 60  # users
CONFIG = Config()


def titles(n):
    return Catalogue.of(Title(item_id=f"t{one}", title=f"Title {one}") for one in range(n))


def following(n):
    """Return weights by which title i + 1 follows title i, of n titles."""
    return EaseModel(np.eye(n, k=1, dtype=np.float32))


def serving(tmp_path, figure=0.0, trained_at=NOW, knowledge=None, name="old"):
    """Put a bundle in service that claims a figure."""
    manifest = Manifest(name=name, trained_at=trained_at, metrics={"ease": {"ndcg@10": figure}})
    bundle.save(tmp_path, knowledge or Knowledge(titles(0)), manifest)
    Bundles(tmp_path).promote(name)


def new(figure, users=MANY, **others):
    metrics = {name: {"ndcg@10": value} for name, value in {"ease": figure, **others}.items()}
    return Manifest(name="new", trained_at=NOW, metrics=metrics, held_out_from=NOW - 3 * DAY, held_out_users=users)


def decided(tmp_path, manifest, part=None):
    return gate(Bundles(tmp_path), manifest, part, CONFIG)


@pytest.mark.parametrize(("old", "found", "promoted"), [(0.10, 0.0949, False), (0.10, 0.0951, True), (0.05, 0.2, True)])
def test_a_bundle_that_loses_by_more_than_the_margin_is_not_promoted(tmp_path, old, found, promoted):
    serving(tmp_path, old)
    verdict = decided(tmp_path, new(found))
    assert verdict[0] is promoted
    assert f"old, on the days held out from it, has {old:.4f}" in verdict[1]


@pytest.mark.parametrize(("found", "loses"), [(0.1, True), (0.19, False)])
def test_the_first_bundle_serves_and_the_verdict_says_how_it_stands_beside_popularity(tmp_path, found, loses):
    promoted, verdict = decided(tmp_path, new(found, popular=0.2))
    assert promoted
    assert "popularity has 0.2000" in verdict
    assert ("any bundle is better than none; but" in verdict) is loses


@pytest.mark.parametrize(("found", "promoted"), [(0.47, False), (0.48, True)])
def test_an_older_bundle_is_measured_on_the_same_users_and_targets(tmp_path, found, promoted):
    """Of two users who watched t0, one turned to t1, which is known to the old model, one to t3, which is new."""
    serving(tmp_path, 0.9, NOW - 9 * DAY, Knowledge(titles(2), {"ease": following(2)}))
    histories = Ragged.of([[0], [0]])
    queries = Queries(histories, np.ones(2, np.float32), np.full(2, NOW - 3 * DAY), ("", ""))
    part = HeldOut(titles(4), queries, Ragged.of([[1], [3]]), np.arange(2, dtype=np.int32))
    verdict = decided(tmp_path, new(found), part)
    assert verdict[0] is promoted
    assert "old, on the same days, has 0.5000" in verdict[1]  # the first of its list, and nothing


def test_a_bundle_that_never_had_the_deciding_model_has_no_figure_of_it(tmp_path):
    manifest = Manifest(name="old", trained_at=NOW, metrics={"item_knn": {"ndcg@10": 0.5}})
    bundle.save(tmp_path, Knowledge(titles(0)), manifest)
    Bundles(tmp_path).promote("old")
    assert "old, without that model, has 0.0000" in decided(tmp_path, new(0.1))[1]


@pytest.mark.parametrize(("found", "promoted"), [(0.4, False), (0.5, True)])
def test_the_model_that_decided_for_the_serving_bundle_stands_for_one_it_does_not_have(tmp_path, found, promoted):
    manifest = Manifest(
        name="old",
        trained_at=NOW,
        metrics={"item_knn": {"ndcg@10": 0.5}},
        settings={"training": {"model": "item_knn"}},
    )
    bundle.save(tmp_path, Knowledge(titles(0)), manifest)
    Bundles(tmp_path).promote("old")
    verdict = decided(tmp_path, new(found))
    assert verdict[0] is promoted
    assert "old, by its item_knn, on the days held out from it, has 0.5000" in verdict[1]


def test_a_bundle_that_pages_cannot_be_ranked_with_replaces_none(tmp_path):
    lacking = "model 'blend' explains nothing."
    first = gate(Bundles(tmp_path), new(0.5), None, CONFIG, lacking)
    assert first[0]
    assert "better than none; but pages cannot be ranked with it: model 'blend' explains nothing." in first[1]
    serving(tmp_path, 0.1)
    promoted, verdict = gate(Bundles(tmp_path), new(0.5), None, CONFIG, lacking)
    assert not promoted
    assert verdict == "new is not promoted: pages cannot be ranked with it: model 'blend' explains nothing."


def test_an_older_bundle_without_the_deciding_model_counts_nothing(tmp_path):
    serving(tmp_path, 0.9, NOW - 100 * DAY)
    promoted, verdict = decided(tmp_path, new(0.01))
    assert promoted
    assert "old, without that model, has 0.0000" in verdict


@pytest.mark.parametrize("figure", [0.0, math.nan])
def test_a_bundle_with_nothing_to_show_replaces_none(tmp_path, figure):
    serving(tmp_path, 0.0)
    promoted, verdict = decided(tmp_path, new(figure))
    assert not promoted
    assert f"is {figure:.4f}" in verdict


def test_a_serving_figure_that_was_not_defined_is_nothing_to_lose_against(tmp_path):
    serving(tmp_path, math.nan)
    assert decided(tmp_path, new(0.1))[0]


def test_what_could_not_be_measured_replaces_nothing_in_service(tmp_path):
    serving(tmp_path)
    unmeasured = Manifest(name="new", trained_at=NOW)
    promoted, verdict = decided(tmp_path, unmeasured)
    assert not promoted
    assert "nothing could be measured" in verdict


def damage(path):
    path.write_bytes(b"?")


def reformat(path):
    path.write_bytes(path.read_bytes().replace(b'"format": 1', b'"format": 99'))


@pytest.mark.parametrize(
    ("name", "change"), [(f"old/{MANIFEST}", reformat), ("old/titles.json", damage), (LIVE, damage)]
)
def test_for_a_serving_bundle_that_cannot_be_read_popularity_stands(tmp_path, name, change):
    serving(tmp_path, 0.9)
    change(tmp_path / name)
    promoted, verdict = decided(tmp_path, new(0.3, popular=0.2))
    assert promoted
    assert "popularity (the bundle in service cannot be read" in verdict
    assert "has 0.2000" in verdict
    assert "better than none" in decided(tmp_path, new(0.1, popular=0.2))[1]


@pytest.mark.parametrize(("found", "loses"), [(0.1, False), (0.0, True)])
def test_popularity_that_was_not_measured_has_no_figure(tmp_path, found, loses):
    promoted, verdict = decided(tmp_path, new(found))
    assert promoted
    assert "popularity" not in verdict
    assert f"ndcg@10 of ease is {found:.4f} (60 users), and no bundle serves to compare it with." in verdict
    assert ("any bundle is better than none; but" in verdict) is loses


def test_without_popularity_the_verdict_still_says_that_the_serving_bundle_cannot_be_read(tmp_path):
    serving(tmp_path, 0.9)
    damage(tmp_path / "old/titles.json")
    promoted, verdict = decided(tmp_path, new(0.1))
    assert promoted
    assert "(60 users), and the bundle in service cannot be read: " in verdict
    assert verdict.endswith("titles.json is missing or damaged.")
