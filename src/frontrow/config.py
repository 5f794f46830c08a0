"""One TOML file → settings. An unknown key names the file, the key and the nearest known one.

A setting stands once, as a documented field of the dataclass that uses it; the file's tables are those dataclasses by
name. ``frontrow.toml`` in this package is the commented example, and a test holds it equal to the defaults.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from math import inf
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec

from frontrow.data.weights import Weights
from frontrow.errors import BadConfig
from frontrow.page.plan import DEFAULT_PLAN, Plan

T = TypeVar("T")


@dataclass(frozen=True)
class StoreSettings:
    """Where facts are kept.

    Parameters
    ----------
    url
        ``sqlite:///PATH`` (relative to the file) or ``memory:`` (gone when the process ends).
    """

    url: str = "sqlite:///frontrow.db"


@dataclass(frozen=True)
class BundleSettings:
    """Where training runs leave their bundles.

    Parameters
    ----------
    directory
        Relative to the file.
    """

    directory: Path = Path("bundles")


@dataclass(frozen=True)
class ServerSettings:
    """The HTTP server.

    Parameters
    ----------
    host, port
        What it listens on.
    workers
        Processes; each uses one BLAS thread.
    max_events
        The most events a batch may have.
    max_bytes
        The most bytes a request may have.
    future_tolerance
        Seconds an event may lie in the future of the server's clock.
    poll_seconds
        How often a worker looks for a new bundle.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    max_events: int = 1_000
    max_bytes: int = 4 * 1024 * 1024
    future_tolerance: float = 300.0
    poll_seconds: float = 1.0


@dataclass(frozen=True)
class TrainingSettings:
    """How a bundle is made and when it may serve.

    Parameters
    ----------
    held_out_days
        The last days of the log, on which a model fitted without them is measured.
    model, metric
        What decides: a name of ``[models]`` and ``ndcg@10``, ``recall@10`` or ``coverage``.
    margin
        The share of the serving bundle's figure that a new one may lose and still be promoted.
    seed
        Of every random draw of a training run.
    """

    held_out_days: float = 7.0
    model: str = "ease"
    metric: str = "ndcg@10"
    margin: float = 0.05
    seed: int = 0


def default_models() -> dict[str, dict[str, Any]]:
    """Return the models a bundle has unless the file says otherwise: a name → its learner and settings."""
    return {
        "ease": {"learner": "sparse_ease", "k": 400},
        "item_knn": {"learner": "item_knn"},
        "popular": {"learner": "popularity", "half_life_days": 30.0},
        "recent": {"learner": "popularity", "window_days": 7.0, "half_life_days": inf},
        "trending": {"learner": "trending"},
    }


@dataclass(frozen=True)
class Config:
    """The whole file."""

    store: StoreSettings = field(default_factory=StoreSettings)
    bundles: BundleSettings = field(default_factory=BundleSettings)
    server: ServerSettings = field(default_factory=ServerSettings)
    signals: Weights = field(default_factory=Weights)
    training: TrainingSettings = field(default_factory=TrainingSettings)
    models: Mapping[str, Mapping[str, Any]] = field(default_factory=default_models)
    page: Plan = DEFAULT_PLAN


def read_config(path: Path) -> Config:
    """Read a configuration file; relative paths in it count from its folder.

    Raises
    ------
    BadConfig
        If the file is missing or no TOML, a key is unknown, or a value has the wrong type.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadConfig(f"there is no {path}.", "`frontrow init` writes one with every setting explained.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path} is no TOML: {error}.", "See https://toml.io.") from error
    return anchored(settings(Config, table, str(path)), path.parent)


def anchored(config: Config, folder: Path) -> Config:
    """Return the configuration with its relative paths counted from a folder."""
    url = config.store.url
    name = url.removeprefix("sqlite:///")
    if name != url and not Path(name).is_absolute():
        url = f"sqlite:///{(folder / name).absolute()}"
    bundles = BundleSettings((folder / config.bundles.directory).absolute())
    return replace(config, store=StoreSettings(url), bundles=bundles)


def settings(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """Return a dataclass of settings from a table, checking every key and type.

    Parameters
    ----------
    kind
        The dataclass; its field names are the known keys.
    where
        The file and table, for the message: ``frontrow.toml [server]``.

    Raises
    ------
    BadConfig
        Names the file, the key and the nearest known key, or the expected type.
    """
    hints = get_type_hints(kind)
    known = [one.name for one in fields(kind) if one.init]  # type: ignore[arg-type]  # T is always a dataclass here
    check_keys(table, known, where)
    try:
        return kind(**{key: _value(hints[key], value, f"{where} [{key}]") for key, value in table.items()})
    except ValueError as error:  # a dataclass that checks its own ranges
        raise BadConfig(f"{where}: {error}") from error


def check_keys(table: Iterable[str], known: Iterable[str], where: str) -> None:
    """Refuse a key that is not known, naming the nearest that is.

    Raises
    ------
    BadConfig
        At the first unknown key.
    """
    names = list(known)
    for key in table:
        if key not in names:
            near = difflib.get_close_matches(key, names, n=1, cutoff=0.0)
            raise BadConfig(
                f"{where}: unknown key {key!r}.", f"Did you mean {near[0]!r}?" if near else "It takes no keys."
            )


def _value(hint: Any, value: Any, where: str) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        if not isinstance(value, dict):
            raise BadConfig(f"{where}: {value!r} is no table.", f"Write a table [{where.rpartition('[')[2]}.")
        return settings(hint, value, where)
    try:
        return msgspec.convert(value, hint, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise BadConfig(f"{where}: {value!r} will not do: {error}.") from error


def _path(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise msgspec.ValidationError(f"Expected `{kind.__name__}`")
