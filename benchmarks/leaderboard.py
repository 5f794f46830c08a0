"""Writes docs/leaderboard.md from what was recorded: our models, what others published, and how they compare.

``python -m benchmarks.leaderboard [--check] [--json]``. Nothing is fitted: the figures are those of
``python -m benchmarks.quality --record``. The same records give the same page, byte by byte. ``--check`` writes nothing
and fails when the page is not of the records; ``--json`` prints the paired differences.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.entries import gathered
from benchmarks.hybrids import told as hybrid_told
from benchmarks.protocols import PROTOCOLS, Protocol
from benchmarks.published import PUBLISHED
from benchmarks.record import RESULTS, Users, recorded, settings_of, users_of
from benchmarks.report import Report, json_flag
from frontrow.evaluate.paired import Difference, difference

PAGE = Path(__file__).parents[1] / "docs" / "leaderboard.md"
SEED = 0
BOUNDS = ("_low", "_high", "_se", "_sd")  # of a figure, recorded beside it
BESIDE = {"coverage": "coverage", "ecs": "ECS", "popularity_lift": "lift", "c_kl": "C_KL"}
COST = {
    "fit_cpu_s": "fit CPU-s",
    "score_cpu_s": "score CPU-s",
    "fit_peak_gb": "fit GiB",
    "score_peak_gb": "score GiB",
}
HEAD = """\
# Leaderboard

Written by `python -m benchmarks.leaderboard`; do not edit. Every row is measured by its command, in a process of its
own with one BLAS thread. Settings were chosen on validation parts, never on the test part: on that of the same
protocol, except where the notes name another. Figures may have been measured again after a model was mended.
Brackets are the bootstrap interval of 95 % over users. The column *against* is the paired difference of the deciding
metric (the first) to the best other model, with its interval and the two-sided p-value of a sign-flip permutation test.
Coverage, effective catalogue size (ECS), popularity lift and miscalibration (C_KL, lower is better) are of the first 10
places (Gowalla: 20). CPU-seconds are those of all threads; the peak of memory of scoring holds the data and the model.
Where draws or labels are several, costs are means over them. Figures of others are as published, on their machines and,
where it is said, on other data: they tell where a model stands, not who is better.
"""


class Row(NamedTuple):
    """A recorded model under a protocol."""

    model: str
    figures: Mapping[str, float]
    users: Users | None
    against: tuple[str, Difference] | None  # the best other model, and the difference to it


def rows_of(protocol: Protocol, folder: Path = RESULTS) -> list[Row]:
    """Return the recorded models of a protocol, best first."""
    cases: dict[str, dict[str, float]] = {}
    for figure in recorded(folder):
        name, _, model = figure.case.partition("/")
        if name == protocol.name:
            cases.setdefault(model, {})[figure.metric] = figure.value
    order = sorted(cases, key=lambda model: (-cases[model].get(protocol.deciding, -np.inf), model))
    users = {model: users_of(protocol.name, model, folder) for model in order}
    return [Row(model, cases[model], users[model], _against(model, order, users, protocol)) for model in order]


def _against(
    model: str, order: Sequence[str], users: Mapping[str, Users | None], protocol: Protocol
) -> tuple[str, Difference] | None:
    rival = next((other for other in order if other != model), None)
    ours, theirs = users[model], users[rival] if rival else None
    name = protocol.deciding
    if rival is None or ours is None or theirs is None:
        return None
    own, other = ours.values.get(name), theirs.values.get(name)
    if own is None or other is None or len(own) != len(other):
        return None  # recorded under an older form of the protocol
    return rival, difference(own, other, np.random.default_rng(SEED))


def all_rows(folder: Path = RESULTS) -> dict[str, list[Row]]:
    """Return the recorded models of every protocol."""
    return {name: rows_of(protocol, folder) for name, protocol in PROTOCOLS.items()}


def page(rows: Mapping[str, Sequence[Row]], folder: Path = RESULTS) -> str:
    """Return the whole page of the rows of a folder."""
    return "\n".join([HEAD, *(section(PROTOCOLS[name], each, folder) for name, each in rows.items())])


def section(protocol: Protocol, rows: Sequence[Row], folder: Path = RESULTS) -> str:
    """Return the part of the page about one protocol."""
    entries, notes = (getattr(gathered(), name).get(protocol.name, {}) for name in ("entries", "notes"))
    told = [f"## {protocol.name}\n", f"{protocol.text}\n", *_table(protocol, rows)]
    missing = [model for model in entries if model not in {row.model for row in rows}]
    if missing:
        told += ["", f"Not recorded yet: {', '.join(missing)}."]
    told += ["", *_others(protocol)]
    told += [line for sentence in hybrid_told(protocol, folder) for line in (sentence, "")]
    told += [*(f"- {model or 'All'}: {text}" for model, text in notes.items()), ""] if notes else []
    told += ["<details><summary>Commands and settings</summary>", ""]
    for row in rows:
        told += [f"- `{command(protocol.name, row.model)}`", *_settings(row, entries.get(row.model))]
    return "\n".join([*told, "", "</details>", ""])


def command(protocol: str, model: str) -> str:
    """Return what measures a case."""
    return f"python -m benchmarks.quality --protocol {protocol} --model {model} --record"


def _table(protocol: Protocol, rows: Sequence[Row]) -> Iterable[str]:
    present = {name for row in rows for name in row.figures if not name.endswith(BOUNDS)}
    metrics = [
        name
        for one in protocol.metrics
        for name in sorted(present)
        if name == one.name or name.startswith(f"{one.name}/")
    ]
    metrics.sort(key=lambda name: name != protocol.deciding)  # stable: the deciding one comes first
    label = f"/{protocol.label}" if protocol.label else ""
    beside = {name + label: title for name, title in BESIDE.items() if name + label in present}
    yield _line(["model", *metrics, *beside.values(), *COST.values(), "against"])
    yield _line(["---", *["---:"] * (len(metrics) + len(beside) + len(COST)), "---"])
    for row in rows:
        cells = [_measured(row, name, name == protocol.deciding) for name in metrics]
        cells += [_number(row.figures.get(name)) for name in (*beside, *COST)]
        yield _line([row.model, *cells, _compared(row)])


def _measured(row: Row, name: str, bounded: bool) -> str:
    value = row.figures.get(name)
    if value is None:
        return ""
    text = f"{value:.4f}"
    if bounded:
        text = f"**{text}** [{row.figures[f'{name}_low']:.4f}, {row.figures[f'{name}_high']:.4f}]"
    spread = row.figures.get(f"{name}_sd")
    return text if spread is None else f"{text} (draws ± {spread:.4f})"


def _compared(row: Row) -> str:
    if row.against is None:
        return ""
    rival, found = row.against
    return f"{rival}: {found.mean:+.4f} [{found.low:+.4f}, {found.high:+.4f}], p {found.p:.4f}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def _others(protocol: Protocol) -> list[str]:
    published = PUBLISHED.get(protocol.name, ())
    if not published:
        return []
    names = list(dict.fromkeys(name for row in published for name in row.figures))
    table = [_line(["published", *names, "source"]), _line(["---", *["---:"] * len(names), "---"])]
    for row in published:
        cells = [f"{row.figures[name]:.4f}" if name in row.figures else "" for name in names]
        table.append(_line([row.model, *cells, row.source]))
    return [*table, ""]


def _settings(row: Row, entry: object) -> list[str]:
    if row.users is None:
        return []
    same = _said(settings_of(entry)) == _said(row.users.settings)
    aged = "" if same else " (its entry has changed since)"
    return [f"  `{row.users.settings}`{aged}"]


def _said(settings: str) -> list[str]:
    """Return the words of settings, in whatever order they were written."""
    return sorted(re.split(r"[(), ]+", settings))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Write the page, or say whether it is up to date."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.leaderboard", parents=[json_flag()], description=__doc__
    )
    parser.add_argument("--check", action="store_true", help="fail when the page is not of the records")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the records lie")
    parser.add_argument("--page", type=Path, default=PAGE, help="what is written")
    chosen = parser.parse_args()
    rows = all_rows(chosen.results)
    text = page(rows, chosen.results)
    if chosen.check:
        if not chosen.page.is_file() or chosen.page.read_text(encoding="utf-8") != text:
            sys.exit(f"{chosen.page.name} is not of the records: run python -m benchmarks.leaderboard")
        return
    chosen.page.write_text(text, encoding="utf-8")
    with Report(chosen.json, "Against the best other model") as report:
        for name, each in rows.items():
            for row in each:
                _report(f"{name}/{row.model}", PROTOCOLS[name].deciding, row, report)


def _report(case: str, deciding: str, row: Row, report: Report) -> None:
    if row.against is None:
        return
    rival, found = row.against
    for name in ("mean", "low", "high", "p"):
        report.add(case, f"{deciding} against {rival}: {name}", getattr(found, name))


if __name__ == "__main__":
    main()
