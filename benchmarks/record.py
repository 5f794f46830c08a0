"""What was measured last of each case, kept in files that belong to the repository.

``results/quality.jsonl`` holds the figures, ``results/users/PROTOCOL/MODEL.npz`` the values of each user under the
metrics a protocol publishes: models are compared in pairs, user by user, without fitting them again.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np

from benchmarks.report import Figure
from frontrow.metrics import Doubles

RESULTS = Path(__file__).parent / "results"
SETTINGS = "settings"  # beside the metrics in a file of users' values


class Users(NamedTuple):
    """A value a user by metric, and the settings of the model they were measured with."""

    values: Mapping[str, Doubles]
    settings: str


def record(
    protocol: str,
    model: str,
    figures: Sequence[Figure],
    values: Mapping[str, Doubles],
    settings: str,
    *,
    folder: Path = RESULTS,
) -> None:
    """Put the figures of one case in the place of what was recorded of it before; the other cases stay.

    One process writes at a time, the others wait; what is interrupted leaves each file as it was or as it is to be.
    """
    path = folder / "quality.jsonl"
    users = users_path(protocol, model, folder)
    users.parent.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        case = f"{protocol}/{model}"
        kept = [one for one in recorded(folder) if one.case != case]
        lines = sorted([*kept, *figures], key=lambda one: one.case)  # stable: the metrics keep their order
        arrays: dict[str, Any] = {name.replace("/", "|"): np.asarray(each, np.float32) for name, each in values.items()}
        arrays[SETTINGS] = np.array(settings)
        with whole(users) as fresh, fresh.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
        with whole(path) as fresh:  # last: a figure on the page has its users' values
            fresh.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in lines))


def recorded(folder: Path = RESULTS, name: str = "quality.jsonl") -> list[Figure]:
    """Return all figures recorded in a file, case by case."""
    path = folder / name
    if not path.is_file():
        return []
    return [msgspec.json.decode(line, type=Figure) for line in path.read_bytes().splitlines() if line]


def users_of(protocol: str, model: str, folder: Path = RESULTS) -> Users | None:
    """Return the values of each user recorded of a case, None when there are none."""
    path = users_path(protocol, model, folder)
    if not path.is_file():
        return None
    with np.load(path) as arrays:
        values = {name.replace("|", "/"): arrays[name].astype(np.float64) for name in arrays if name != SETTINGS}
        return Users(values, str(arrays[SETTINGS]))


def users_path(protocol: str, model: str, folder: Path = RESULTS) -> Path:
    """Return where the values of each user of a case are kept."""
    return folder / "users" / protocol / f"{model}.npz"


def settings_of(entry: object) -> str:
    """Return an entry as it would be written, without the settings that are the defaults."""
    if not is_dataclass(entry) or isinstance(entry, type):
        return repr(entry)
    told = [
        f"{one.name}={settings_of(getattr(entry, one.name))}"
        for one in fields(entry)
        if one.repr and not _left_out(one, getattr(entry, one.name))
    ]
    return f"{type(entry).__name__}({', '.join(told)})"


def _left_out(one: Field[Any], value: object) -> bool:
    """Return whether a setting goes without saying: its default, or empty as it is made."""
    if one.default_factory is not MISSING:
        return not value and value == one.default_factory()
    return one.default is not MISSING and value == one.default


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a file to write in the place of another, which it takes when all went well."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        yield fresh
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other processes that record from the folder."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
