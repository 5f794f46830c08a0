"""The documents say what the code does."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GENERATED = runpy.run_path(str(ROOT / "scripts" / "build_reference.py"))["pages"]()
WRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("path", GENERATED, ids=str)
def test_a_generated_page_is_up_to_date(path):
    assert (ROOT / "docs" / path).read_text() == GENERATED[path], "run `make docs`"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_module_of_the_package_stands_in_the_map():
    told = (ROOT / "docs" / "architecture.md").read_text()
    package = ROOT / "src" / "frontrow"
    modules = {path.stem for path in package.glob("*.py")} | {
        path.parent.name for path in package.glob("*/__init__.py")
    }
    assert {name for name in modules - {"__init__"} if f"`{name}`" not in told} == set()
