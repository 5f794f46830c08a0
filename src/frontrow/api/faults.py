"""Reads JSON into typed structs, and says of what will not do: the field, what it held, what would be right."""

from __future__ import annotations

import difflib
import re
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

import msgspec

T = TypeVar("T")

_PLACE = re.compile(r" - at `\$(.*)`$", re.DOTALL)
_STEPS = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_LONGEST = 80  # characters of a value worth repeating


class Fault(NamedTuple):
    """What is wrong with a record: the path of the field, what it held, the problem, what would be right."""

    field: str
    value: str
    problem: str
    remedy: str


def read(raw: bytes | msgspec.Raw, kind: Any) -> Any:
    """Return JSON as a type.

    Raises
    ------
    msgspec.DecodeError
        If it is no JSON, or not of the type (then a ``ValidationError``).
    """
    try:
        return msgspec.json.decode(raw, type=kind)
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError("The text is not UTF-8") from error
    except RecursionError as error:
        raise msgspec.DecodeError("The text is nested too deeply") from error


def shown(value: object) -> str:
    """Return a value as JSON, cut to a readable length."""
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def fault(raw: bytes | msgspec.Raw, kind: Any, error: msgspec.DecodeError) -> Fault:
    """Return what a decoding error says, beside the value it speaks of.

    Parameters
    ----------
    raw
        The JSON that was to be read.
    kind
        The type it was to be read as: where the nearest field names and the known words come from.
    error
        What the decoder raised.
    """
    if not isinstance(error, msgspec.ValidationError):
        return Fault("", "", f"{error}.", "Send well-formed JSON in UTF-8.")
    message, place = str(error), ""
    if found := _PLACE.search(message):
        message, place = message[: found.start()], found[1]
    if named := re.search(r"(unknown|required) field `(.*)`$", message, re.DOTALL):
        return _of_key(raw, kind, place, named[1] == "unknown", named[2])
    field = place.lstrip(".")
    remedy = _description(kind, field) or meant(message, _words(kind, field)) or "See /schema."
    return Fault(field, _held(raw, place), f"{message}.", remedy)


def meant(message: str, words: tuple[str, ...] = ()) -> str:
    """Return what would be right, of a message that says what was expected."""
    if words:
        return f"One of {', '.join(words)}."
    if found := re.match(r"Expected (.+?)(, got .*)?$", message, re.DOTALL):
        return f"Give {found[1]}."
    if "out of range" in message:
        return "Give a finite number."
    return ""


def _of_key(raw: bytes | msgspec.Raw, kind: Any, place: str, unknown: bool, name: str) -> Fault:
    path = f"{place}.{name}".lstrip(".")
    if not unknown:
        return Fault(path, "", f"the field {name} is missing.", f"Give {name}.")
    known = getattr(kind, "__struct_fields__", ()) if not place else ()
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)
    remedy = f"Did you mean {near[0]}?" if near else "Leave it out."
    return Fault(path, _held(raw, f"{place}.{name}"), f"there is no field {name}.", remedy)


def _description(kind: Any, field: str) -> str:
    """Return what a field of a struct says would be right, where it says so."""
    for one in msgspec.structs.fields(kind) if hasattr(kind, "__struct_fields__") else ():
        if one.encode_name == field and get_origin(one.type) is Annotated:
            said = [meta.description for meta in get_args(one.type)[1:] if getattr(meta, "description", None)]
            return f"Give {said[0]}." if said else ""
    return ""


def _words(kind: Any, field: str) -> tuple[str, ...]:
    """Return the words a field of a struct may hold, where it is an enumeration or literal."""
    for one in msgspec.structs.fields(kind) if hasattr(kind, "__struct_fields__") else ():
        if one.encode_name == field:
            found = one.type
            return tuple(map(str, getattr(found, "__members__", {}).values() or _strings(get_args(found))))
    return ()


def _strings(arguments: tuple[Any, ...]) -> tuple[str, ...]:
    return arguments if arguments and all(isinstance(one, str) for one in arguments) else ()


def _held(raw: bytes | msgspec.Raw, place: str) -> str:
    """Return the value at a path of a JSON text; "" where the path leads nowhere."""
    try:
        value = read(raw, Any)
    except msgspec.DecodeError:
        return ""
    for name, number in _STEPS.findall(place):
        try:
            value = value[name] if name else value[int(number)]
        except (KeyError, IndexError, TypeError):
            return ""
    return shown(value)
