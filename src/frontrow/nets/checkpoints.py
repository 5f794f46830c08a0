"""A training run on disk, so that it goes on where it was interrupted as if it had not been."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch

from frontrow.errors import BadInput


def write(path: Path, state: dict[str, Any]) -> None:
    """Write tensors and plain values; the file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    torch.save(state, partial)
    partial.replace(path)


def read(path: Path, settings: str) -> dict[str, Any] | None:
    """Return what was written, None when there is nothing.

    Nothing but tensors and plain values is read: a file cannot run code.

    Parameters
    ----------
    settings
        What the run that wrote it must have said of itself under ``settings``.

    Raises
    ------
    BadInput
        If it was written by a run with other settings.
    """
    if not path.exists():
        return None
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    if state["settings"] != settings:
        raise BadInput(f"{path} is a checkpoint of other settings or data.", "Remove it, or name another file.")
    return state
