"""A method of another project as an entry: it learns and ranks in the peers' environment, over files.

The peer is a module of this folder, run as ``python -m benchmarks.peers.NAME FOLDER K SETTINGS`` with the settings as a
JSON object. It reads from the folder what :func:`written` puts there, writes ``lists.npy``, (n_queries, k) int32, the
best titles of each query without those of ``masked``, -1 after the end of a list, and prints as its last line
``{"fit_cpu_s": …, "score_cpu_s": …, "fit_gb": …, "score_gb": …}``. It imports nothing of Frontrow.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.entries import Ranked
from benchmarks.peers import ROOT, peer_python
from benchmarks.protocols import Split
from frontrow.data.ragged import Ragged


@dataclass(frozen=True)
class Peer:
    """A method of another project.

    Parameters
    ----------
    module
        Its file in this folder, without ``.py``.
    settings
        What it is told.
    python
        Returns the interpreter it runs in: that of the peers' environment.
    """

    module: str
    settings: Mapping[str, float | str] = field(default_factory=dict)
    python: Callable[[], Path] = field(default=peer_python, repr=False)

    def ranked(self, split: Split, k: int) -> Ranked:
        """Return the lists of the peer and what they took."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            written(split, folder)
            told = json.dumps(dict(self.settings))
            command = [str(self.python()), "-m", f"benchmarks.peers.{self.module}", name, str(k), told]
            environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", **os.environ}
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
            return Ranked(np.load(folder / "lists.npy").astype(np.int32), **json.loads(done.stdout.splitlines()[-1]))


def written(split: Split, folder: Path) -> None:
    """Write a split as arrays.

    ``users``, ``items``, ``grades``, ``at``: the events to learn from. ``histories_values``, ``histories_offsets`` and
    ``histories_weights``: what each query knows, list i from offset i to i + 1; likewise ``masked_values`` and
    ``masked_offsets``. ``candidates``: (n_items,) which titles are ranked.
    """
    data, queries = split.data, split.queries
    masked = queries.histories if split.masked is None else split.masked
    arrays = {
        "users": data.histories.owners,
        "items": data.histories.values,
        "grades": data.grades,
        "at": data.at,
        **_lists("histories", queries.histories),
        "histories_weights": queries.weights,
        **_lists("masked", masked),
        "candidates": np.ones(len(data.catalogue), np.bool_) if split.candidates is None else split.candidates,
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)


def _lists(name: str, lists: Ragged) -> dict[str, np.ndarray[tuple[int], np.dtype[np.integer]]]:
    return {f"{name}_values": lists.values, f"{name}_offsets": lists.offsets}
