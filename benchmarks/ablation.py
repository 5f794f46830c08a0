"""What each part of a hybrid is worth: the hybrid without it, its weights learnt anew, against the whole.

``python -m benchmarks.ablation --protocol P [--json] [--record]``. Parts are fitted once a data set; what differs are
the weights. ``--record`` keeps the figures for ``python -m benchmarks.leaderboard``.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

import msgspec
import numpy as np

from benchmarks.entries import gathered
from benchmarks.hybrids import FILE, HYBRID
from benchmarks.measure import measurement
from benchmarks.protocols import PROTOCOLS, Protocol, data_folder
from benchmarks.record import RESULTS, alone, recorded, whole
from benchmarks.report import Figure, Report, json_flag
from frontrow.data.dataset import Dataset
from frontrow.evaluate.paired import difference
from frontrow.metrics import Doubles
from frontrow.models import Learner, Model
from frontrow.models.hybrid import Hybrid

SEED = 0  # of the parts and of the bootstrap


@dataclass(frozen=True)
class Remembered:
    """A learner that fits the same histories of the same titles once, and draws the same each time it fits."""

    learner: Learner
    models: dict[bytes, Model] = field(default_factory=dict, repr=False)

    def fit(self, data: Dataset, rng: np.random.Generator) -> Model:
        """Return the model of the data, fitted now or before."""
        known = (data.histories.values, data.histories.offsets, data.grades, data.at)
        digest = blake2b(b"".join(array.tobytes() for array in known)).digest()
        if digest not in self.models:
            self.models[digest] = self.learner.fit(data, np.random.default_rng(SEED))
        return self.models[digest]


def without(hybrid: Hybrid, part: str) -> Hybrid:
    """Return a hybrid without one of its parts."""
    weights = {name: weight for name, weight in hybrid.weights.items() if name != part}
    return replace(hybrid, parts={name: one for name, one in hybrid.parts.items() if name != part}, weights=weights)


def ablated(protocol: Protocol, hybrid: Hybrid, report: Report, folder: Path) -> None:
    """Add what the whole is worth, and how much less it is without each part."""
    hybrid = replace(hybrid, parts={name: Remembered(part) for name, part in hybrid.parts.items()})
    full = _values(protocol, hybrid, folder)
    case = f"{protocol.name}/{HYBRID}"
    report.add(case, protocol.deciding, float(np.nanmean(full)))
    for part in hybrid.parts:
        less = _values(protocol, without(hybrid, part), folder)
        found = difference(less, full, np.random.default_rng(SEED))
        report.add(f"{case} - {part}", protocol.deciding, float(np.nanmean(less)))
        for name in ("mean", "low", "high", "p"):
            report.add(f"{case} - {part}", name, getattr(found, name))


def _values(protocol: Protocol, hybrid: Hybrid, folder: Path) -> Doubles:
    return measurement(hybrid, protocol, protocol.splits(folder)).values[protocol.deciding]


def record(protocol: str, figures: Sequence[Figure], folder: Path = RESULTS) -> None:
    """Put the figures of one protocol in the place of those recorded before."""
    with alone(folder):
        kept = [one for one in recorded(folder, FILE) if not one.case.startswith(f"{protocol}/")]
        with whole(folder / FILE) as fresh:
            lines = sorted([*kept, *figures], key=lambda one: one.case.partition("/")[0])  # stable within a protocol
            fresh.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in lines))


def main() -> None:
    """Measure, and keep the figures if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ablation", parents=[json_flag()], description=__doc__)
    entries = {name: models[HYBRID] for name, models in gathered().entries.items() if HYBRID in models}
    parser.add_argument("--protocol", choices=sorted(entries), required=True)
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results")
    chosen = parser.parse_args()
    hybrid = entries[chosen.protocol]
    assert isinstance(hybrid, Hybrid), "the entry of this name is one"
    with Report(chosen.json, "A hybrid without each of its parts") as report:
        ablated(PROTOCOLS[chosen.protocol], hybrid, report, data_folder())
        if chosen.record:
            record(chosen.protocol, report.figures)


if __name__ == "__main__":
    main()
