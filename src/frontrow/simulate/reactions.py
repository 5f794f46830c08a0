"""What viewers say of titles, and when they bother to: thumbs, My List, not interested, details, search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from frontrow.core import NO_ITEM, Bools, Floats, Items, Kind, Times
from frontrow.simulate.log import Entries, Numbers
from frontrow.simulate.pages import Seen, Visits
from frontrow.simulate.parameters import Reactions, Watching
from frontrow.simulate.watching import MIDDLING, Sittings

WHOLE_TITLE = 0.5  # share of the queries that type a title out
MOST_LETTERS = 200
SECONDS_A_CARD = 1.2  # pace of reading
DETAILS_SECONDS = 12.0  # mean time the details stay open


def thumbs(enjoyment: Floats, readiness: Floats, settings: Reactions, rng: Generator) -> Items:
    """Return (n,) a thumb of -1, 1 or 2 for each title watched, 0 for none.

    Notes
    -----
    A thumb is given with probability thumb · readiness · (2·|e − ½|)²: the lukewarm say nothing, so that thumbs are
    missing not at random.
    """
    moved = (2.0 * np.abs(enjoyment - MIDDLING)) ** 2
    given = rng.random(len(enjoyment)) < settings.thumb * readiness * moved
    up = np.where(enjoyment >= settings.thumb_twice, 2, np.where(enjoyment >= settings.thumb_up, 1, 0))
    thumb = np.where(enjoyment <= settings.thumb_down, -1, up)
    return np.where(given, thumb, 0).astype(np.int32)


def impressions(visits: Visits, cards: Seen) -> Entries:
    """Return an impression for every card looked at, in the order and at the pace of reading."""
    place = np.nonzero(cards.items != NO_ITEM)
    return _on_cards(Kind.IMPRESSION, visits, cards, place)


@dataclass(frozen=True)
class Glance:
    """Cards looked at, and what their viewers think of them.

    Parameters
    ----------
    visits, cards
        ``n`` visits and their cards.
    match
        (n, most) z·v of the cards.
    free
        (n, most) False where a card was chosen.
    readiness
        (n,) Of the visitors.
    """

    visits: Visits
    cards: Seen
    match: Floats
    free: Bools
    readiness: Floats

    def entries(self, listable: Bools, settings: Reactions, rng: Generator) -> tuple[Entries, Entries, Entries]:
        """Return the details opened, the titles put on My List (where ``listable``), and those hidden."""
        there = (self.cards.items != NO_ITEM) & self.free
        shape, ready = there.shape, self.readiness[:, None]
        hidden = there & (rng.random(shape) < settings.hide * ready * np.maximum(-self.match, 0.0))
        keen = rng.random(shape) < settings.list * ready * np.maximum(self.match, 0.0) ** 2
        listed = there & ~hidden & listable & keen
        opened = there & ~hidden & ((rng.random(shape) < settings.details) | listed)
        seconds = rng.exponential(DETAILS_SECONDS, shape)[opened]
        return (
            _on_cards(Kind.DETAILS, self.visits, self.cards, np.nonzero(opened), later=0.2, value=seconds),
            _on_cards(Kind.LIST, self.visits, self.cards, np.nonzero(listed), later=0.6),
            _on_cards(Kind.HIDE, self.visits, self.cards, np.nonzero(hidden), later=0.4),
        )


@dataclass(frozen=True)
class Told:
    """Titles chosen in visits, and how to report them.

    Parameters
    ----------
    visits
        All of the batch.
    who
        (n,) The visits that chose.
    item
        (n,) What they chose.
    cards
        The card each was found on, by the shape (n,); -1 where found elsewhere.
    """

    visits: Visits
    who: Items
    item: Items
    cards: Seen

    @property
    def viewer(self) -> Items:
        """(n,) Who chose."""
        return self.visits.viewer[self.who]

    def report(self, kind: Kind, of: Items, at: Times, **more: Any) -> Entries:
        """Return an event about each of the choices ``of``, with the impression that led to it."""
        visit = self.who[of]
        return Entries(
            kind,
            at,
            self.visits.viewer[visit],
            device=self.visits.device[visit],
            item=self.item[of],
            page=np.where(self.cards.row[of] >= 0, visit, -1).astype(np.int32),
            row=self.cards.row[of],
            slot=self.cards.slot[of],
            artwork=self.cards.artwork[of],
            probability=self.cards.probability[of],
            **more,
        )

    def plays(self, sitting: Sittings, first: int, settings: Watching) -> list[Entries]:
        """Return play, progress and stop of every play, numbered from ``first``; only long plays report progress."""
        number = (first + np.arange(len(sitting.owner))).astype(np.int32)
        long = sitting.seconds > settings.progress_after
        so_far = np.floor(sitting.seconds / 2.0)
        stops = sitting.begin + sitting.seconds
        return [
            self.report(
                Kind.PLAY, sitting.owner, sitting.begin, part=sitting.parts, position=sitting.start, play=number
            ),
            self.report(
                Kind.PROGRESS,
                sitting.owner[long],
                sitting.begin[long] + so_far[long],
                part=sitting.parts[long],
                value=so_far[long],
                position=sitting.start[long] + so_far[long],
                play=number[long],
            ),
            self.report(
                Kind.STOP,
                sitting.owner,
                stops,
                part=sitting.parts,
                value=sitting.seconds,
                position=sitting.start + sitting.seconds,
                play=number,
            ),
        ]

    def thumbs(self, sitting: Sittings, given: Items) -> Entries:
        """Return the thumbs given (0 for none) just after the end."""
        of = np.flatnonzero(given).astype(np.int32)
        return self.report(Kind.THUMB, of, sitting.ends[of] + 3.0, value=given[of])

    def unlisted(self, sitting: Sittings, done: Bools) -> Entries:
        """Return the removals from My List of the titles done with."""
        of = np.flatnonzero(done).astype(np.int32)
        return self.report(Kind.LIST, of, sitting.ends[of] + 5.0, value=np.zeros(len(of)))

    def searches(self, titles: Sequence[str], searched: Bools, at: Times, rng: Generator) -> Entries:
        """Return the queries by which titles not on the page were found: a title's beginning, or all of it."""
        of = np.flatnonzero(searched)
        letters = np.where(rng.random(len(of)) < WHOLE_TITLE, MOST_LETTERS, rng.integers(4, 9, len(of)))
        texts = [titles[item][:length].strip().casefold() for item, length in zip(self.item[of], letters, strict=True)]
        visit = self.who[of]
        return Entries(
            Kind.SEARCH,
            at[of],
            self.visits.viewer[visit],
            device=self.visits.device[visit],
            text=texts,
            text_at=np.arange(len(of), dtype=np.int32),
        )


def _on_cards(
    kind: Kind,
    visits: Visits,
    cards: Seen,
    place: tuple[NDArray[np.integer], ...],
    *,
    later: float = 0.0,
    value: Numbers | None = None,
) -> Entries:
    """Return events about cards at (visit, place), each when the card is read, or somewhat later."""
    visit, nth = place
    return Entries(
        kind,
        visits.at[visit] + SECONDS_A_CARD * (1 + nth) + later,
        visits.viewer[visit],
        device=visits.device[visit],
        item=cards.items[place],
        value=value,
        page=visit.astype(np.int32),
        row=cards.row[place],
        slot=cards.slot[place],
        artwork=cards.artwork[place],
        probability=cards.probability[place],
    )
