"""Components made from their names and settings; what is unknown is refused beside the nearest known."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NoReturn, get_type_hints

import msgspec

from frontrow.errors import BadConfig, NotFound

_KNOWLEDGE = "knowledge"  # the first field of a component is no setting

Registry = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True)
class Absent:
    """Stands where a component could not be made, its model missing from the bundle for one: each call says so."""

    name: str
    needs: tuple[str, ...] = ()

    def __call__(self, *given: object) -> NoReturn:
        raise NotFound(f"the component {self.name} could not be made when the bundle was loaded.")


def checked_settings(registry: Registry, folder: str, name: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a component, each converted to its field's type.

    Raises
    ------
    BadConfig
        If the component or a setting is unknown, naming the nearest known, or a value has the wrong type.
    """
    check_known(name, registry, f"component of {folder!r}")
    known = settings_of(registry[name])
    for key in settings:
        check_known(key, known, f"setting of {folder}.{name}")
    return {key: _converted(value, known[key], f"{folder}.{name}.{key}") for key, value in settings.items()}


def settings_of(component: Callable[..., Any]) -> dict[str, Any]:
    """Return a component's settings with their types: the fields it is made with, less the knowledge."""
    if not isinstance(component, type) or not is_dataclass(component):
        return {}
    hints = get_type_hints(component)
    return {one.name: hints[one.name] for one in fields(component) if one.init and one.name != _KNOWLEDGE}


def check_known(name: str, known: Iterable[str], what: str) -> None:
    """Refuse a name that is not known.

    Raises
    ------
    BadConfig
        Names the nearest known one.
    """
    names = list(known)
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.0)
        raise BadConfig(f"{name!r} is no {what}.", f"Did you mean {near[0]!r}?" if near else "There is none.")


def _converted(value: Any, hint: Any, where: str) -> Any:
    try:
        return msgspec.convert(value, hint)
    except msgspec.ValidationError as error:
        raise BadConfig(f"{where}: {value!r} will not do: {error}.") from error
