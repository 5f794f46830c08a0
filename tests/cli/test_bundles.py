"""The list of bundles."""

from frontrow import bundle
from frontrow.bundle import MANIFEST, Bundles, Manifest
from frontrow.cli.bundles import bundles
from frontrow.cli.console import DEFAULT_FILE
from frontrow.data.catalogue import Catalogue
from frontrow.knowledge import Knowledge


def test_a_bundle_that_cannot_be_read_does_not_hide_the_others(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    shelf = tmp_path / "bundles"
    for name in ("one", "two"):
        metrics = {"ease": {"ndcg@10": 0.25}}
        bundle.save(shelf, Knowledge(Catalogue(())), Manifest(name=name, trained_at=0.0, events=7, metrics=metrics))
    Bundles(shelf).promote("two")
    (shelf / "one" / MANIFEST).write_text("{")
    bundles(DEFAULT_FILE)
    one, two = (line for line in capsys.readouterr().out.splitlines() if " one " in line or " two " in line)
    assert "cannot be read" in one
    assert "●" not in one
    assert "●" in two
    assert "0.2500" in two
