"""Cold items by how popular they become: whether new titles find their viewers, or only the new hits do.

``python -m benchmarks.cold [--model M] [--draws N] [--json]`` or ``python -m benchmarks.cold --extend``. Of each draw
of the protocol cold-items, the cold titles are cut in thirds by the plays they have in the whole data, and each third
is ranked for itself: a list of popular titles gains nothing there. ``--extend`` measures instead how long one more
title takes to join the model ``content``, against a fit with it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from timeit import repeat, timeit

import numpy as np
from msgspec.structs import replace as replace_title

from benchmarks.entries import Outside, gathered
from benchmarks.measure import SEED, Cost, asked_of, deepest, judged_by
from benchmarks.protocols import PROTOCOLS, Split, data_folder
from benchmarks.report import Report, json_flag
from frontrow.core import Bools
from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged
from frontrow.models.content import Content
from frontrow.models.content_model import ContentModel

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


def extension(report: Report) -> None:
    """Add what it takes to compare one more title with all others, and to extend the model by it."""
    split = next(PROTOCOLS[PROTOCOL].splits(data_folder()))
    titles = split.data.catalogue.titles
    learner, case = Content(), f"{PROTOCOL}/content"
    fits = timeit(lambda: learner.fit(split.data, np.random.default_rng(SEED)), number=1)
    model = learner.fit(split.data, np.random.default_rng(SEED))
    assert isinstance(model, ContentModel)  # of all titles: they are few enough
    more = Catalogue((*titles, replace_title(titles[0], item_id="one more")))
    model.extended(more)  # reads its terms, once
    kernel = model.kernel
    row = min(repeat(lambda: kernel.against(kernel.described(more.titles[-1:]), model.taste), number=1, repeat=20))
    extends = min(repeat(lambda: model.extended(more), number=1, repeat=10))
    report.add(case, "kernel_row_us", row * 1e6, "µs")
    report.add(case, "extend_ms", extends * 1e3, "ms")
    report.add(case, "extend_to_fit", extends / fits)


def main() -> None:
    """Measure the chosen models."""
    models = gathered().entries[PROTOCOL]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold", parents=[json_flag()], description=__doc__)
    parser.add_argument("--model", choices=sorted(models), help="one model instead of all")
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--extend", action="store_true", help="the time one more title takes")
    chosen = parser.parse_args()
    with Report(chosen.json, "Cold items by thirds of popularity") as report:
        if chosen.extend:
            extension(report)
            return
        for model in [chosen.model] if chosen.model else models:
            measure(model, chosen.draws, report)


if __name__ == "__main__":
    main()
