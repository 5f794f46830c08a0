"""What was recorded of a protocol's hybrid, in sentences: its worth beside its best part, and without each part."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.entries import gathered
from benchmarks.protocols import Protocol
from benchmarks.record import RESULTS, recorded, users_of
from frontrow.evaluate.paired import Difference, difference
from frontrow.models.hybrid import Hybrid

HYBRID = "hybrid"
FILE = "ablation.jsonl"  # written by benchmarks.ablation
SEED = 0  # of the bootstrap


def told(protocol: Protocol, folder: Path = RESULTS) -> list[str]:
    """Return the sentences of the leaderboard about a protocol's hybrid; none of what was not recorded."""
    sentences = []
    if found := against_best_part(protocol, folder):
        best, gain = found
        sentences.append(f"The hybrid against its best part, {best}: {_shown(gain.mean, gain.low, gain.high)}.")
    if parts := _without_each(protocol, folder):
        command = f"python -m benchmarks.ablation --protocol {protocol.name} --record"
        each = "; ".join(f"{name} {_shown(one['mean'], one['low'], one['high'])}" for name, one in parts.items())
        sentences.append(f"Without one of its parts (`{command}`): {each}.")
    return sentences


def against_best_part(protocol: Protocol, folder: Path = RESULTS) -> tuple[str, Difference] | None:
    """Return the part that was recorded as the best, and the paired difference of the hybrid to it."""
    hybrid, whole_users = gathered().entries.get(protocol.name, {}).get(HYBRID), users_of(protocol.name, HYBRID, folder)
    parts = hybrid.parts if isinstance(hybrid, Hybrid) else {}
    known = {part: users_of(protocol.name, part, folder) for part in parts}
    values = {part: users.values[protocol.deciding] for part, users in known.items() if users is not None}
    if whole_users is None or not values or len(values) < len(parts):
        return None
    best = max(values, key=lambda part: float(np.nanmean(values[part])))
    return best, difference(whole_users.values[protocol.deciding], values[best], np.random.default_rng(SEED))


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
