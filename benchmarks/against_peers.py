"""Our best model against each model of the other projects, user by user, from what was recorded: nothing is fitted.

``python -m benchmarks.against_peers [--json]``; the figures are those of ``python -m benchmarks.quality --record``.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from benchmarks.entries import gathered
from benchmarks.peers.outside import Peer
from benchmarks.protocols import PROTOCOLS
from benchmarks.record import RESULTS, users_of
from benchmarks.report import Report, json_flag
from frontrow.evaluate.paired import difference
from frontrow.metrics import Doubles

SEED = 0  # of the bootstrap


def values_of(protocol: str, folder: Path = RESULTS) -> tuple[dict[str, Doubles], dict[str, Doubles]]:
    """Return the deciding value a user of our recorded models and of the others', each from the best to the worst."""
    name = PROTOCOLS[protocol].deciding
    entries = gathered().entries.get(protocol, {})
    known = {model: users_of(protocol, model, folder) for model in entries}
    values = {model: users.values[name] for model, users in known.items() if users is not None and name in users.values}
    order = sorted(values, key=lambda model: -float(np.nanmean(values[model])))
    ours, theirs = (
        {model: values[model] for model in order if isinstance(entries[model], Peer) is peer} for peer in (False, True)
    )
    return ours, theirs


def compare(protocol: str, report: Report, folder: Path = RESULTS) -> None:
    """Add how much better our best is than each of theirs, the best first, with its paired interval and p-value."""
    ours, theirs = values_of(protocol, folder)
    if not ours or not theirs:
        return
    best = next(iter(ours))
    report.add(f"{protocol}/{best}", PROTOCOLS[protocol].deciding, float(np.nanmean(ours[best])))
    for model, values in theirs.items():
        found = difference(ours[best], values, np.random.default_rng(SEED))
        case = f"{protocol}/{best} - {model}"
        for name in ("mean", "low", "high", "p", "users"):
            report.add(case, name, getattr(found, name))


def main() -> None:
    """Compare under every protocol that a peer was recorded under."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.against_peers", parents=[json_flag()], description=__doc__
    )
    chosen = parser.parse_args()
    with Report(chosen.json, "Our best against other projects") as report:
        for protocol in PROTOCOLS:
            compare(protocol, report)


if __name__ == "__main__":
    main()
