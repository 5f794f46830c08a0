"""Learners of third parties: an installed package's entry point, or a file that the configuration names.

A package declares ``[project.entry-points."frontrow.learners"] name = "package.module:Learner"``; a configuration names
it like one of Frontrow's own, ``learner = "name"``. A file needs no package: ``learner = "folder/file.py:Learner"``.

Only these modules are ever imported for a model that a bundle names: a bundle cannot bring code of its own.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from dataclasses import is_dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import module_from_spec, spec_from_file_location
from inspect import isclass
from pathlib import Path
from types import ModuleType
from typing import cast

from frontrow.errors import BadConfig, NotFound
from frontrow.models import Learner
from frontrow.models.registry import LEARNERS

GROUP = "frontrow.learners"
_FILES = "frontrow_plugins"  # the package under which files are imported; it has no folder


def names() -> list[str]:
    """Return the names a configuration may use without a file: Frontrow's learners, then those of packages."""
    return [*LEARNERS, *(point.name for point in _points() if point.name not in LEARNERS)]


def learner(name: str) -> type[Learner]:
    """Return the learner of one of :func:`names` or of ``FILE.py:CLASS``.

    Raises
    ------
    BadConfig
        If there is none of that name, a file or package cannot be imported, or what it names is no learner.
    """
    if is_file(name):
        path, _, kind = name.rpartition(":")
        return _checked(getattr(_imported(Path(path)), kind, None), name)
    if name in LEARNERS:  # a package cannot put its own in the place of one of ours
        return LEARNERS[name]
    point = next((point for point in _points() if point.name == name), None)
    if point is None:
        raise BadConfig(f"there is no learner {name!r}.", f"Known are {', '.join(names())}.")
    return _checked(_loaded(point), point.value)


def is_file(name: str) -> bool:
    """Return whether a learner is named by a file and a class, ``FILE.py:CLASS``."""
    return name.rpartition(":")[0].endswith(".py")


def module(name: str) -> ModuleType:
    """Return a module of a third party that a model of a bundle comes from.

    Raises
    ------
    NotFound
        If no file of the configuration and no installed package with an entry point has that module.
    """
    if name in sys.modules and name.startswith(f"{_FILES}."):
        return sys.modules[name]
    if name.partition(".")[0] in {point.module.partition(".")[0] for point in _points()}:
        try:
            return importlib.import_module(name)
        except ImportError as error:
            raise NotFound(f"the module {name} cannot be imported: {error}.", "Install its package again.") from error
    file = f"{name.removeprefix(_FILES + '.')}.py"
    raise NotFound(
        f"no learner comes from the module {name}.",
        f"Install the package with its entry point in {GROUP!r}, or name {file} in [models] of the configuration.",
    )


def _points() -> Iterable[EntryPoint]:
    return entry_points(group=GROUP)


def _loaded(point: EntryPoint) -> object:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise BadConfig(f"the entry point {point.name} = {point.value!r} cannot be loaded: {error}.") from error


def _imported(path: Path) -> ModuleType:
    """Return the module of a file, imported once; a process has one file of a name."""
    name = f"{_FILES}.{path.stem}"
    known = sys.modules.get(name)
    if known is not None:
        if Path(str(known.__file__)) != path.absolute():
            raise BadConfig(f"{path} and {known.__file__} have the same name.", "Rename one of the two.")
        return known
    spec = spec_from_file_location(name, path.absolute())
    if spec is None or spec.loader is None or not path.is_file():
        raise BadConfig(
            f"there is no {path}.", "A learner of your own is named as FILE.py:CLASS, from the file's folder."
        )
    found = module_from_spec(spec)
    sys.modules[name] = found  # a dataclass looks its module up while it is being made
    try:
        spec.loader.exec_module(found)
    except Exception as error:  # whatever a stranger's module raises, the file must be named
        del sys.modules[name]
        raise BadConfig(f"{path} cannot be imported: {type(error).__name__}: {error}.") from error
    return found


def _checked(found: object, name: str) -> type[Learner]:
    if not (isclass(found) and is_dataclass(found) and callable(getattr(found, "fit", None))):
        raise BadConfig(
            f"{name} is no learner.",
            "A learner is a frozen dataclass with fit(data, rng): see frontrow.models.Learner.",
        )
    return cast(type[Learner], found)
