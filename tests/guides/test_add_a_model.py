"""The guide "Add a model of your own", run as it stands."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from frontrow import bundle, cli
from frontrow.api.server import FIGURES, SERVED, packed
from frontrow.bundle import Bundles
from frontrow.config import read_config
from frontrow.errors import BadConfig, BundleRefused
from frontrow.models import plugins

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "add-a-model.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`([\w./]+)`:\n\n```\w+\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE))
COMMANDS = re.findall(r"^```console\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)[0].splitlines()
ENTRY_POINT = re.findall(r"^```toml\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)[-1]

WORKER = """
import frontrow.api.worker as module
module.application = lambda app: app
app = module.worker()
app.start()
print(*app.view().knowledge.models)
app.close()
"""


@pytest.fixture
def clean(tmp_path, monkeypatch):
    """Work in a folder of its own; what is imported from it is forgotten afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("frontrow_plugins.")]:
        del sys.modules[name]


TODAY = 1_795_086_400.0  # 2026-11-19


@pytest.fixture
def run():
    def command(line):
        result = CliRunner().invoke(cli.app, line.split()[1:])
        assert result.exit_code == 0, (result.output, result.exception)
        return result.output

    return command


def written(folder, files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_the_model_of_the_guide_trains_is_measured_and_serves(clean, run, monkeypatch):
    monkeypatch.setattr("time.time", lambda: TODAY)  # the world depends on the day
    written(clean, FILES)
    run("frontrow simulate --viewers 60 --days 14")
    trained, evaluated, page = [run(line) for line in COMMANDS]
    assert "is promoted" in trained
    assert "walks" in evaluated
    assert "tier full" in page
    told = subprocess.run(  # a worker process of `frontrow serve`, which has imported nothing yet
        [sys.executable, "-c", WORKER],
        env={**os.environ, SERVED: packed(read_config(clean / "frontrow.toml")), FIGURES: str(clean)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert "walks" in told.stdout.split()
    manifest = bundle.load(Bundles(clean / "bundles").live()).manifest
    assert 0 < manifest.metrics["walks"]["ndcg@10"] <= 1  # how good it is, sixty viewers do not tell


def test_a_bundle_with_a_strangers_model_is_refused_where_nobody_names_its_file(clean, run):
    written(clean, FILES)
    run("frontrow simulate --viewers 60 --days 14")
    run("frontrow train")
    del sys.modules["frontrow_plugins.walks"]
    with pytest.raises(BundleRefused, match=r"no learner comes from the module frontrow_plugins\.walks"):
        bundle.load(Bundles(clean / "bundles").live())


def test_an_installed_package_gives_its_learner_by_name(clean, monkeypatch):
    written(clean, {"walks.py": FILES["plugins/walks.py"]})
    points = ENTRY_POINT.replace('[project.entry-points."', "[").replace('"]', "]").replace('"', "")
    written(clean, {"walks-1.0.dist-info/METADATA": "Name: walks\nVersion: 1.0\n"})
    written(clean, {"walks-1.0.dist-info/entry_points.txt": points})
    monkeypatch.syspath_prepend(clean)
    assert "walks" in plugins.names()
    assert plugins.learner("walks").__module__ == "walks"
    assert plugins.module("walks").WalkModel
    del sys.modules["walks"]


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        (None, "mine.py:Mine", r"there is no .*mine\.py"),
        ("import nothing_of_this_name", "mine.py:Mine", "cannot be imported: ModuleNotFoundError"),
        ("class Mine: ...", "mine.py:Mine", r"mine\.py:Mine is no learner"),
        ("", "mine.py:Mine", r"mine\.py:Mine is no learner"),
        (None, "nobody", "there is no learner 'nobody'"),
    ],
)
def test_what_is_no_learner_is_refused_by_name(clean, text, name, says):
    if text is not None:
        written(clean, {"mine.py": text})
    with pytest.raises(BadConfig, match=says):
        plugins.learner(name)


def test_two_files_of_one_name_are_refused(clean):
    written(clean, {"a/walks.py": FILES["plugins/walks.py"], "b/walks.py": FILES["plugins/walks.py"]})
    assert plugins.learner("a/walks.py:Walks") is plugins.learner("a/walks.py:Walks")
    with pytest.raises(BadConfig, match="have the same name"):
        plugins.learner("b/walks.py:Walks")


def test_an_entry_point_that_cannot_be_loaded_is_named(clean, monkeypatch):
    written(clean, {"broken-1.0.dist-info/METADATA": "Name: broken\nVersion: 1.0\n"})
    written(clean, {"broken-1.0.dist-info/entry_points.txt": "[frontrow.learners]\nbroken = broken:Learner\n"})
    monkeypatch.syspath_prepend(clean)
    with pytest.raises(BadConfig, match="entry point broken = 'broken:Learner' cannot be loaded"):
        plugins.learner("broken")
    with pytest.raises(BundleRefused, match="the module broken cannot be imported"):
        bundle.load(saved_with(clean, "broken:Model"))


def saved_with(folder, kind):
    import msgspec

    from frontrow.bundle import MANIFEST, Manifest, ModelEntry, save
    from frontrow.data.catalogue import Catalogue
    from frontrow.knowledge import Knowledge

    path = save(folder, Knowledge(Catalogue(())), Manifest(name="one", trained_at=0.0))
    manifest = bundle.read_manifest(path)
    entry = ModelEntry(kind, {}, third_party=True)
    (path / MANIFEST).write_bytes(msgspec.json.encode(msgspec.structs.replace(manifest, models={"mine": entry})))
    return path
