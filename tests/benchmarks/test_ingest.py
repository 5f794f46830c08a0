from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).parents[2]


def measured(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.ingest", "--events", "600", "--rounds", "1", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_each_figure_is_a_line_of_json() -> None:
    lines = [msgspec.json.decode(line) for line in measured("--json").splitlines()]
    figures = {(line["case"], line["metric"]): (line["value"], line["unit"]) for line in lines}
    assert len(figures) == len(lines)
    assert all(value > 0 for value, _ in figures.values())
    for case in ("store", "store/structs", "store/batch-100"):
        ours, bare = figures[case, "events_per_s"][0], figures[case, "sqlite_events_per_s"][0]
        assert abs(figures[case, "ratio_to_sqlite"][0] * bare / ours - 1) < 1e-9  # one round: its median is its ratio
    assert figures["of_user", "nothing_new_p50_us"][1] == "µs"


def test_a_person_reads_a_table_of_the_cases_asked_for() -> None:
    table = measured("--case", "group-commit")
    assert "store/group-commit" in table
    assert "batch-100" not in table
