"""Read first: the nouns and verbs every other module speaks in.

Four nouns: an :class:`Event` is a fact as reported; a :class:`Query` is who asks and when; :class:`Candidates`
are the items under consideration with named columns; a :class:`Page` is the rows that came of it.

Three verbs: a :class:`Source` proposes, a :class:`Column` computes one value a candidate (filters, features and
scorers are columns), a :class:`RowKind` arranges. A stage returns *values*, never candidates, so no stage can lose
or reorder them.

Outside Frontrow an item is its ``item_id``; inside it is its ``item_index``, the position in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, NamedTuple, Protocol, Self, TypeAlias, TypeVar

import msgspec
import numpy as np
from msgspec import Meta, structs
from numpy.typing import NDArray

from frontrow.order import falling

Items: TypeAlias = NDArray[np.int32]  # item indices: positions in the catalogue, never ids
Floats: TypeAlias = NDArray[np.float32]
Bools: TypeAlias = NDArray[np.bool_]
Times: TypeAlias = NDArray[np.float64]  # seconds since the epoch, UTC
Values: TypeAlias = NDArray[np.generic]

T_co = TypeVar("T_co", bound=np.generic, covariant=True)

SCORE = "score"  # the column a scorer fills and rows are ranked by
BECAUSE = "because"  # int32 column: the item index of the history title that argues most for a candidate, -1 for none
NO_ITEM = -1

Id = Annotated[str, Meta(min_length=1, max_length=128)]
OptionalId = Annotated[str, Meta(max_length=128)]
Word = Annotated[str, Meta(max_length=64)]
# a description says what would be right; refusals repeat it
Moment = Annotated[float, Meta(ge=0.0, le=1e11, description="seconds since the epoch, UTC (not milliseconds)")]
OptionalCountry = Annotated[
    str, Meta(pattern="^([A-Z]{2})?$", description="two capital letters, ISO 3166-1 alpha-2, such as DE")
]
OptionalLanguage = Annotated[
    str, Meta(pattern="^([a-z]{2,3})?$", description="two or three small letters, ISO 639, such as de")
]
Device = Annotated[str, Meta(pattern="^(tv|web|mobile|tablet)?$", description="tv, web, mobile or tablet")]


# ---------------------------------------------------------------------------------------------- what happened


class Kind(StrEnum):
    """What an event reports; the right-hand side says what its ``value`` means."""

    IMPRESSION = "impression"  # a card was really in view; row, slot, artwork and probability say how
    PLAY = "play"  # playback began at `position`
    PROGRESS = "progress"  # seconds watched so far in this play; `position` is where the player stands
    STOP = "stop"  # seconds watched in this play; `position` is where it ended
    THUMB = "thumb"  # -1 down, 0 withdrawn, +1 up, +2 two thumbs up
    RATING = "rating"  # stars, 0.5 to 5
    LIST = "list"  # 1 added to My List, 0 removed
    HIDE = "hide"  # 1 not interested, 0 taken back
    SEARCH = "search"  # `text` is the query
    DETAILS = "details"  # seconds the details were open
    PREVIEW = "preview"  # seconds of the preview seen
    MESSAGE = "message"  # `text` is sent, opened or opted_out
    SUBSCRIPTION = "subscription"  # `text` is started or cancelled


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One reported fact; the wire form and the inner form are the same.

    Parameters
    ----------
    event_id
        Chosen by the client, unique; an event sent twice counts once.
    kind
        What is reported, see :class:`Kind`.
    at
        When it happened, seconds since the epoch, UTC.
    user_id
        The viewing profile.
    item_id, episode_id
        The title, and the episode of a series. Empty where the kind has none (search, message, subscription).
    value
        Its meaning depends on the kind, see :class:`Kind`.
    position
        Seconds from the start of the film or episode (play, progress, stop).
    play_id
        Joins the play, progress and stop events of one playback.
    page_id, row, slot, artwork, probability
        The impression that led here: the page, the 0-based row and slot on it, the artwork variant shown,
        and the probability in (0, 1] with which it was chosen. ``row`` and ``slot`` are -1 when unknown.
    device, country, language
        ``tv``, ``web``, ``mobile`` or ``tablet``; ISO 3166-1 alpha-2; ISO 639-1.
    text
        Free text: a search query, the state of a message or subscription.
    """

    event_id: Id
    kind: Kind
    at: Moment
    user_id: Id
    item_id: OptionalId = ""
    episode_id: OptionalId = ""
    value: Annotated[float, Meta(ge=-1e9, le=1e9)] = 1.0
    position: Annotated[float, Meta(ge=0.0, le=1e9)] = 0.0
    play_id: OptionalId = ""
    page_id: OptionalId = ""
    row: Annotated[int, Meta(ge=-1, le=10_000)] = -1
    slot: Annotated[int, Meta(ge=-1, le=10_000)] = -1
    artwork: Word = ""
    probability: Annotated[float, Meta(ge=0.0, le=1.0)] = 1.0
    device: Device = ""
    country: OptionalCountry = ""
    language: OptionalLanguage = ""
    text: Annotated[str, Meta(max_length=1_000)] = ""


# ------------------------------------------------------------------------------------------------ who asks, when


class Resume(NamedTuple):
    """Where a viewer left a title, or which episode comes next."""

    item: int  # item index
    episode: int  # position in the series' episodes in order; -1 for a movie
    position: float  # seconds from the start of the film or episode
    runtime: float  # seconds, of the film or episode
    at: float  # when it was last watched


def _items() -> Items:
    return np.empty(0, np.int32)


def _floats() -> Floats:
    return np.empty(0, np.float32)


def _times() -> Times:
    return np.empty(0, np.float64)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a user's events say of them now: the same computation at training and in a request.

    Parameters
    ----------
    history
        (h,) Titles with feedback (watched, rated, thumbed up, picked), once each, newest last: what models score from.
    weights
        (h,) Graded feedback of each; negative for a title disliked or abandoned.
    watched_at
        (h,) When each got its last feedback.
    watched
        Titles played or rated at all; not recommended again, save in the rows that are about them.
    hidden
        Titles "not interested" or thumbed down; never shown.
    listed
        My List, newest last.
    resume
        What can be continued, newest first; one entry a title.
    finished
        Titles watched to the end (a series: its last episode), newest last.
    thumbs
        Thumb by item index: -1, 1 or 2.
    """

    history: Items = field(default_factory=_items)
    weights: Floats = field(default_factory=_floats)
    watched_at: Times = field(default_factory=_times)
    watched: Items = field(default_factory=_items)
    hidden: Items = field(default_factory=_items)
    listed: Items = field(default_factory=_items)
    resume: tuple[Resume, ...] = ()
    finished: Items = field(default_factory=_items)
    thumbs: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Query:
    """Who asks, when, on what device, where, and what they have watched.

    Parameters
    ----------
    user_id, page_id
        The profile, and the id that events will echo. With a seed they determine every random draw of the page.
    now
        Seconds since the epoch, UTC.
    country, language, device
        As in :class:`Event`; empty when unknown.
    hour
        Local hour of the day, 0 to 23.
    maturity
        The highest age rating the profile may see, in years (18 = everything).
    profile
        The user's state.
    """

    user_id: str
    page_id: str
    now: float
    country: str = ""
    language: str = ""
    device: str = ""
    hour: int = 20
    maturity: int = 18
    profile: Profile = field(default_factory=Profile)


# ------------------------------------------------------------------------------------------- what might be shown


@dataclass(frozen=True, slots=True)
class Candidates:
    """Items under consideration, without repeats, with named columns of equal length."""

    items: Items
    columns: Mapping[str, Values] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.items)

    def with_column(self, name: str, values: Values) -> Self:
        """Return the same candidates with one more column, ``(n,)``."""
        if len(values) != len(self.items):
            raise ValueError(f"column {name!r} has {len(values)} values for {len(self.items)} candidates")
        return type(self)(self.items, {**self.columns, name: values})

    def at(self, chosen: Values) -> Self:
        """Return those at the given positions, or where the mask is true, in that order."""
        places = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen.astype(np.intp)
        columns = {name: column.take(places) for name, column in self.columns.items()}
        return type(self)(self.items.take(places), columns)

    def best(self, k: int | None = None, by: str = SCORE) -> Self:
        """Return the ``k`` with the highest value of a column, best first; ties go to the smaller position."""
        return self.at(falling(self.columns[by], k))


# ------------------------------------------------------------------------------------------------ what is shown


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """Why a title stands where it stands; a claim that can be checked.

    Parameters
    ----------
    kind
        ``watched`` (a title of the history argues for it), ``continue``, ``rank`` (nth in a country), ``trending``,
        ``new``, ``genre``, ``again``, ``listed``, ``popular``, ``editorial``.
    text
        The reason as a viewer reads it.
    item
        The item index the reason names, -1 for none.
    value
        The number behind it: contribution, rank, plays. Its unit is the kind's.
    """

    kind: str
    text: str
    item: int = NO_ITEM
    value: float = 0.0


class Reasons(msgspec.Struct, frozen=True, eq=False, gc=False):
    """The evidence of many places side by side: few sentences, each said of many titles, with a number of its own.

    Iterating gives the :class:`Evidence` of each place that has one; on a page, every place has.

    Parameters
    ----------
    said
        The sentences; the values in them are not read.
    which
        (n,) Which of them is said at each place, -1 for none.
    values
        (n,) float64 The number behind it at each place.
    """

    said: Sequence[Evidence] = ()
    which: Items = msgspec.field(default_factory=_items)
    values: NDArray[np.float64] = msgspec.field(default_factory=_times)

    @classmethod
    def each(cls, evidence: Sequence[Evidence | None]) -> Self:
        """Return the given evidence, one a place, None where there is none."""
        said: list[Evidence] = []
        which, values = [], []
        for one in evidence:
            which.append(-1 if one is None else len(said))
            values.append(0.0 if one is None else one.value)
            said += () if one is None else (one,)
        return cls(said, np.array(which, np.int32), np.array(values, np.float64))

    def __len__(self) -> int:
        return len(self.which)

    def __iter__(self) -> Iterator[Evidence]:
        for which, value in zip(self.which.tolist(), self.values.tolist(), strict=True):
            if which >= 0:
                yield structs.replace(self.said[which], value=value)

    def part(self, start: int, end: int) -> Reasons:
        """Return those of the places from ``start`` to before ``end``."""
        return Reasons(self.said, self.which[start:end], self.values[start:end])


class Slot(NamedTuple):
    """A place in a row: the title shown there and why."""

    item: int
    evidence: Evidence


class Row(msgspec.Struct, frozen=True, gc=False):
    """A shelf: a heading and titles in order.

    A row kind offers more titles than fit, best first; the page keeps those not shown above it and adds evidence.

    Parameters
    ----------
    kind
        The name of the row kind in its registry.
    title
        The heading a viewer reads.
    items
        (n,) Titles, best first, no repeats.
    evidence
        A reason for each title; none until the last stage of the page.
    anchor
        The item index a row is about (the X of "Because you watched X"), -1 for none.
    may_repeat
        Whether its titles may stand in other rows too (Top 10, Continue Watching, My List).
    """

    kind: str
    title: str
    items: Items
    evidence: Reasons = Reasons()
    anchor: int = NO_ITEM
    may_repeat: bool = False

    def slots(self) -> Sequence[Slot]:
        """Return the places of the row in order."""
        return [Slot(int(item), why) for item, why in zip(self.items, self.evidence, strict=True)]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows in order, and how they came about.

    Parameters
    ----------
    tier
        ``full``, ``partial`` (a component failed and was left out), ``popular`` (regional popularity), ``editorial``
        (a fixed list). Never empty, never an error.
    failures
        Names of the components that failed.
    """

    page_id: str
    user_id: str
    rows: tuple[Row, ...]
    tier: str = "full"
    failures: tuple[str, ...] = ()


# --------------------------------------------------------------------------------------------------- the verbs


class Source(Protocol):
    """Proposes candidates."""

    def __call__(self, query: Query, k: int) -> Candidates:
        """Return at most ``k`` candidates, best first."""


class Column(Protocol[T_co]):
    """Computes one value a candidate."""

    def __call__(self, query: Query, found: Candidates) -> NDArray[T_co]:
        """Return (n,) values in the order of the candidates."""


class RowKind(Protocol):
    """Arranges ranked candidates into rows."""

    def __call__(self, query: Query, ranked: Candidates) -> Iterable[Row]:
        """Yield rows, the most wanted first; none when there is nothing true to show."""


Filter: TypeAlias = Column[np.bool_]  # True keeps
Scorer: TypeAlias = Column[np.float32]
Feature: TypeAlias = Column[np.float32]
