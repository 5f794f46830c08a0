"""Facts: what the title is, where nothing else can be said of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from frontrow.core import Evidence, Query, Reasons
from frontrow.data.catalogue import Title
from frontrow.evidence.ladder import Places
from frontrow.evidence.shown import Shown
from frontrow.knowledge import Knowledge


@dataclass(frozen=True)
class Facts:
    """Names the main genre and the year, whichever are known."""

    knowledge: Knowledge
    _told: tuple[Evidence | None, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_told", tuple(_facts(title) for title in self.knowledge.catalogue.titles))

    def __call__(self, query: Query, shown: Shown, places: Places) -> Reasons:
        return Reasons.each([self._told[item] for item in shown.items[places].tolist()])


def _facts(title: Title) -> Evidence | None:
    known = [*title.genres[:1], *([str(title.year)] if title.year else [])]
    return Evidence("genre", ", ".join(known)) if known else None
