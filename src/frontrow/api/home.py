"""A page as the JSON of :class:`frontrow.api.wire.HomePage`: the hot path, so cards come encoded."""

from __future__ import annotations

import msgspec

from frontrow.api.cards import Cards
from frontrow.api.wire import ResumePoint, WireEvidence
from frontrow.app import Shown
from frontrow.app.view import View
from frontrow.artwork import VARIANTS
from frontrow.core import Evidence, Profile, Resume, Row


class _Slot(msgspec.Struct, omit_defaults=True, gc=False):
    """A ``WireSlot`` whose card is JSON already."""

    item: msgspec.Raw
    evidence: WireEvidence
    artwork: str
    probability: float = 1.0
    resume: ResumePoint | None = None
    thumb: int = 0
    listed: bool = False


class _Row(msgspec.Struct, omit_defaults=True, gc=False):
    kind: str
    title: str
    slots: list[_Slot]
    anchor: str = ""


class _Page(msgspec.Struct, gc=False):
    page_id: str
    user_id: str
    tier: str
    failures: tuple[str, ...]
    bundle: str
    rows: list[_Row]


_encoder = msgspec.json.Encoder()


class HomePages:
    """Turns pages into JSON; the cards are kept as long as the view is the same."""

    def __init__(self) -> None:
        self._cards: Cards | None = None

    def encoded(self, shown: Shown) -> bytes:
        """Return a page as JSON."""
        cards = self._cards
        if cards is None or cards.view is not shown.view:
            cards = self._cards = Cards(shown.view)
        page = shown.page
        slots = _Slots(cards, shown.query.profile)
        names = shown.view.catalogue.items.names
        rows = [
            _Row(row.kind, row.title, slots.of(row), names[row.anchor] if row.anchor >= 0 else "") for row in page.rows
        ]
        version = shown.view.knowledge.version
        return _encoder.encode(_Page(page.page_id, page.user_id, page.tier, page.failures, version, rows))


class _Slots:
    """Makes slots for one viewer: with the viewer's own thumb, list and resume point of each title."""

    def __init__(self, cards: Cards, profile: Profile) -> None:
        self._cards = cards
        self._names = cards.view.catalogue.items.names
        self._thumbs = profile.thumbs
        self._listed = frozenset(profile.listed.tolist())
        self._resume = {one.item: one for one in profile.resume}
        self._marked = self._listed.union(self._thumbs, self._resume)

    def of(self, row: Row) -> list[_Slot]:
        """Return the slots of a row in order."""
        cards, names, marked = self._cards, self._names, self._marked
        return [
            self._marked_slot(item, why)
            if item in marked
            else _Slot(
                cards[item],
                WireEvidence(why.kind, why.text, names[why.item] if why.item >= 0 else "", why.value),
                VARIANTS[item % len(VARIANTS)],
            )
            for item, why in zip(row.items.tolist(), row.evidence, strict=True)
        ]

    def _marked_slot(self, item: int, why: Evidence) -> _Slot:
        """Return a slot that shows something of the viewer's own."""
        resume = self._resume.get(item)
        return _Slot(
            self._cards[item],
            WireEvidence(why.kind, why.text, self._names[why.item] if why.item >= 0 else "", why.value),
            VARIANTS[item % len(VARIANTS)],
            resume=resume_point(resume, self._cards.view) if resume else None,
            thumb=self._thumbs.get(item, 0),
            listed=item in self._listed,
        )


def resume_point(resume: Resume, view: View) -> ResumePoint:
    """Return where a viewer continues a title, in the words of the wire."""
    episodes = view.title(resume.item).episodes
    if not 0 <= resume.episode < len(episodes):
        return ResumePoint(resume.position, resume.runtime)
    episode = episodes[resume.episode]
    return ResumePoint(
        resume.position, resume.runtime, episode.episode_id, episode.season, episode.number, episode.title
    )
