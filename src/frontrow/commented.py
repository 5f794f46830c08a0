"""The configuration file, and the tables of all learners, every setting explained by the dataclass that holds it.

A setting stands once: its name, default and meaning are those of the dataclass field, and this module prints them.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from frontrow.config import Config, default_models
from frontrow.evidence import REASONS
from frontrow.features import FEATURES
from frontrow.filters import FILTERS
from frontrow.models import Learner
from frontrow.models.registry import LEARNERS
from frontrow.page import ASSEMBLERS
from frontrow.rows import ROWS
from frontrow.scorers import SCORERS
from frontrow.sources import SOURCES

_WIDTH = 118
_LEARNER = "learner"

# the folders of components, by the name their settings have in the file
FOLDERS: Mapping[str, Mapping[str, Callable[..., object]]] = {
    "sources": SOURCES,
    "filters": FILTERS,
    "features": FEATURES,
    "scorers": SCORERS,
    "rows": ROWS,
    "page": ASSEMBLERS,
    "evidence": REASONS,
}


def commented() -> str:
    """Return ``frontrow.toml``: every table and key with its default, its meaning above it."""
    config = Config()
    blocks = ["# Frontrow's configuration: every setting with its default. Remove what you do not change."]
    for table in fields(Config):
        if table.name not in {"models", "page"}:
            kind = type(getattr(config, table.name))
            blocks.append(_table(table.name, kind, getattr(config, table.name)))
    blocks.append(
        "# The models a bundle has: [models.NAME] names a learner and its settings. Pages know the names below.\n"
        '# A table replaces the default one of its name; a model without a table keeps its default; learner = ""\n'
        "# leaves the model out."
    )
    blocks += [_model(name, table) for name, table in default_models().items()]
    blocks.append(_table("page", type(config.page), config.page, without=("settings",)))
    blocks.append("# Settings of the page's components, commented out: what is absent keeps its default.")
    blocks += [_component(folder, name, kind) for folder, kinds in FOLDERS.items() for name, kind in kinds.items()]
    return "\n\n".join(block for block in blocks if block) + "\n"


def learners() -> str:
    """Return a table for every learner there is, with its settings as in :func:`commented`."""
    head = (
        "# Every learner with its settings and their defaults. A table goes into frontrow.toml, under the name that\n"
        "# the model is to have. Remove what you do not change."
    )
    return "\n\n".join([head, *(_model(name, {_LEARNER: name}) for name in LEARNERS)]) + "\n"


def described(kind: Callable[..., object]) -> dict[str, str]:
    """Return the meaning of each setting, from the numpydoc docstrings of a class and of those it inherits from."""
    meanings: dict[str, str] = {}
    for one in reversed(inspect.getmro(kind) if inspect.isclass(kind) else (kind,)):
        meanings |= _parameters(one)
    return meanings


def _parameters(kind: Callable[..., object]) -> dict[str, str]:
    """Return what the Parameters section of a docstring says of each."""
    doc = inspect.cleandoc(kind.__doc__ or "")
    section = re.search(r"^Parameters\n-+\n(.*?)(?=^\S[^\n]*\n-{3,}$|\Z)", doc, re.DOTALL | re.MULTILINE)
    told = re.findall(r"^(\S[^\n]*)\n((?:    [^\n]*\n?|\n)+)", section.group(1) if section else "", re.MULTILINE)
    return {name.strip(): " ".join(text.split()) for names, text in told for name in names.split(",") if text.strip()}


def summary(kind: Callable[..., object]) -> str:
    """Return the first line that a component says of itself."""
    return _plain(inspect.cleandoc(kind.__doc__ or "").split("\n", 1)[0])


def _table(name: str, kind: type, values: object, without: tuple[str, ...] = ()) -> str:
    pairs = {one.name: getattr(values, one.name) for one in fields(kind) if one.name not in without}
    return "\n".join([f"# {summary(kind)}", f"[{name}]", *_keys(kind, pairs)])


def _model(name: str, table: Mapping[str, Any]) -> str:
    learner = LEARNERS[table[_LEARNER]]
    pairs = {one.name: table.get(one.name, _default(one)) for one in _settings(learner)}
    parts = {key: value for key, value in pairs.items() if _is_learners(value)}
    rest = {key: value for key, value in pairs.items() if key not in parts}
    head = [f"# {summary(learner)}", f"[models.{name}]", f"{_LEARNER} = {_value(table[_LEARNER])}"]
    return "\n".join([*head, *_keys(learner, rest), *_parts(name, learner, parts)])


def _parts(name: str, learner: type[Learner], parts: Mapping[str, Mapping[str, Learner]]) -> Iterator[str]:
    """Yield the tables of the settings that are learners by name; their own settings stand where these learners do."""
    names = {kind: name for name, kind in LEARNERS.items()}
    for key, learners in parts.items():
        yield from ("", *_comment(described(learner)[key]))
        for part, one in learners.items():
            yield from (f"[models.{name}.{key}.{part}]", f"{_LEARNER} = {_value(names[type(one)])}")


def _component(folder: str, name: str, kind: Callable[..., object]) -> str:
    pairs = {one.name: _default(one) for one in _settings(kind)}
    head = [f"# {summary(kind)}", f"[page.settings.{folder}.{name}]"]
    return "\n".join([*head, *_keys(kind, pairs, "# ")]) if pairs else ""


def _keys(kind: Callable[..., object], pairs: Mapping[str, object], mark: str = "") -> Iterator[str]:
    """Yield the keys of a table, the meaning above each, once above several that share it.

    Where the default is "not set" the key is commented out, for TOML has no such value.
    """
    meanings = described(kind)
    before = None
    for name, value in pairs.items():
        meaning = meanings.get(name, "")
        yield from _comment(meaning) if meaning != before else ()
        yield f"# {name} = (not set)" if value is None else f"{mark}{name} = {_value(value)}"
        before = meaning


def _settings(kind: Callable[..., object]) -> Iterator[Field[Any]]:
    """Yield the fields of a component that a file may set: those of the constructor that have a default."""
    optional = (one for one in fields(kind) if one.default is not MISSING or one.default_factory is not MISSING)  # type: ignore[arg-type]  # a dataclass
    return (one for one in optional if one.init)


def _default(one: Field[Any]) -> Any:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _is_learners(value: object) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(type(one) in LEARNERS.values() for one in value.values())


def _plain(text: str) -> str:
    """Return the text without the marks that only the documentation's generator reads."""
    return re.sub(r":\w+:`([^`]*)`", r"`\1`", text).replace("``", "`")


def _comment(text: str) -> list[str]:
    return textwrap.wrap(_plain(text), _WIDTH, initial_indent="# ", subsequent_indent="# ")


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key} = {_value(one)}' for key, one in value.items())}}}"
    if isinstance(value, int | float):
        return repr(value)
    return f'"{value}"'
