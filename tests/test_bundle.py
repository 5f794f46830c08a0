"""Bundles: whole or not at all, unchanged, and only what they say they are."""

import math

import msgspec
import numpy as np
import pytest

from frontrow import bundle
from frontrow.bundle import LIVE, MANIFEST, Bundles, Manifest
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.quantiles import Quantiles
from frontrow.data.ragged import Ragged
from frontrow.data.weights import Weights
from frontrow.errors import BadInput, BundleRefused, NotFound
from frontrow.knowledge import Knowledge
from frontrow.models.item_knn import ItemKNNModel
from frontrow.models.popularity import PopularityModel


@pytest.fixture
def knowledge():
    titles = (Title(item_id="a", title="Ähre"), Title(item_id="b", title="B"))
    popular = PopularityModel(np.float32([[3, 1], [2, 0]]), ("DE",), 200.0)
    knn = ItemKNNModel(np.array([0, 1, 2]), np.int32([1, 0]), np.float32([0.5, 0.5]))
    quantiles = Quantiles.learnt(np.array([0.1, 0.9]), np.array([60.0, 6000.0]))
    return Knowledge(
        Catalogue(titles), {"popular": popular, "knn": knn}, 12.0, "one", quantiles, Weights(two_thumbs_up=7.0)
    )


def manifest(name="one"):
    return Manifest(name=name, trained_at=12.0, settings={"a": {"b": 1}}, metrics={"ease": {"ndcg@10": 0.5}})


def test_a_bundle_comes_back_as_it_was_saved(tmp_path, knowledge):
    loaded = bundle.load(bundle.save(tmp_path, knowledge, manifest()))
    assert loaded.knowledge.catalogue.titles == knowledge.catalogue.titles
    assert loaded.knowledge.model("popular").countries == ("DE",)
    np.testing.assert_array_equal(loaded.knowledge.model("popular").plays, knowledge.model("popular").plays)
    np.testing.assert_array_equal(loaded.knowledge.model("knn").targets, [1, 0])
    np.testing.assert_array_equal(loaded.knowledge.quantiles.levels, knowledge.quantiles.levels)
    assert loaded.knowledge.weights == Weights(two_thumbs_up=7.0)
    assert (loaded.manifest.metrics, loaded.knowledge.trained_at) == ({"ease": {"ndcg@10": 0.5}}, 12.0)


def test_what_json_has_no_number_for_comes_back(tmp_path, knowledge):
    odd = msgspec.structs.replace(
        manifest(),
        settings={"models": {"recent": {"half_life_days": math.inf, "low": -math.inf}}},
        metrics={"ease": {"ndcg@10": math.nan}},
    )
    path = bundle.save(tmp_path, knowledge, odd)
    loaded = bundle.load(path).manifest
    assert loaded.settings == odd.settings
    assert math.isnan(loaded.metrics["ease"]["ndcg@10"])
    assert b"null" not in (path / MANIFEST).read_bytes()


def test_ragged_fields_are_kept_as_two_arrays(tmp_path):
    lists = Ragged.of([[1, 2], [], [3]])
    bundle._write_array(tmp_path, "genres", lists)
    back = bundle._read_array(tmp_path, "genres")
    assert [one.tolist() for one in back] == [[1, 2], [], [3]]


def test_a_bundle_never_changes(tmp_path, knowledge):
    bundle.save(tmp_path, knowledge, manifest())
    with pytest.raises(BundleRefused, match="exists"):
        bundle.save(tmp_path, knowledge, manifest())


def test_an_interrupted_save_leaves_no_bundle(tmp_path, knowledge, monkeypatch):
    monkeypatch.setattr(bundle, "_sync", lambda path: (_ for _ in ()).throw(OSError("power")))
    with pytest.raises(OSError, match="power"):
        bundle.save(tmp_path, knowledge, manifest())
    assert Bundles(tmp_path).names() == []
    monkeypatch.undo()
    assert bundle.load(bundle.save(tmp_path, knowledge, manifest())).manifest.name == "one"


def test_a_damaged_file_is_refused_by_name(tmp_path, knowledge):
    path = bundle.save(tmp_path, knowledge, manifest()) / "titles.json"
    path.write_bytes(path.read_bytes().replace("Ähre".encode(), b"Ahre!"))
    with pytest.raises(BundleRefused, match=r"titles\.json is missing or damaged"):
        bundle.load(path.parent)


def test_a_directory_without_manifest_is_no_bundle(tmp_path):
    with pytest.raises(BundleRefused, match="no readable bundle"):
        bundle.load(tmp_path)


def edited(path, **changes):
    old = msgspec.json.decode((path / MANIFEST).read_bytes(), type=Manifest)
    (path / MANIFEST).write_bytes(msgspec.json.encode(msgspec.structs.replace(old, **changes)))


def test_another_format_is_refused(tmp_path, knowledge):
    path = bundle.save(tmp_path, knowledge, manifest())
    edited(path, format=99)
    with pytest.raises(BundleRefused, match="format 99"):
        bundle.load(path)


@pytest.mark.parametrize(
    ("kind", "says"),
    [("os.path:join", "Only classes"), ("popularity:DAY", "no model class"), ("gone:Model", "no model class")],
)
def test_only_model_classes_are_built(tmp_path, knowledge, kind, says):
    path = bundle.save(tmp_path, knowledge, manifest())
    edited(path, models={"popular": bundle.ModelEntry(kind, {})})
    with pytest.raises(BundleRefused, match=says):
        bundle.load(path)


@pytest.mark.parametrize("values", [{"prior": 1.0}, {"countries": [], "prior": 1.0, "more": 1}])
def test_a_model_whose_fields_changed_since_is_refused(tmp_path, knowledge, values):
    path = bundle.save(tmp_path, knowledge, manifest())
    edited(path, models={"popular": bundle.ModelEntry("popularity:PopularityModel", values)})
    with pytest.raises(BundleRefused, match=r"no popularity:PopularityModel of this version"):
        bundle.load(path)


def test_what_is_no_dataclass_cannot_be_kept(tmp_path):
    with pytest.raises(BundleRefused, match="no dataclass"):
        bundle.save(tmp_path, Knowledge(Catalogue(()), {"odd": object()}), manifest())


def test_promote_and_roll_back_move_the_pointer(tmp_path, knowledge):
    shelf = Bundles(tmp_path)
    assert shelf.live() is None
    for name in ("one", "two"):
        bundle.save(tmp_path, knowledge, manifest(name))
        shelf.promote(name)
    shelf.promote("two")  # again: nothing to undo twice
    assert (shelf.names(), shelf.live()) == (["one", "two"], tmp_path / "two")
    assert (shelf.rollback(), shelf.live()) == ("one", tmp_path / "one")
    with pytest.raises(NotFound, match="no earlier bundle"):
        shelf.rollback()


def test_an_unknown_bundle_is_not_promoted(tmp_path):
    with pytest.raises(NotFound, match="no bundle 'x'"):
        Bundles(tmp_path).promote("x")
    assert not (tmp_path / LIVE).exists()


def shelf_of(directory, knowledge, *names):
    for name in names:
        bundle.save(directory, knowledge, manifest(name))
    return Bundles(directory)


def test_the_oldest_bundles_are_pruned(tmp_path, knowledge):
    shelf = shelf_of(tmp_path, knowledge, *"abcde")
    assert shelf.prune(5) == []
    assert shelf.prune(2) == ["a", "b", "c"]
    assert shelf.names() == ["d", "e"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d", "e"]


def test_what_serves_and_what_a_rollback_leads_to_is_not_pruned(tmp_path, knowledge):
    shelf = shelf_of(tmp_path, knowledge, *"abcdef")
    for name in "acb":
        shelf.promote(name)
    assert shelf.prune(1) == ["a", "d", "e"]  # f is the newest
    assert (shelf.live().name, shelf.rollback()) == ("b", "c")


def test_a_prune_that_was_interrupted_is_finished_by_the_next(tmp_path, knowledge, monkeypatch):
    shelf = shelf_of(tmp_path, knowledge, *"ab")
    monkeypatch.setattr(bundle.shutil, "rmtree", lambda *args, **kwargs: None)
    shelf.prune(1)
    assert shelf.names() == ["b"]
    monkeypatch.undo()
    shelf.prune(1)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_damaged_pointer_is_refused_and_a_promotion_mends_it(tmp_path, knowledge):
    shelf = shelf_of(tmp_path, knowledge, "a")
    (tmp_path / LIVE).write_bytes(b"{")
    with pytest.raises(BundleRefused, match=r"LIVE cannot be read: .*\. `frontrow train` makes a new one\.$"):
        shelf.live()
    shelf.promote("a")
    assert shelf.live() == tmp_path / "a"


def damaged(path):
    (path / "titles.json").write_bytes(b"?")


@pytest.mark.parametrize("break_", [damaged, lambda path: edited(path, format=99)], ids=["damaged", "other format"])
def test_a_rollback_to_what_cannot_be_read_is_refused_and_names_the_next_that_can(tmp_path, knowledge, break_):
    shelf = shelf_of(tmp_path, knowledge, *"abcd")
    for name in "abcd":
        shelf.promote(name)
    break_(tmp_path / "c")
    with pytest.raises(BundleRefused, match=r"^c cannot be put in service: .*`frontrow rollback b` goes"):
        shelf.rollback()
    assert shelf.live() == tmp_path / "d"
    assert (shelf.rollback("b"), shelf.live(), shelf.earlier()) == ("b", tmp_path / "b", [tmp_path / "a"])


def test_a_rollback_says_where_no_older_bundle_can_be_read(tmp_path, knowledge):
    shelf = shelf_of(tmp_path, knowledge, *"abc")
    for name in "abc":
        shelf.promote(name)
    for name in "ab":
        damaged(tmp_path / name)
    with pytest.raises(BundleRefused, match="No older one can be read either"):
        shelf.rollback()


def test_a_rollback_leads_only_to_what_served_before(tmp_path, knowledge):
    shelf = shelf_of(tmp_path, knowledge, *"abc")
    for name in "ac":
        shelf.promote(name)
    with pytest.raises(NotFound, match=r"^b is not among .* before c, which is in service\. Those .* before: a\.$"):
        shelf.rollback("b")
    with pytest.raises(NotFound, match=r"^no bundle 'x' in .*\. Those that served before: a\.$"):
        shelf.rollback("x")


def test_a_rollback_to_what_is_in_service_is_refused_as_such(tmp_path, knowledge):
    shelf = shelf_of(tmp_path, knowledge, *"ab")
    for name, before in (("a", "none"), ("b", "a")):
        shelf.promote(name)
        with pytest.raises(BadInput, match=rf"^{name} is in service already\. Those that served before: {before}\.$"):
            shelf.rollback(name)


def test_a_rollback_only_goes_back_and_deletes_nothing(tmp_path, knowledge):
    shelf = shelf_of(tmp_path, knowledge, *"abcd")
    for name in "abcd":
        shelf.promote(name)
    assert (shelf.rollback("b"), shelf.earlier(), shelf.names()) == ("b", [tmp_path / "a"], list("abcd"))
    for name in "cd":  # jumped over, and left
        with pytest.raises(NotFound, match=rf"^{name} is not among those that served before b, which"):
            shelf.rollback(name)
    assert (shelf.rollback(), shelf.earlier()) == ("a", [])
    with pytest.raises(NotFound, match=r"^b is not among .* before a, which is in service\. .*: none\.$"):
        shelf.rollback("b")


def test_where_nothing_is_in_service_a_named_rollback_says_so(tmp_path, knowledge):
    with pytest.raises(NotFound, match=r"^no earlier bundle in "):
        shelf_of(tmp_path, knowledge, "a").rollback("a")
