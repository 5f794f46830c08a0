"""A page as the JSON of :class:`frontrow.api.wire.HomePage`: the hot path, joined from pieces that are JSON already.

A slot is its title's card, a sentence, a value, and the rest. Cards are encoded once for as long as the titles stay as
they are, each sentence once a page, and the values of a page all at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from frontrow.api.cards import Cards
from frontrow.api.wire import ResumePoint, WireEvidence
from frontrow.app import Shown
from frontrow.app.view import View
from frontrow.artwork import VARIANTS
from frontrow.core import Evidence, Profile, Resume, Row

_PIECES = 5  # of a slot: card, sentence, value, rest, comma


class _Rest(msgspec.Struct, omit_defaults=True, gc=False):
    """A ``WireSlot`` after its item and evidence."""

    artwork: str
    probability: float = 1.0
    resume: ResumePoint | None = None
    thumb: int = 0
    listed: bool = False


class _Row(msgspec.Struct, gc=False):
    """A ``WireRow`` before its slots."""

    kind: str
    title: str


class _Page(msgspec.Struct, gc=False):
    """A ``HomePage`` before its rows."""

    page_id: str
    user_id: str
    tier: str
    failures: tuple[str, ...]
    bundle: str


_json = msgspec.json.Encoder().encode


class HomePages:
    """Turns pages into JSON; the cards are kept as long as the view is the same."""

    def __init__(self) -> None:
        self._cards: Cards | None = None

    def encoded(self, shown: Shown) -> bytes:
        """Return a page as JSON."""
        cards = self._cards
        if cards is None or cards.view is not shown.view:
            cards = self._cards = Cards(shown.view)
        page, names = shown.page, shown.view.catalogue.items.names
        slots = _slots(page.rows, cards, shown.query.profile)
        head = _Page(page.page_id, page.user_id, page.tier, page.failures, shown.view.knowledge.version)
        pieces = [_json(head)[:-1], b',"rows":[']
        end = 0
        for row in page.rows:
            start, end = end, end + _PIECES * len(row.items)
            anchor = b',"anchor":' + _json(names[row.anchor]) if row.anchor >= 0 else b""
            comma = b"," if start else b""
            pieces += (comma, _json(_Row(row.kind, row.title))[:-1], b',"slots":[')
            pieces += slots[start : end - 1]  # without the last comma
            pieces += (b"]", anchor, b"}")
        pieces.append(b"]}")
        return b"".join(pieces)


def _slots(rows: Sequence[Row], cards: Cards, profile: Profile) -> list[bytes]:
    """Return the pieces of all slots of a page in order, :data:`_PIECES` each."""
    items = np.concatenate([np.empty(0, np.int32), *(row.items for row in rows)]).tolist()
    own = _own(items, profile, cards.view)
    pieces = [b","] * (_PIECES * len(items))
    pieces[0::_PIECES] = map(cards.__getitem__, items)
    pieces[1::_PIECES] = _sentences(rows, cards.view.catalogue.items.names)
    values = np.concatenate([np.empty(0), *(row.evidence.values for row in rows)])
    pieces[2::_PIECES] = _json(values.tolist())[1:-1].split(b",") if items else []
    pieces[3::_PIECES] = [own.get(item) or _RESTS[item % len(_RESTS)] for item in items]
    return pieces


class _Sentences(dict[int, bytes]):
    """The sentences of reasons as a ``WireEvidence`` up to its value, each encoded when it is first met."""

    def __init__(self, said: Sequence[Evidence], names: Sequence[str]) -> None:
        super().__init__()
        self.said = said
        self._names = names

    def __missing__(self, which: int) -> bytes:
        one = self.said[which]
        named = self._names[one.item] if one.item >= 0 else ""
        made = self[which] = b',"evidence":%b,"value":' % _json(WireEvidence(one.kind, one.text, named))[:-1]
        return made


def _sentences(rows: Sequence[Row], names: Sequence[str]) -> list[bytes]:
    """Return the sentence of each place of a page; most often one list of sentences serves all rows."""
    found: list[bytes] = []
    known = _Sentences((), names)
    for row in rows:
        if row.evidence.said is not known.said:
            known = _Sentences(row.evidence.said, names)
        found += map(known.__getitem__, row.evidence.which.tolist())
    return found


def _rest(rest: _Rest) -> bytes:
    """Return the end of a slot: that of its evidence, then what comes after it."""
    return b"}," + _json(rest)[1:]


_RESTS = [_rest(_Rest(artwork)) for artwork in VARIANTS]  # of a title with nothing of the viewer's own


def _own(items: Sequence[int], profile: Profile, view: View) -> dict[int, bytes]:
    """Return the end of the slot of each of the titles with the viewer's own thumb, place on the list, resume point."""
    listed = frozenset(profile.listed.tolist())
    resume = {one.item: one for one in profile.resume}
    return {
        item: _rest(
            _Rest(
                VARIANTS[item % len(VARIANTS)],
                resume=resume_point(resume[item], view) if item in resume else None,
                thumb=profile.thumbs.get(item, 0),
                listed=item in listed,
            )
        )
        for item in listed.union(profile.thumbs, resume).intersection(items)
    }


def resume_point(resume: Resume, view: View) -> ResumePoint:
    """Return where a viewer continues a title, in the words of the wire."""
    episodes = view.title(resume.item).episodes
    if not 0 <= resume.episode < len(episodes):
        return ResumePoint(resume.position, resume.runtime)
    episode = episodes[resume.episode]
    return ResumePoint(
        resume.position, resume.runtime, episode.episode_id, episode.season, episode.number, episode.title
    )
