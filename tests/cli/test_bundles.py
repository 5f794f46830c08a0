"""The list of bundles, and the way back."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from frontrow import bundle, cli
from frontrow.bundle import LIVE, MANIFEST, Bundles, Manifest
from frontrow.cli.console import console
from frontrow.data.catalogue import Catalogue
from frontrow.errors import FrontrowError
from frontrow.knowledge import Knowledge

METRICS = {"ease": {"ndcg@10": 0.25}}
LONG = "20261123T052924.030632Z-66782"  # as training runs name them, but for the last digit


@pytest.fixture
def shelf(tmp_path):
    """Return bundles that were put in service one after the other."""
    made = Bundles(tmp_path / "bundles")
    for n in range(3):
        manifest = Manifest(name=f"{LONG}{n}", trained_at=1.7e9, events=12_345_678, metrics=METRICS, code_version="0.1")
        bundle.save(made.directory, Knowledge(Catalogue(())), manifest)
        made.promote(manifest.name)
    return made


def spoil(shelf, n):
    (shelf.directory / f"{LONG}{n}" / MANIFEST).write_text("{")


def test_a_bundle_that_cannot_be_read_does_not_hide_the_others(shelf, run):
    spoil(shelf, 0)
    first, second, third = (line for line in run("bundles").splitlines() if LONG in line)
    assert "cannot be read" in first
    assert "0.2500" in second
    assert "●" not in first + second
    assert "●" in third


@pytest.mark.usefixtures("shelf")
def test_the_list_fits_into_80_columns_with_the_whole_date(run, monkeypatch):
    monkeypatch.setattr(console, "width", 80)
    told = run("bundles")
    for shown in ("2023-11-14 22:13", "12,345,678", "0.2500", f"{LONG}2"):
        assert shown in told
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ([2], f"started now use {LONG}1. `frontrow rollback {LONG}1` or `frontrow train` mends it."),
        ([1, 2], f"started now use {LONG}0. `frontrow rollback {LONG}0` or"),
        ([0, 1, 2], "started now have no bundle. `frontrow train` mends it."),
    ],
)
def test_that_the_bundle_in_service_cannot_be_read_is_said(shelf, run, spoilt, says):
    assert "cannot be read" not in run("bundles")
    for n in spoilt:
        spoil(shelf, n)
    told = run("bundles")
    assert f"{LONG}2 is to serve and cannot be read: " in told
    assert says in told


def test_a_bundle_in_service_that_is_gone_is_not_told_as_none_yet(shelf, run):
    for n in range(3):
        (shelf.directory / f"{LONG}{n}" / MANIFEST).unlink()
    told = run("bundles")
    assert "none yet" not in told
    assert f"{LONG}2 is to serve and cannot be read" in told


def test_a_rollback_may_name_the_bundle_to_go_to(shelf, run):
    spoil(shelf, 1)
    assert f"in service: {LONG}0" in run("rollback", f"{LONG}0")
    assert shelf.live().name == f"{LONG}0"


def test_a_rollback_to_what_cannot_be_read_ends_as_other_refusals(shelf, run):
    spoil(shelf, 1)
    run("rollback", code=1)
    assert shelf.live().name == f"{LONG}2"


@pytest.mark.parametrize(("n", "says"), [(1, "is not among those that served before"), (0, "is in service already")])
@pytest.mark.usefixtures("run")
def test_a_rollback_that_cannot_be_says_why(shelf, n, says):
    shelf.rollback(f"{LONG}0")
    with pytest.raises(FrontrowError, match=f"^{LONG}{n} {says}"):
        CliRunner().invoke(cli.app, ["rollback", f"{LONG}{n}"], catch_exceptions=False)


def test_a_pointer_that_cannot_be_read_is_mended_by_training_alone(run, ratings):
    run("import", "movielens", str(ratings))
    pointer = Path("bundles") / LIVE
    pointer.parent.mkdir(exist_ok=True)
    pointer.write_text("{")
    run("train")
    assert "●" in run("bundles")
