"""Bundles: everything one training run produced, in one immutable directory.

::

    bundles/
    ├── LIVE                      which bundle serves, and which served before it
    └── 20260101T000000Z-1f0c/
        ├── manifest.json         data range and hash, settings, metrics, code version, SHA-256 of every file
        ├── titles.json
        ├── quantiles/*.npy       what completions are graded with
        └── models/ease/*.npy     the fields of a model: arrays here, numbers and words in the manifest

Arrays and JSON only. Arrays are read memory-mapped, so worker processes share their pages.
"""

from __future__ import annotations

import hashlib
import importlib
import math
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.quantiles import Quantiles
from frontrow.data.ragged import Ragged
from frontrow.data.weights import Weights
from frontrow.errors import BadInput, BundleRefused, NotFound
from frontrow.knowledge import Knowledge
from frontrow.models import Model, plugins

FORMAT = 1
MANIFEST = "manifest.json"
TITLES = "titles.json"
QUANTILES = "quantiles"
LIVE = "LIVE"
_GONE = ".gone"
_MODEL_PACKAGE = "frontrow.models."


class ModelEntry(msgspec.Struct, frozen=True):
    """How a model is read back: its class and the fields that are no arrays.

    Parameters
    ----------
    type
        ``module:Class``, the module below ``frontrow.models``, or absolute where a third party brings the model.
    values
        Numbers and words by field.
    parts
        The models that a field of this one holds, by field.
    third_party
        Whether the class comes from an installed package or a file that the configuration names; see
        :mod:`frontrow.models.plugins`.
    """

    type: str
    values: dict[str, bool | int | float | str | list[str]]
    parts: dict[str, list[ModelEntry]] = {}
    third_party: bool = False


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle is made of and how good it is.

    Parameters
    ----------
    name
        The directory's name.
    trained_at
        The end of the data, seconds since the epoch, UTC.
    made_at
        When the training ran.
    events, first_event_at, last_seq, data_hash
        The part of the log it was trained on: how many, from when, up to which position, and their hash.
    future_events
        How many more were left out since they are dated later than the run.
    settings
        The configuration of models, signals and training.
    held_out_from
        When the held-out days begin, seconds since the epoch; 0 when there was too little data to measure anything.
    held_out_users
        How many users the metrics are over; 0 where there are none.
    metrics
        Of a model fitted without the last days, on those days: ``{"ease": {"ndcg@10": …}, …}``.
    fit_seconds
        How long each model took to fit, seconds; empty in a bundle made before it was kept.
    code_version
        Of Frontrow.
    weights, models, files
        Written by :func:`save`: the weights that feedback was graded with, and what the bundle holds.
    """

    name: str
    trained_at: float
    made_at: float = 0.0
    events: int = 0
    future_events: int = 0
    first_event_at: float = 0.0
    last_seq: int = 0
    data_hash: str = ""
    settings: dict[str, Any] = {}
    held_out_from: float = 0.0
    held_out_users: int = 0
    metrics: dict[str, dict[str, float]] = {}
    fit_seconds: dict[str, float] = {}
    code_version: str = ""
    format: int = FORMAT
    weights: Weights = Weights()
    models: dict[str, ModelEntry] = {}
    files: dict[str, str] = {}


@dataclass(frozen=True)
class Bundle:
    """A bundle in memory."""

    knowledge: Knowledge
    manifest: Manifest


def save(directory: Path, knowledge: Knowledge, manifest: Manifest) -> Path:
    """Write a bundle; it appears under its name complete or not at all.

    Parameters
    ----------
    directory
        Where bundles live; made when absent.

    Returns
    -------
    Path
        The new bundle's directory.

    Raises
    ------
    BundleRefused
        If a bundle of that name exists.
    """
    final = directory / manifest.name
    if final.exists():
        raise BundleRefused(
            f"the bundle {manifest.name!r} exists in {directory}.", "Bundles never change; choose a new name."
        )
    partial = directory / f".{manifest.name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    (partial / QUANTILES).mkdir()
    for field in fields(Quantiles):
        _write_array(partial / QUANTILES, field.name, getattr(knowledge.quantiles, field.name))
    (partial / TITLES).write_bytes(msgspec.json.encode(knowledge.catalogue.titles))
    models = {name: _write_model(partial / "models" / name, model) for name, model in knowledge.models.items()}
    files = {str(path.relative_to(partial)): _digest(path) for path in _files(partial)}
    whole = msgspec.structs.replace(manifest, weights=knowledge.weights, models=models, files=files)
    (partial / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(_spelt(msgspec.to_builtins(whole)))))
    for path in (*_files(partial), partial):
        _sync(path)
    partial.rename(final)
    _sync(directory)
    return final


def load(path: Path) -> Bundle:
    """Read a bundle; every file is checked against its hash.

    Raises
    ------
    BundleRefused
        If a file is missing or damaged, or the bundle's format is another.
    """
    manifest = read_manifest(path)
    for name, digest in manifest.files.items():
        if not (path / name).is_file() or _digest(path / name) != digest:
            raise BundleRefused(f"{path / name} is missing or damaged.", "Roll back, or train again.")
    titles = msgspec.json.decode((path / TITLES).read_bytes(), type=tuple[Title, ...])
    models = {name: _read_model(path / "models" / name, entry) for name, entry in manifest.models.items()}
    quantiles = Quantiles(*(_mapped(path / QUANTILES / f"{field.name}.npy") for field in fields(Quantiles)))
    knowledge = Knowledge(Catalogue(titles), models, manifest.trained_at, manifest.name, quantiles, manifest.weights)
    return Bundle(knowledge, manifest)


def fault(path: Path) -> BundleRefused | None:
    """Return why a bundle cannot serve, None where it can be read."""
    try:
        load(path)
    except BundleRefused as error:
        return error
    return None


def read_manifest(path: Path) -> Manifest:
    """Read what a bundle says of itself.

    Raises
    ------
    BundleRefused
        If there is no readable manifest of this format.
    """
    try:
        manifest = msgspec.convert(_unspelt(msgspec.json.decode((path / MANIFEST).read_bytes())), Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise BundleRefused(f"{path} is no readable bundle: {error}.", "Train again.") from error
    if manifest.format != FORMAT:
        raise BundleRefused(f"{path} has format {manifest.format}; this version reads {FORMAT}.", "Train again.")
    return manifest


def _spelt(value: Any) -> Any:
    """Return plain values with the floats that JSON does not have as words."""
    if isinstance(value, dict):
        return {key: _spelt(one) for key, one in value.items()}
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return value


def _unspelt(value: Any) -> Any:
    """Return plain values with the words of :func:`_spelt` as floats again."""
    if isinstance(value, dict):
        return {key: _unspelt(one) for key, one in value.items()}
    return float(value) if isinstance(value, str) and value in {"NaN", "Infinity", "-Infinity"} else value


class _Pointer(msgspec.Struct, frozen=True):
    live: str
    before: list[str]


@dataclass(frozen=True)
class Bundles:
    """The bundles of a directory and the pointer to the one in service.

    Parameters
    ----------
    directory
        May be absent as long as there is no bundle.
    """

    directory: Path

    def names(self) -> list[str]:
        """Return the names of whole bundles, oldest first."""
        return sorted(path.parent.name for path in self.directory.glob(f"[!.]*/{MANIFEST}"))

    def live(self) -> Path | None:
        """Return the directory of the bundle in service, None when there is none."""
        pointer = self._pointer()
        return self.directory / pointer.live if pointer else None

    def earlier(self) -> list[Path]:
        """Return the directories of the bundles that served before and are still there, the last first."""
        pointer = self._pointer()
        before = [name for name in (pointer.before if pointer else []) if name in self.names()]
        return [self.directory / name for name in reversed(before)]

    def promote(self, name: str) -> None:
        """Put a bundle in service; running servers swap to it.

        Raises
        ------
        NotFound
            If there is no such bundle.
        """
        if name not in self.names():
            raise NotFound(f"no bundle {name!r} in {self.directory}.", f"Known: {', '.join(self.names()) or 'none'}.")
        try:
            pointer = self._pointer()
        except BundleRefused:  # what served before is not known any more; the new one is
            pointer = None
        if pointer and pointer.live == name:
            return
        self._point(_Pointer(name, [*pointer.before, pointer.live] if pointer else []))

    def prune(self, keep: int) -> list[str]:
        """Delete the oldest bundles beyond so many; return their names.

        The one in service and the one that a rollback leads to stay, however old.
        """
        names = self.names()
        pointer = self._pointer()
        needed = {pointer.live, *[name for name in pointer.before if name in names][-1:]} if pointer else set()
        gone = [name for name in names[: max(len(names) - keep, 0)] if name not in needed]
        for name in gone:
            (self.directory / name).rename(self.directory / f".{name}{_GONE}")  # at once no bundle, never half of one
        for path in self.directory.glob(f".*{_GONE}"):  # also what an interrupted run left
            shutil.rmtree(path, ignore_errors=True)
        return gone

    def rollback(self, name: str = "") -> str:
        """Put a bundle that served before in service again and return its name.

        A rollback only goes back: the bundle it leaves, and those it jumps over, are not among those that served
        before any more. It deletes none; they stay in the directory until a later training prunes them.

        Parameters
        ----------
        name
            Which; "" for the one that served last.

        Raises
        ------
        BadInput
            If the one named is in service.
        NotFound
            If none served before, or not the one named; names those that did.
        BundleRefused
            If it cannot be read; names the next older one that can. What is in service stays.
        """
        before = [path.name for path in self.earlier()]
        if name:
            self._check_served(name, before)
        if not before:
            raise NotFound(f"no earlier bundle in {self.directory} to roll back to.", "`frontrow bundles` lists them.")
        name = name or before[0]
        older = before[before.index(name) + 1 :]
        if found := fault(self.directory / name):
            next_one = next((one for one in older if not fault(self.directory / one)), "")
            raise BundleRefused(
                f"{name} cannot be put in service: {found.message}",
                f"`frontrow rollback {next_one}` goes to the next older bundle, which can be read."
                if next_one
                else "No older one can be read either: `frontrow train` makes a new one.",
            )
        self._point(_Pointer(name, older[::-1]))
        return name

    def _check_served(self, name: str, before: list[str]) -> None:
        """Refuse to go back to a bundle that is in service, is not there, or did not serve before."""
        live = self.live()
        those = f"Those that served before: {', '.join(before) or 'none'}."
        if live and live.name == name:
            raise BadInput(f"{name} is in service already.", those)
        if name not in self.names():
            raise NotFound(f"no bundle {name!r} in {self.directory}.", those)
        if live and name not in before:
            raise NotFound(f"{name} is not among those that served before {live.name}, which is in service.", those)

    def _pointer(self) -> _Pointer | None:
        try:
            return msgspec.json.decode((self.directory / LIVE).read_bytes(), type=_Pointer)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError as error:
            path = self.directory / LIVE
            raise BundleRefused(f"{path} cannot be read: {error}.", "`frontrow train` makes a new one.") from error

    def _point(self, pointer: _Pointer) -> None:
        partial = self.directory / f".{LIVE}.{os.getpid()}"
        partial.write_bytes(msgspec.json.encode(pointer))
        _sync(partial)
        partial.replace(self.directory / LIVE)
        _sync(self.directory)


def _write_model(folder: Path, model: object) -> ModelEntry:
    if not is_dataclass(model) or isinstance(model, type):
        raise BundleRefused(f"{type(model).__name__} is no dataclass.", "A model's fields are what a bundle keeps.")
    folder.mkdir(parents=True)
    values: dict[str, bool | int | float | str | list[str]] = {}
    parts: dict[str, list[ModelEntry]] = {}
    for field in fields(model):
        value = getattr(model, field.name)
        if _absent(field.default) and _absent(value):
            continue
        if isinstance(value, np.ndarray | Ragged):
            _write_array(folder, field.name, value)
        elif isinstance(value, tuple) and any(is_dataclass(one) for one in value):
            parts[field.name] = [_write_model(folder / f"{field.name}.{n}", one) for n, one in enumerate(value)]
        else:
            values[field.name] = list(value) if isinstance(value, tuple) else value
    module = type(model).__module__
    own = module.removeprefix(_MODEL_PACKAGE)
    return ModelEntry(f"{own}:{type(model).__name__}", values, parts, third_party=own == module)


def _absent(value: object) -> bool:
    """Return whether this is what stands for parts that a model does without: they leave no trace in its bundle."""
    return isinstance(value, tuple) and not value


def _write_array(folder: Path, name: str, value: np.ndarray[Any, Any] | Ragged) -> None:
    if isinstance(value, Ragged):
        np.save(folder / f"{name}.values.npy", value.values, allow_pickle=False)
        np.save(folder / f"{name}.offsets.npy", value.offsets, allow_pickle=False)
    else:
        np.save(folder / f"{name}.npy", value, allow_pickle=False)


def _read_model(folder: Path, entry: ModelEntry) -> Model:
    kind: Any = _model_class(entry, folder)
    known: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in entry.values.items()}
    for name, parts in entry.parts.items():
        known[name] = tuple(_read_model(folder / f"{name}.{n}", part) for n, part in enumerate(parts))
    try:
        rest = [one.name for one in fields(kind) if one.name not in known and not _absent(one.default)]
        arrays = {name: _read_array(folder, name) for name in rest}
        model: Model = kind(**known, **arrays)
    except (OSError, TypeError) as error:  # a field came or went since
        raise BundleRefused(f"{folder} is no {entry.type} of this version: {error}.", "Train again.") from error
    return model


def _model_class(entry: ModelEntry, folder: Path) -> type:
    module, _, name = entry.type.partition(":")
    if not (entry.third_party or module.isidentifier()):
        raise BundleRefused(
            f"{folder} asks for the model class {entry.type!r}.", "Only classes of frontrow.models are read."
        )
    try:
        own = _MODEL_PACKAGE + module
        found = getattr(plugins.module(module) if entry.third_party else importlib.import_module(own), name, None)
    except ModuleNotFoundError:
        found = None
    except NotFound as error:
        raise BundleRefused(f"{folder}: {error.message}", error.remedy) from error
    if not (isinstance(found, type) and is_dataclass(found)):
        raise BundleRefused(f"there is no model class {entry.type!r} any more.", "Train again.")
    return found


def _read_array(folder: Path, name: str) -> np.ndarray[Any, Any] | Ragged:
    if (folder / f"{name}.offsets.npy").exists():
        return Ragged(_mapped(folder / f"{name}.values.npy"), _mapped(folder / f"{name}.offsets.npy"))
    return _mapped(folder / f"{name}.npy")


def _mapped(path: Path) -> np.ndarray[Any, Any]:
    # a plain view of the mapped memory: the memmap subclass slows every small numpy operation
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
