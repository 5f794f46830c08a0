"""The JSON that goes over the wire where it is not a core noun: pages, receipts, reasons, problems.

Endpoints (``/schema`` has the OpenAPI):

=======  ==================================  =====================================================================
method   path                                answer
=======  ==================================  =====================================================================
POST     /v1/events                          ``{"events": [Event, ...]}`` → 202 :class:`EventsReceipt`
GET      /v1/pages/home                      ``?user_id=&device=&country=&language=&hour=`` → :class:`HomePage`
GET      /v1/pages/picker                    ``?country=&maturity=&offset=`` → :class:`PickerPage`: for a new profile
GET      /v1/items?offset=&limit=            :class:`ItemsPage` of ``Title``
POST     /v1/items                           ``{"items": [Title, ...]}`` → :class:`RecordsReceipt`
GET      /v1/items/{item_id}                 ``Title``
PUT      /v1/items/{item_id}                 ``Title`` → 200
DELETE   /v1/items/{item_id}                 204
GET      /v1/items/{item_id}/similar         ``?k=&user_id=&country=&maturity=`` → :class:`SimilarItems`
GET      /v1/items/{item_id}/artwork/{name}  image/svg+xml; ``name`` is ``cast``, ``mood``, ``genre`` or ``type``
GET      /v1/users                           :class:`UsersPage` of ``User``
GET      /v1/users/{user_id}                 ``User``
PUT      /v1/users/{user_id}                 ``User`` → 200; ``picks`` are a new profile's first titles
DELETE   /v1/users/{user_id}                 204; with all events
GET      /v1/users/{user_id}/why/{item_id}   :class:`Why`
PUT/GET/DELETE  /v1/accounts/{account_id}    ``Account``
GET      /v1/health/live, /v1/health/ready   :class:`Health`; ready names the bundle that serves, if any
GET      /metrics                            Prometheus text
GET      /                                   the viewer's page
=======  ==================================  =====================================================================

Every error is ``application/problem+json`` (RFC 9457): :class:`Problem`.
"""

from __future__ import annotations

import msgspec

from frontrow.core import Event
from frontrow.data.catalogue import Title
from frontrow.stores import User


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a card shows of a title; the rest is at ``/v1/items/{item_id}``. ``runtime`` in seconds."""

    item_id: str
    title: str
    kind: str
    year: int
    runtime: float
    maturity: int
    genres: tuple[str, ...]
    moods: tuple[str, ...] = ()
    synopsis: str = ""  # the first sentence or so
    seasons: int = 0


class WireEvidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reason: see ``frontrow.core.Evidence``; the title it names by id."""

    kind: str
    text: str
    item_id: str = ""
    value: float = 0.0


class ResumePoint(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where to continue: seconds into the film or episode."""

    position: float
    runtime: float
    episode_id: str = ""
    season: int = 0
    number: int = 0
    title: str = ""


class WireSlot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place in a row. ``thumb`` and ``listed`` are the viewer's own state of the title."""

    item: Card
    artwork: str  # the variant to show: GET /v1/items/{item_id}/artwork/{artwork}
    evidence: WireEvidence
    probability: float = 1.0  # echo it in the impression
    resume: ResumePoint | None = None
    thumb: int = 0
    listed: bool = False


class WireRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A shelf: its kind, heading and slots; ``anchor`` is the item id a row is about."""

    kind: str
    title: str
    slots: list[WireSlot]
    anchor: str = ""


class HomePage(msgspec.Struct, frozen=True):
    """A whole page; its ``page_id`` is echoed by every event that it leads to."""

    page_id: str
    user_id: str
    tier: str  # full, partial, popular, editorial
    failures: tuple[str, ...]
    bundle: str
    rows: list[WireRow]


class PickerPage(msgspec.Struct, frozen=True):
    """Popular and diverse titles for a new viewer to pick a few from; ``more`` says that another screen follows."""

    items: list[Card]
    more: bool = False


class SimilarItem(msgspec.Struct, frozen=True):
    """A title like another; ``score`` is the model's, higher is more alike."""

    item: Card
    score: float


class SimilarItems(msgspec.Struct, frozen=True):
    """Titles like one title, the most alike first."""

    item_id: str
    items: list[SimilarItem]


class Contribution(msgspec.Struct, frozen=True):
    """A title of the viewer's history and what it adds to the score."""

    item_id: str
    title: str
    contribution: float


class Why(msgspec.Struct, frozen=True):
    """Why this title for this viewer: the titles of the history that argue most for it, and the sentence they make.

    ``because`` is empty when the history says nothing of the title; ``text`` then says what does.
    """

    user_id: str
    item_id: str
    title: str
    text: str
    score: float
    because: list[Contribution]


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event or record of a batch that was not taken: which, the field, what it held, and what would be right."""

    index: int
    problem: str
    remedy: str
    id: str = ""
    field: str = ""
    value: str = ""


class EventsReceipt(msgspec.Struct, frozen=True):
    """``accepted`` are new and durable, ``repeated`` were known by their id; ``refused`` were not kept."""

    accepted: int
    repeated: int
    refused: list[Refusal]


class RecordsReceipt(msgspec.Struct, frozen=True):
    """How many records were kept, and those that were not."""

    accepted: int
    refused: list[Refusal]


class ItemsPage(msgspec.Struct, frozen=True):
    """Some of the titles, in the order of the catalogue."""

    items: list[Title]
    total: int


class UsersPage(msgspec.Struct, frozen=True):
    """The users (viewing profiles)."""

    users: list[User]
    total: int


class Health(msgspec.Struct, frozen=True, omit_defaults=True):
    """``status`` is ``live`` or ``ready``; ``bundle`` is empty until the first training."""

    status: str
    bundle: str = ""


class Problem(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 9457 problem details; ``field``, ``value`` and ``remedy`` say what to mend, ``refused`` each bad record."""

    type: str
    title: str
    status: int
    detail: str
    field: str = ""
    value: str = ""
    remedy: str = ""
    refused: list[Refusal] = []


class EventsRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A batch of events; each is accepted or refused by itself."""

    events: list[Event]


class ItemsRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A batch of titles; each is kept or refused by itself."""

    items: list[Title]
