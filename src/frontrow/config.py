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
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from frontrow.data.weights import Weights
from frontrow.errors import BadConfig
from frontrow.features.columns import COLUMNS
from frontrow.models import Learner, plugins
from frontrow.page.plan import DEFAULT_PLAN, Plan
from frontrow.pipeline import check_plan

T = TypeVar("T")
_PORTS = range(1, 65_536)
_ON_DISK = ("sentences", "checkpoint")  # settings of learners that name a file or a folder


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
    keep
        How many bundles are kept, at least 1. After a promotion older ones are deleted, never the one in service nor
        the one that a rollback leads to.
    """

    directory: Path = Path("bundles")
    keep: int = 10

    def __post_init__(self) -> None:
        _check("keep", self.keep, self.keep >= 1, "1 or more")


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
        How often a worker looks for a new bundle, and for titles that another worker changed.
    keep_pages_days
        How long a page shown stays in the page log.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    max_events: int = 1_000
    max_bytes: int = 4 * 1024 * 1024
    future_tolerance: float = 300.0
    poll_seconds: float = 1.0
    keep_pages_days: float = 30.0

    def __post_init__(self) -> None:
        _check("port", self.port, self.port in _PORTS, "1 to 65535")
        for name in ("workers", "max_events", "max_bytes"):
            _check(name, getattr(self, name), getattr(self, name) >= 1, "1 or more")
        _check("future_tolerance", self.future_tolerance, 0.0 <= self.future_tolerance < inf, "0 or more")
        _check("keep_pages_days", self.keep_pages_days, 0.0 <= self.keep_pages_days < inf, "0 or more")
        _check("poll_seconds", self.poll_seconds, 0.0 < self.poll_seconds < inf, "above 0")


@dataclass(frozen=True)
class TrainingSettings:
    """How a bundle is made and when it may serve.

    Parameters
    ----------
    held_out_days
        The last days of the log, on which a model fitted without them is measured.
    held_out_users
        The days are doubled until so many users turned to a new title in them, as long as they are no more than half of
        the log's time: a few users tell nothing. 0 keeps to the days.
    model, metric
        What decides: a name of ``[models]`` and ``ndcg@10``, ``recall@10`` or ``coverage``.
    margin
        The share of the serving bundle's figure that a new one may lose and still be promoted.
    seed
        Of every random draw of a training run.
    days
        Only events of so many days before the run count, above ``held_out_days``; 0 for the whole log.
    """

    held_out_days: float = 7.0
    held_out_users: int = 100
    model: str = "ease"
    metric: str = "ndcg@10"
    margin: float = 0.05
    seed: int = 0
    days: float = 0.0

    def __post_init__(self) -> None:
        _check("held_out_days", self.held_out_days, 0.0 < self.held_out_days < inf, "above 0")
        _check("held_out_users", self.held_out_users, self.held_out_users >= 0, "0 or more")
        _check("margin", self.margin, 0.0 <= self.margin < 1.0, "0 or more, below 1")
        _check("seed", self.seed, self.seed >= 0, "0 or more")
        whole = self.days == 0.0
        _check("days", self.days, whole or self.held_out_days < self.days < inf, "0, or more than held_out_days")


# Models that pages use where a bundle has them and do without where it has not: a catalogue may be too large for them.
DISPENSABLE = ("next", "content")


def default_models() -> dict[str, dict[str, Any]]:
    """Return the models a bundle has unless the file says otherwise: a name → its learner and settings."""
    return {
        "ease": {"learner": "sparse_ease", "k": 400},
        "item_knn": {"learner": "item_knn"},
        "next": {"learner": "sparse_next_item", "decays": (0.8,), "max_gb": 1.0},
        "content": {"learner": "content"},
        "popular": {"learner": "popularity", "half_life_days": 30.0},
        "recent": {"learner": "popularity", "window_days": 7.0, "half_life_days": inf},
        "trending": {"learner": "trending"},
    }


def merged_models(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return the default models and those of a file: a table of the file stands for the default one of its name.

    A table with ``learner = ""`` leaves the model of its name out.
    """
    merged = {**default_models(), **table}
    return {name: settings for name, settings in merged.items() if settings.get("learner") != ""}


def _check(name: str, value: float, holds: bool, expected: str) -> None:
    if not holds:
        raise BadConfig(f"{name} is {value!r}.", f"Expected {expected}.")


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

    The settings of learners are not read: serving needs none, and :func:`learner_of` checks them before anything is
    fitted.

    Raises
    ------
    BadConfig
        If the file is missing or no TOML, a key is unknown, or a value has the wrong type or is out of its range.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadConfig(f"there is no {path}.", "`frontrow init` writes one with every setting explained.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path} is no TOML: {error}.", "See https://toml.io.") from error
    config = settings(Config, table, str(path))
    config = replace(config, models=merged_models(config.models))
    _check_page(config, str(path))
    return anchored(config, path.parent)


def _check_page(config: Config, where: str) -> None:
    """Refuse a page of components, settings or models that are not there."""
    try:
        check_plan(config.page)
    except BadConfig as error:
        raise BadConfig(f"{where} [page]: {error.message}", error.remedy) from error
    for folder, named in config.page.settings.items():
        for name, table in named.items():
            chosen = [table["model"]] if table.get("model") else []
            check_keys(chosen, config.models, f"{where} [page.settings.{folder}.{name}] model", "model")
    weights = config.page.settings.get("scorers", {}).get("blend", {}).get("weights", {})
    check_keys(weights, COLUMNS, f"{where} [page.settings.scorers.blend] weights", "column")


def anchored(config: Config, folder: Path) -> Config:
    """Return the configuration with its relative paths counted from a folder."""
    url = config.store.url
    name = url.removeprefix("sqlite:///")
    if name != url and not Path(name).is_absolute():
        url = f"sqlite:///{(folder / name).absolute()}"
    bundles = replace(config.bundles, directory=(folder / config.bundles.directory).absolute())
    models = {name: _anchored_model(table, folder) for name, table in config.models.items()}
    import_learners(models)
    return replace(config, store=StoreSettings(url), bundles=bundles, models=models)


def _anchored_model(table: Mapping[str, Any], folder: Path) -> Mapping[str, Any]:
    """Return a model's table, the file of its learner and what its settings name on disk counted from the folder."""
    parts = {name: _anchored_model(part, folder) for name, part in _parts(table).items()}
    table = {**table, "parts": {**table["parts"], **parts}} if parts else table
    named = {key: table[key] for key in _ON_DISK if isinstance(table.get(key), str) and table[key]}
    table = {**table, **{key: str((folder / value).absolute()) for key, value in named.items()}}
    name = table.get("learner")
    if not (isinstance(name, str) and plugins.is_file(name)):
        return table
    return {**table, "learner": str((folder / name).absolute())}


def import_learners(models: Mapping[str, Mapping[str, Any]]) -> None:
    """Import the files of third parties that models come from, so that this process may read bundles that name them."""
    for table in models.values():
        name = table.get("learner")
        if isinstance(name, str) and plugins.is_file(name):
            plugins.learner(name)
        import_learners(_parts(table))


def _parts(table: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the parts of a model made of models, tables like its own."""
    parts = table.get("parts")
    return {name: part for name, part in parts.items() if isinstance(part, dict)} if isinstance(parts, dict) else {}


def learner_of(name: str, table: Mapping[str, Any]) -> Learner:
    """Return the learner of a table ``[models.NAME]``; a setting that is learners by name is made of tables like it.

    Raises
    ------
    BadConfig
        For an unknown learner or setting, naming the nearest known one, or a value that will not do.
    """
    where, rest = f"[models.{name}]", dict(table)
    kind = rest.pop("learner", "")
    if not (isinstance(kind, str) and kind):
        said = f"learner is {kind!r}" if kind else "names no learner"
        raise BadConfig(f"{where} {said}.", f"Write learner = one of {', '.join(map(repr, plugins.names()))}.")
    if kind.endswith(".py"):
        raise BadConfig(f"{where}: learner is {kind!r}.", f"Name the class in it too: {kind + ':CLASS'!r}.")
    if not plugins.is_file(kind):
        check_keys([kind], plugins.names(), where, "learner")
    found: Learner = settings(plugins.learner(kind), rest, where)
    return found


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
        Names the file, the key and the nearest known key, or the expected type or range.
    """
    hints = get_type_hints(kind)
    known = [one.name for one in fields(kind) if one.init]  # type: ignore[arg-type]  # T is always a dataclass here
    check_keys(table, known, where)
    values = {key: _value(hints[key], value, where, key) for key, value in table.items()}
    try:
        return kind(**values)
    except ValueError as error:  # a dataclass that checks its own ranges
        raise BadConfig(f"{where}: {error}") from error
    except BadConfig as error:
        raise BadConfig(f"{where}: {error.message}", error.remedy) from error


def check_keys(table: Iterable[str], known: Iterable[str], where: str, what: str = "key") -> None:
    """Refuse a key that is not known, naming the nearest that is.

    Parameters
    ----------
    what
        What the keys are called in the message.

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
                f"{where}: unknown {what} {key!r}.", f"Did you mean {near[0]!r}?" if near else f"It takes no {what}s."
            )


def _value(hint: Any, value: Any, where: str, key: str) -> Any:
    place = f"{where} [{key}]"
    name = f"{where.rpartition('[')[2].removesuffix(']')}.{key}" if where.endswith("]") else key  # of a table
    if hint is Learner:
        return learner_of(name.removeprefix("models."), _table(value, place, name))
    if is_dataclass(hint) and isinstance(hint, type):
        return settings(hint, _table(value, place, name), place)
    if get_origin(hint) is Mapping:
        kind = get_args(hint)[1]
        return {part: _value(kind, one, where, f"{key}.{part}") for part, one in _table(value, place, name).items()}
    try:
        return msgspec.convert(value, hint, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise BadConfig(f"{place}: {value!r} will not do: {error}.") from error


def _table(value: Any, place: str, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadConfig(f"{place}: {value!r} is no table.", f"Write a table [{name}].")
    return value


def _path(kind: type, value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise msgspec.ValidationError(f"Expected `{kind.__name__}`")
