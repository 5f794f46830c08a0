"""Writes the tables of docs/growth.md about users forgotten and one more event from what was recorded.

``python -m benchmarks.forget_tables [--check]``. Nothing is measured: the figures are those that
``python -m benchmarks.forget --json`` printed into ``results/forget.jsonl``. ``--check`` writes nothing and fails when
the tables are not of the records.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.record import RESULTS, recorded
from benchmarks.report import Figure

PAGE = Path(__file__).parents[1] / "docs" / "growth.md"
NOTES = {"higher_order": "1,000 pairs", "sparse_next_item-20000": "between the 6,192 most watched"}
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

Cases = Mapping[str, Mapping[str, float]]  # the figures of each model of a part


def written(page: str, figures: Sequence[Figure]) -> str:
    """Return the page with the tables of the figures between ``<!-- forget: … -->`` and ``<!-- /forget -->``.

    Raises
    ------
    ValueError
        If a mark is not there once.
    """
    for part, table in {"forget": _forgotten, "fold-in": _folded_in}.items():
        rows = "\n".join(table(_cases(figures, part)))
        marked = re.compile(rf"^(<!-- {part}:[^\n]* -->\n).*?^(<!-- /{part} -->)$", re.DOTALL | re.MULTILINE)
        page, found = marked.subn(rf"\1\n{rows}\n\n\2", page)
        if found != 1:
            raise ValueError(f"{part} is not marked once on the page.")
    return page


def _cases(figures: Sequence[Figure], part: str) -> Cases:
    cases: dict[str, dict[str, float]] = {}
    for figure in figures:
        name, _, model = figure.case.partition("/")
        if name == part:
            cases.setdefault(model, {})[figure.metric] = figure.value
    return cases


def _forgotten(cases: Cases) -> Iterator[str]:
    ((users, titles),) = {(one["users"], one["titles"]) for one in cases.values()}  # the heading is of all rows
    yield _line(
        [
            f"forgetting {users:,.0f} random users of MovieLens 1M ({titles:,.0f} titles)",
            "difference to a model trained without them",
            "CPU-s a user, all solved together",
            "CPU-s of one alone",
            "of these the downdate",
        ]
    )
    yield _line(["---"] * 5)
    for model, one in sorted(cases.items()):
        times = (_seconds(one[f"{name}_cpu_s"]) for name in ("together", "user", "downdate"))
        yield _line([_named(model, model), _small(one["relative_difference"]), *times])


def _folded_in(cases: Cases) -> Iterator[str]:
    yield _line(
        [
            "one more event, a history of 100 titles, all titles scored again",
            "titles",
            "µs",
            "difference to scoring in a batch",
        ]
    )
    yield _line(["---"] * 4)
    for case, one in cases.items():  # as measured: the smaller catalogue first
        model, _, titles = case.rpartition("-")
        yield _line([_named(model, case), f"{int(titles):,}", f"{one['event_us']:.0f}", _small(one["difference"])])


def _named(model: str, case: str) -> str:
    return f"`{model}`, {NOTES[case]}" if case in NOTES else f"`{model}`"


def _seconds(value: float) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def _small(value: float) -> str:
    """Return a difference to one digit: 0, or 1 · 10⁻⁷."""
    if not value:
        return "0"
    digit, _, power = f"{value:.0e}".partition("e")
    return f"{digit} · 10{str(int(power)).translate(RAISED)}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Write the tables, or say whether they are up to date."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forget_tables", description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the tables are not of the records")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the records lie")
    parser.add_argument("--page", type=Path, default=PAGE, help="what is written")
    chosen = parser.parse_args()
    page = chosen.page.read_text(encoding="utf-8")
    text = written(page, recorded(chosen.results, "forget.jsonl"))
    if not chosen.check:
        chosen.page.write_text(text, encoding="utf-8")
    elif text != page:
        sys.exit(f"{chosen.page.name} is not of the records: run python -m benchmarks.forget_tables")


if __name__ == "__main__":
    main()
