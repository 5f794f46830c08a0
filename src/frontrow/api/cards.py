"""Cards as JSON, each encoded once for as long as its title stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from frontrow.api.wire import Card
from frontrow.app.view import View
from frontrow.artwork import VARIANTS
from frontrow.data.catalogue import Title

_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_SYNOPSIS = 240  # characters
_json = msgspec.json.Encoder().encode


def card(title: Title) -> Card:
    """Return what a card shows of a title."""
    return Card(
        item_id=title.item_id,
        title=title.title,
        kind=title.kind,
        year=title.year,
        runtime=title.runtime,
        maturity=title.maturity,
        genres=title.genres,
        moods=title.moods,
        synopsis=_beginning(title.synopsis),
        seasons=len({episode.season for episode in title.episodes}),
    )


class Cards:
    """The beginnings of slots, up to the evidence; each encoded when its title is first shown."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._made = [b""] * len(view.catalogue)

    def of(self, items: Sequence[int]) -> list[bytes]:
        """Return the beginnings of the slots of titles, by item index."""
        made = self._made
        found = [made[item] for item in items]
        return found if all(found) else [made[item] or self._make(item) for item in items]

    def _make(self, item: int) -> bytes:
        shown = _json(card(self.view.title(item)))
        made = self._made[item] = b'{"item":%b,"artwork":%b' % (shown, _json(VARIANTS[item % len(VARIANTS)]))
        return made


def _beginning(synopsis: str) -> str:
    """Return the first sentence, or what fits of it."""
    first = _SENTENCES.split(synopsis, maxsplit=1)[0]
    return first if len(first) <= _SYNOPSIS else f"{first[:_SYNOPSIS].rsplit(' ', 1)[0]}…"
