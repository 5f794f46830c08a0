"""Cards as JSON, each encoded once for as long as its title stays as it is."""

from __future__ import annotations

import re

import msgspec

from frontrow.api.wire import Card
from frontrow.app.view import View
from frontrow.data.catalogue import Title

_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_SYNOPSIS = 240  # characters


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


class Cards(dict[int, bytes]):
    """The beginnings of slots with the cards of a bundle's titles, by item index; encoded when first shown."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view

    def __missing__(self, item: int) -> bytes:
        made = self[item] = b'{"item":' + msgspec.json.encode(card(self.view.title(item)))
        return made


def _beginning(synopsis: str) -> str:
    """Return the first sentence, or what fits of it."""
    first = _SENTENCES.split(synopsis, maxsplit=1)[0]
    return first if len(first) <= _SYNOPSIS else f"{first[:_SYNOPSIS].rsplit(' ', 1)[0]}…"
