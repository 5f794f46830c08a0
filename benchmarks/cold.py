"""Cold items by how popular they become: whether new titles find their viewers, or only the new hits do.

``python -m benchmarks.cold [--model M] [--draws N] [--json]``. Of each draw of the protocol cold-items, the cold titles
are cut in thirds by the plays they have in the whole data, and each third is ranked for itself: a list of popular
titles gains nothing there.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from benchmarks.entries import Outside, gathered
from benchmarks.measure import SEED, Cost, asked_of, deepest, judged_by
from benchmarks.protocols import PROTOCOLS, Split, data_folder
from benchmarks.report import Report, json_flag
from frontrow.core import Bools
from frontrow.data.ragged import Ragged

PROTOCOL = "cold-items"
THIRDS = ("head", "middle", "tail")
_NOTHING = Cost(0.0, 0.0, 0.0, 0.0)


def thirds(split: Split) -> Iterator[tuple[str, Split]]:
    """Yield the split of each third of the candidates, the most played first; users without targets in it drop out."""
    assert split.candidates is not None
    plays = np.bincount(split.targets.values, minlength=len(split.candidates))
    cold = np.flatnonzero(split.candidates)
    for name, items in zip(THIRDS, np.array_split(cold[np.argsort(-plays[cold], kind="stable")], 3), strict=True):
        inside = np.zeros(len(split.candidates), np.bool_)
        inside[items] = True
        yield name, replace(split, candidates=inside, targets=_within(split.targets, inside[split.targets.values]))


def _within(lists: Ragged, kept: Bools) -> Ragged:
    return Ragged.grouped(lists.owners[kept], lists.values[kept], len(lists))


def measure(model: str, draws: int, report: Report) -> None:
    """Add the figures of one model: means over the draws, and over the users with targets in the third."""
    chosen, entry = PROTOCOLS[PROTOCOL], gathered().entries[PROTOCOL][model]
    if isinstance(entry, Outside):
        report.note(f"{model} is measured by benchmarks.quality alone.")
        return
    found: dict[str, list[float]] = defaultdict(list)
    for split in islice(chosen.splits(data_folder()), draws):
        fitted = entry.fit(split.data, np.random.default_rng(SEED))
        for name, part in thirds(split):
            lists, _ = asked_of(fitted, part, deepest(chosen), _NOTHING)
            values = judged_by(chosen, part, lists).users
            for metric in chosen.metrics:
                found[f"{metric.name}/{name}"].append(float(np.nanmean(values[metric.name])))
    for name, figures in found.items():
        report.add(f"{PROTOCOL}/{model}", name, float(np.mean(figures)))


def main() -> None:
    """Measure the chosen models."""
    models = gathered().entries[PROTOCOL]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold", parents=[json_flag()], description=__doc__)
    parser.add_argument("--model", choices=sorted(models), help="one model instead of all")
    parser.add_argument("--draws", type=int, default=10)
    chosen = parser.parse_args()
    with Report(chosen.json, "Cold items by thirds of popularity") as report:
        for model in [chosen.model] if chosen.model else models:
            measure(model, chosen.draws, report)


if __name__ == "__main__":
    main()
