"""The viewer's page is built when its sources changed, and only then."""

from pathlib import Path

import pytest

import hatch_build
from hatch_build import STAMP, PageNotBuilt, build_page, digest_of


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a folder with two source files."""
    folder = tmp_path / "ui"
    (folder / "src").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>")
    (folder / "src" / "main.ts").write_text("export {};")
    return folder


def test_the_digest_follows_names_and_contents(sources: Path) -> None:
    before = digest_of(sources)
    (sources / "src" / "main.ts").write_text("export const one = 1;")
    changed = digest_of(sources)
    (sources / "src" / "main.ts").rename(sources / "src" / "app.ts")
    assert len({before, changed, digest_of(sources)}) == 3


def test_the_digest_leaves_out_what_npm_installs(sources: Path) -> None:
    before = digest_of(sources)
    (sources / "node_modules" / "react").mkdir(parents=True)
    (sources / "node_modules" / "react" / "index.js").write_text("0")
    assert digest_of(sources) == before


def test_a_page_of_the_same_sources_is_not_built_again(sources: Path, tmp_path: Path) -> None:
    built = tmp_path / "built"
    built.mkdir()
    (built / "index.html").write_text("")
    (built / STAMP).write_text(digest_of(sources))
    assert not build_page(sources, built)


def test_a_failing_command_is_told_with_its_output(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = Path("/bin/sh")
    fail = ["/bin/sh", "-c", "echo no such package >&2; exit 3"]
    monkeypatch.setattr(hatch_build, "_node_programs", lambda: (fail, node))
    with pytest.raises(PageNotBuilt, match=r"status 3:\nno such package"):
        build_page(sources, tmp_path / "built", lambda _: None)
