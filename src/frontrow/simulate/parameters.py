"""The parameters of the simulated world, read from one versioned file.

``parameters.toml`` beside this module holds every value with its meaning and unit; the dataclasses here give the
values their types. Utilities are in logits.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from frontrow.errors import BadConfig

PACKAGED = Path(__file__).with_name("parameters.toml")


@dataclass(frozen=True)
class People:
    """How many viewers there are, in what households, for how long."""

    viewers: int
    days: int
    profiles: tuple[float, ...]
    kids: float
    kids_limits: tuple[int, ...]
    joining: float
    picks: float
    picks_most: int
    second_language: float


@dataclass(frozen=True)
class Taste:
    """The hidden vectors of titles and viewers, and how a viewer's moves."""

    dimensions: int
    archetypes: int
    kids_archetypes: int
    mixture: float
    spread: float
    strength: float
    genres: float
    moods: float
    people: float
    era: float
    country: float
    noise: float
    learning: float
    pull: float
    drift: float


@dataclass(frozen=True)
class Appeal:
    """What everybody likes in a title: α."""

    spread: float
    fame: float
    recency: float
    series: float
    newness: float
    newness_days: float


@dataclass(frozen=True)
class Choice:
    """What else bears on a choice, and the utility of watching nothing."""

    considered: int
    refresh_days: int
    outside: float
    weekend: float
    satiation: float
    rounds: int
    language: float
    home: float
    rewatch: float
    resume_series: float
    resume_movie: float
    dropped: float
    resume_days: float


@dataclass(frozen=True)
class Attention:
    """What being seen on the page does: β·examined·(1 + γ·match)."""

    bonus: float
    match: float
    most: int
    kinds: Mapping[str, float]


@dataclass(frozen=True)
class Artwork:
    """How much the theme of the artwork matters."""

    viewer: float
    title: float


@dataclass(frozen=True)
class Visits:
    """When viewers come."""

    habit: float
    spread: float
    weekend: float
    satisfaction: float
    again: float


@dataclass(frozen=True)
class Device:
    """A kind of screen: who uses it when, and how attention falls on it."""

    name: str
    share: float
    looked: float
    row_scale: float
    slot_scale: float
    hours: tuple[float, ...]


@dataclass(frozen=True)
class Country:
    """Where viewers live; ``offset`` in hours ahead of UTC."""

    code: str
    share: float
    offset: int
    languages: Mapping[str, float]


@dataclass(frozen=True)
class Watching:
    """How much of a title is watched, and how many episodes."""

    liking: float
    match: float
    luck: float
    finish: float
    finish_liking: float
    length: float
    interrupted: float
    episode: float
    episode_liking: float
    next: float
    next_liking: float
    next_weekend: float
    next_tired: float
    episodes_most: int
    credits: float
    progress_after: float


@dataclass(frozen=True)
class Reactions:
    """Thumbs, My List, not interested, details."""

    thumb: float
    thumb_up: float
    thumb_twice: float
    thumb_down: float
    list: float
    hide: float
    details: float
    readiness: float


@dataclass(frozen=True)
class Satisfaction:
    """The stock of satisfaction, and how leaving depends on it."""

    start: float
    learning: float
    nothing: float
    churn: float
    churn_slope: float
    comeback: float
    month: int


@dataclass(frozen=True)
class House:
    """The page the service showed before Frontrow."""

    rows: int
    slots: int
    pool: int
    half_life_days: float
    prior: float
    explore: float


@dataclass(frozen=True)
class Occasion:
    """When titles of some genres are wanted more: () means always, everywhere.

    Parameters
    ----------
    dates
        First and last day, ``MM-DD``, inclusive; may run over the new year.
    weekdays
        0 = Monday.
    hours
        First and last local hour, inclusive; may run over midnight.
    """

    name: str
    genres: tuple[str, ...]
    bonus: float
    dates: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parameters:
    """The whole file."""

    version: int
    people: People
    taste: Taste
    appeal: Appeal
    choice: Choice
    attention: Attention
    artwork: Artwork
    visits: Visits
    devices: tuple[Device, ...]
    countries: tuple[Country, ...]
    watching: Watching
    reactions: Reactions
    satisfaction: Satisfaction
    house: House
    occasions: tuple[Occasion, ...]


def read_parameters(path: Path | None = None) -> Parameters:
    """Return the packaged parameters, with what a file of the same form says instead.

    Raises
    ------
    BadConfig
        If the file is missing or no TOML, a key is unknown (the message names the nearest known one), or a value has
        the wrong type.
    """
    packaged = _table(PACKAGED)
    own = {} if path is None else _table(path)
    source = str(path or PACKAGED)
    for key, kind, known in _unknown(own, Parameters):
        near = difflib.get_close_matches(key.rpartition(".")[2], known, n=1, cutoff=0.0)
        raise BadConfig(f"{source}: {kind} has no key {key!r}.", f"Did you mean {near[0]!r}?")
    try:
        return msgspec.convert(_merged(packaged, own), Parameters)
    except msgspec.ValidationError as error:
        raise BadConfig(f"{source}: {error}.", f"See {PACKAGED.name} of the package for every key.") from error


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadConfig(f"there is no {path}.", "Name a file of the form of parameters.toml.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfig(f"{path} is no TOML: {error}.", "See https://toml.io.") from error


def _unknown(table: Mapping[str, Any], kind: type, place: str = "") -> Iterator[tuple[str, str, list[str]]]:
    """Yield each key that no field answers to: where it stands, in what, and what would be known there."""
    hints = get_type_hints(kind)
    known = [one.name for one in fields(kind)]
    for key, value in table.items():
        if key not in hints:
            yield f"{place}{key}", place.rstrip(".") or "the file", known
            continue
        inner = next((one for one in (hints[key], *get_args(hints[key])) if is_dataclass(one)), None)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(inner, type) and isinstance(entry, dict):
                yield from _unknown(entry, inner, f"{place}{key}.")


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tables with the values of ``over`` where it has them; a list replaces a list."""
    both = {
        key: _merged(under[key], over[key])
        for key in over
        if isinstance(under.get(key), dict) and isinstance(over[key], dict)
    }
    return {**under, **over, **both}
