"""A training run on disk, so that it goes on where it was interrupted as if it had not been."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import torch


def path_of(path: str, run: str) -> Path:
    """Return the file of one run: the name asked for, with a hash of what the run says of itself before its ending.

    So that runs of other settings or data never find each other's: one training may fit the same learner to several
    data sets.

    Parameters
    ----------
    path
        As in the settings.
    run
        All that must be the same for a run to go on.
    """
    plain = Path(path)
    return plain.with_name(f"{plain.stem}-{hashlib.sha256(run.encode()).hexdigest()[:16]}{plain.suffix}")


def write(path: Path, state: dict[str, Any]) -> None:
    """Write tensors and plain values; the file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    torch.save(state, partial)
    partial.replace(path)


def read(path: Path) -> dict[str, Any] | None:
    """Return what was written, None when there is nothing.

    Nothing but tensors and plain values is read: a file cannot run code.
    """
    if not path.exists():
        return None
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return state
