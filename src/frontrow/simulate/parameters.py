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
from typing import Annotated, Any, get_args, get_type_hints

import msgspec
from msgspec import Meta

from frontrow.errors import BadConfig

Some = Annotated[int, Meta(ge=1)]
Share = Annotated[float, Meta(ge=0.0, le=1.0)]
Positive = Annotated[float, Meta(gt=0.0)]
Number = Annotated[float, Meta(ge=0.0)]

PACKAGED = Path(__file__).with_name("parameters.toml")


@dataclass(frozen=True)
class People:
    """How many viewers there are, in what households, for how long."""

    viewers: Some
    days: Annotated[int, Meta(ge=0)]
    profiles: Annotated[tuple[float, ...], Meta(min_length=1)]
    kids: Share
    kids_limits: Annotated[tuple[int, ...], Meta(min_length=1)]
    joining: Share
    picks: Share
    picks_most: Some
    second_language: Share


@dataclass(frozen=True)
class Taste:
    """The hidden vectors of titles and viewers, and how a viewer's moves."""

    dimensions: Some
    archetypes: Some
    kids_archetypes: Some
    mixture: Positive
    spread: Number
    strength: float
    genres: float
    moods: float
    people: float
    era: float
    country: float
    noise: Number
    learning: float
    pull: Share
    drift: Number


@dataclass(frozen=True)
class Appeal:
    """What everybody likes in a title: α."""

    spread: Number
    fame: Number
    recency: Number
    series: float
    newness: float
    newness_days: Positive


@dataclass(frozen=True)
class Choice:
    """What else bears on a choice, and the utility of watching nothing."""

    considered: Some
    refresh_days: Some
    outside: float
    weekend: float
    satiation: float
    rounds: Some
    language: float
    home: float
    rewatch: float
    resume_series: float
    resume_movie: float
    dropped: float
    resume_days: Positive


@dataclass(frozen=True)
class Attention:
    """What being seen on the page does: β·examined·(1 + γ·match)."""

    bonus: float
    match: float
    most: Some
    kinds: Mapping[str, float]


@dataclass(frozen=True)
class Artwork:
    """How much the theme of the artwork matters."""

    viewer: Number
    title: Number


@dataclass(frozen=True)
class Visits:
    """When viewers come."""

    habit: float
    spread: Number
    weekend: float
    satisfaction: float
    again: Share


@dataclass(frozen=True)
class Device:
    """A kind of screen: who uses it when, and how attention falls on it."""

    name: str
    share: Positive
    looked: Share
    row_scale: Positive
    slot_scale: Positive
    hours: Annotated[tuple[float, ...], Meta(min_length=24, max_length=24)]


@dataclass(frozen=True)
class Country:
    """Where viewers live; ``offset`` in hours ahead of UTC."""

    code: str
    share: Positive
    offset: int
    languages: Mapping[str, float]


@dataclass(frozen=True)
class Watching:
    """How much of a title is watched, and how many episodes."""

    liking: float
    match: float
    luck: Number
    finish: float
    finish_liking: float
    length: float
    interrupted: Share
    episode: float
    episode_liking: float
    next: float
    next_liking: float
    next_weekend: float
    next_tired: float
    episodes_most: Some
    credits: Share
    progress_after: float


@dataclass(frozen=True)
class Reactions:
    """Thumbs, My List, not interested, details."""

    thumb: Number
    thumb_up: float
    thumb_twice: float
    thumb_down: float
    list: Number
    hide: Number
    details: Number
    readiness: Number


@dataclass(frozen=True)
class Satisfaction:
    """The stock of satisfaction, and how leaving depends on it."""

    start: float
    learning: float
    nothing: Share
    churn: float
    churn_slope: float
    comeback: Share
    month: Some


@dataclass(frozen=True)
class House:
    """The page the service showed before Frontrow."""

    rows: Annotated[int, Meta(ge=3)]
    slots: Some
    pool: Some
    half_life_days: Positive
    prior: Number
    explore: Share


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
    devices: Annotated[tuple[Device, ...], Meta(min_length=1)]
    countries: Annotated[tuple[Country, ...], Meta(min_length=1)]
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
    for key in set(table) - set(hints):
        yield f"{place}{key}", place.rstrip(".") or "the file", known
    for key in set(table) & set(hints):
        inner = next((one for one in (hints[key], *get_args(hints[key])) if is_dataclass(one)), None)
        for entry in table[key] if isinstance(table[key], list) else [table[key]]:
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
