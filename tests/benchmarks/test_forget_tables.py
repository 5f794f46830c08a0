"""The tables of docs/growth.md are those of the records."""

import sys

import pytest

from benchmarks import forget_tables
from benchmarks.forget_tables import written
from benchmarks.report import Figure

PAGE = """\
Before.
<!-- forget: said -->
stale
<!-- /forget -->
Between.
<!-- fold-in: said -->
<!-- /fold-in -->
After.
"""


def figures(difference=0.0):
    forgotten = {
        "relative_difference": difference,
        "user_cpu_s": 12.34,
        "together_cpu_s": 0.0261,
        "downdate_cpu_s": 0.5,
        "users": 100.0,
        "titles": 3706.0,
    }
    folded_in = {"event_us": 35.9, "difference": 0.0}
    return [
        *(Figure("forget/higher_order", name, value, "") for name, value in forgotten.items()),
        *(Figure("fold-in/ease-20000", name, value, "") for name, value in folded_in.items()),
    ]


def test_the_tables_stand_between_their_marks():
    page = written(PAGE, figures())
    assert "forgetting 100 random users of MovieLens 1M (3,706 titles)" in page
    assert "\n| `higher_order`, 1,000 pairs | 0 | 0.026 | 12 | 0.5 |\n\n<!-- /forget -->\nBetween.\n" in page
    assert "\n| `ease` | 20,000 | 36 | 0 |\n\n<!-- /fold-in -->\nAfter.\n" in page
    assert "stale" not in page
    assert written(page, figures()) == page


def test_a_difference_is_told_as_a_power_of_ten():
    assert "| 1 · 10⁻⁷ |" in written(PAGE, figures(1.11e-7))


def test_a_page_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="fold-in is not marked"):
        written(PAGE.replace("/fold-in", "/folded"), figures())


def test_a_page_of_other_records_fails_the_check_until_it_is_written(tmp_path, monkeypatch):
    def run(*more):
        monkeypatch.setattr(sys, "argv", ["forget_tables", "--page", str(page), *more])
        forget_tables.main()

    page = tmp_path / "growth.md"
    page.write_text(PAGE, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"growth\.md is not of the records"):
        run("--check")
    assert page.read_text(encoding="utf-8") == PAGE
    run()
    run("--check")
