"""A page as the JSON of :class:`frontrow.api.wire.HomePage`: the hot path, joined from pieces that are JSON already.

A slot is its title's card, a sentence, a value, and an end. Cards are encoded once for as long as the titles stay as
they are; the sentences of a page all at once, and so its values.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from frontrow.api.cards import Cards
from frontrow.api.wire import ResumePoint, WireEvidence
from frontrow.app import Shown
from frontrow.app.view import View
from frontrow.core import Evidence, Profile, Resume, Row

_PIECES = 4  # of a slot: card, sentence, value, end
_END = b"}},"  # of the evidence, of a slot with nothing of the viewer's own, and the comma before the next


class _Rest(msgspec.Struct, omit_defaults=True, gc=False):
    """A ``WireSlot`` after its evidence."""

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
_lines = msgspec.json.Encoder().encode_lines


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
            here = slots[start:end]
            here[-1:] = [last[:-1] for last in here[-1:]]  # without the last comma
            pieces += here
            pieces += (b"]", anchor, b"}")
        pieces.append(b"]}")
        return b"".join(pieces)


def _slots(rows: Sequence[Row], cards: Cards, profile: Profile) -> list[bytes]:
    """Return the pieces of all slots of a page in order, :data:`_PIECES` each."""
    items = np.concatenate([np.empty(0, np.int32), *(row.items for row in rows)]).tolist()
    pieces = [_END] * (_PIECES * len(items))
    pieces[0::_PIECES] = cards.of(items)
    pieces[1::_PIECES] = _sentences(rows, cards.view.catalogue.items.names)
    values = np.concatenate([np.empty(0), *(row.evidence.values for row in rows)])
    pieces[2::_PIECES] = _json(values.tolist())[1:-1].split(b",") if items else []
    own = _Own(profile, cards.view)
    for place in [place for place, item in enumerate(items) if item in own.touched]:
        pieces[_PIECES * place + 3] = own[items[place]]
    return pieces


def _sentences(rows: Sequence[Row], names: Sequence[str]) -> list[bytes]:
    """Return the sentence of each place of a page; most often one list of sentences serves all rows."""
    found: list[bytes] = []
    said: Sequence[Evidence] | None = None
    for row in rows:
        if row.evidence.said is not said:
            said = row.evidence.said
            encoded = _each_said(said, names)
        found += [encoded[which] for which in row.evidence.which.tolist()]
    return found


def _each_said(said: Sequence[Evidence], names: Sequence[str]) -> list[bytes]:
    """Return each sentence as a ``WireEvidence`` up to its value; all in one pass: no line feed stands in JSON."""
    words = [WireEvidence(one.kind, one.text, names[one.item] if one.item >= 0 else "") for one in said]
    lines = _lines(words).replace(b"}\n", b',"value":\n,"evidence":')
    return (b',"evidence":' + lines).splitlines()[:-1]


class _Own(dict[int, bytes]):
    """The ends of the slots of titles with the viewer's own thumb, place on the list or resume point.

    Attributes
    ----------
    touched
        Those titles, by their index.
    """

    def __init__(self, profile: Profile, view: View) -> None:
        super().__init__()
        self._view = view
        self._thumbs = profile.thumbs
        self._listed = frozenset(profile.listed.tolist())
        self._resume = {one.item: one for one in profile.resume}
        self.touched = self._listed.union(self._thumbs, self._resume)

    def __missing__(self, item: int) -> bytes:
        resume = resume_point(self._resume[item], self._view) if item in self._resume else None
        rest = _Rest(resume=resume, thumb=self._thumbs.get(item, 0), listed=item in self._listed)
        own = _json(rest)[1:-1]
        made = self[item] = b"}%b%b}," % (b"," if own else b"", own)
        return made


def resume_point(resume: Resume, view: View) -> ResumePoint:
    """Return where a viewer continues a title, in the words of the wire."""
    episodes = view.title(resume.item).episodes
    if not 0 <= resume.episode < len(episodes):
        return ResumePoint(resume.position, resume.runtime)
    episode = episodes[resume.episode]
    return ResumePoint(
        resume.position, resume.runtime, episode.episode_id, episode.season, episode.number, episode.title
    )
