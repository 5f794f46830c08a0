"""Importers and exporters, one format a file.

A format reads a directory into :class:`Imported`: titles, batches of events in the order of the log, users. Every bad
line goes to ``refuse``, which by default raises; pass ``list.append`` to keep the good lines and collect the refusals,
each of which names file, line, field and what would be right. Ids of events are made from the data, so that importing
twice adds nothing. A format that can write takes the same :class:`Imported`, and what it writes it reads back, save
what its module says it has no place for.

To add a format: write its module with ``EXPECTS``, ``detects``, ``read`` (and ``write``), and add it to ``FORMATS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from frontrow.data.formats import jsonl, movielens, recbole
from frontrow.data.formats.imported import Format, Imported, Refuse, strict
from frontrow.errors import BadInput

__all__ = ["FORMATS", "Format", "Imported", "Refuse", "detect", "read", "strict"]

FORMATS: Mapping[str, Format] = {
    "movielens": Format(movielens.EXPECTS, movielens.detects, movielens.read),
    "jsonl": Format(jsonl.EXPECTS, jsonl.detects, jsonl.read, jsonl.write),
    "recbole": Format(recbole.EXPECTS, recbole.detects, recbole.read, recbole.write),
}


def detect(directory: Path) -> str:
    """Return the name of the format a directory holds.

    Raises
    ------
    BadInput
        If there is no such directory, or it holds no known format; the message says which files were looked for.
    """
    if not directory.is_dir():
        raise BadInput(f"{directory}: no such directory.", "Expected the directory that holds the files.")
    for name, one in FORMATS.items():
        if one.detects(directory):
            return name
    looked_for = " ".join(f"{name}: {one.expects}." for name, one in FORMATS.items())
    raise BadInput(f"{directory}: no format known.", f"Expected one of these. {looked_for}")


def read(name: str, directory: Path, refuse: Refuse = strict) -> Imported:
    """Return what a directory holds in the format of a name; "auto" finds out which.

    Raises
    ------
    BadInput
        If the format is unknown, the directory does not hold it, or a line is bad and ``refuse`` raises.
    """
    if name != "auto" and name not in FORMATS:
        raise BadInput(f"No format {name!r}.", f"Expected auto, {', '.join(FORMATS)}.")
    detected = detect(directory) if name == "auto" or not directory.is_dir() else name
    return FORMATS[detected].read(directory, refuse)
