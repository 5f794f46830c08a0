"""What was recorded of a protocol's hybrid, in sentences: its worth beside its best part, and without each part."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.entries import gathered
from benchmarks.protocols import Protocol
from benchmarks.record import RESULTS, recorded, users_of
from frontrow.evaluate.paired import Difference, difference
from frontrow.metrics import Doubles
from frontrow.models.hybrid import Hybrid

HYBRID = "hybrid"
FILE = "ablation.jsonl"  # written by benchmarks.ablation
SEED = 0  # of the bootstrap


class Beside(NamedTuple):
    """A hybrid beside the best of its parts, under one label of a protocol."""

    label: str
    part: str
    gain: Difference


def told(protocol: Protocol, folder: Path = RESULTS) -> list[str]:
    """Return the sentences of the leaderboard about a protocol's hybrid; none of what was not recorded."""
    sentences = []
    if found := against_best_part(protocol, folder):
        each = "; ".join(
            f"{one.part} {_shown(one.gain.mean, one.gain.low, one.gain.high)}" + (f" {one.label}" if one.label else "")
            for one in found
        )
        sentences.append(f"The hybrid against its best part: {each}.")
    if parts := _without_each(protocol, folder):
        command = f"python -m benchmarks.ablation --protocol {protocol.name} --record"
        each = "; ".join(f"{name} {_shown(one['mean'], one['low'], one['high'])}" for name, one in parts.items())
        sentences.append(f"Without one of its parts (`{command}`): {each}.")
    return sentences


def against_best_part(protocol: Protocol, folder: Path = RESULTS) -> list[Beside]:
    """Return the hybrid beside the best of its parts, by the deciding metric under each label; none if one is missing.

    That label which decides comes first.
    """
    hybrid, own = gathered().entries.get(protocol.name, {}).get(HYBRID), users_of(protocol.name, HYBRID, folder)
    parts = hybrid.parts if isinstance(hybrid, Hybrid) else {}
    known = {part: users.values for part in parts if (users := users_of(protocol.name, part, folder)) is not None}
    if own is None or not known or len(known) < len(parts):
        return []
    metric = protocol.metrics[0].name
    names = [
        name
        for name, values in own.values.items()
        if name.split("/")[0] == metric and all(len(each.get(name, ())) == len(values) for each in known.values())
    ]
    names.sort(key=lambda name: name != protocol.deciding)
    return [_beside(name, own.values, known) for name in names]


def _beside(name: str, own: Mapping[str, Doubles], parts: Mapping[str, Mapping[str, Doubles]]) -> Beside:
    best = max(parts, key=lambda part: float(np.nanmean(parts[part][name])))
    gain = difference(own[name], parts[best][name], np.random.default_rng(SEED))
    return Beside(name.partition("/")[2], best, gain)


def _without_each(protocol: Protocol, folder: Path) -> dict[str, dict[str, float]]:
    """Return the recorded figures of the hybrid without a part, by the part."""
    start = f"{protocol.name}/{HYBRID} - "
    parts: dict[str, dict[str, float]] = {}
    for one in recorded(folder, FILE):
        if one.case.startswith(start):
            parts.setdefault(one.case.removeprefix(start), {})[one.metric] = one.value
    return parts


def _shown(mean: float, low: float, high: float) -> str:
    return f"{mean:+.4f} [{low:+.4f}, {high:+.4f}]"
