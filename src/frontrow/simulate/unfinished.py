"""What viewers have begun and may go on with: at most ``width`` titles each, the oldest forgotten first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from frontrow.core import NO_ITEM, Floats, Items, Times

MATCHING, EMPTY = 4e12, 2e12  # seconds: beyond every time, so that a match beats a gap beats the oldest


@dataclass
class Unfinished:
    """The table of begun titles, (n viewers, width); it changes as viewers watch.

    Parameters
    ----------
    items
        Item indices, -1 where free.
    part
        The episode to go on with, from 0; 0 for a film.
    position
        Seconds into it.
    at
        When it was last watched.
    pull
        Logits by which the viewer wants to go on with it, just after.
    """

    items: Items
    part: Items
    position: Floats
    at: Times
    pull: Floats

    @classmethod
    def empty(cls, n: int, width: int = 10) -> Unfinished:
        """Return a table in which nobody has begun anything."""
        shape = (n, width)
        return cls(
            np.full(shape, NO_ITEM, np.int32),
            np.zeros(shape, np.int32),
            np.zeros(shape, np.float32),
            np.zeros(shape, np.float64),
            np.zeros(shape, np.float32),
        )

    def where(self, viewer: Items, item: Items) -> tuple[Items, Floats]:
        """Return the part and the seconds at which each viewer goes on with an item; 0 and 0 where not begun."""
        found = self.items[viewer] == item[:, None]
        place = (viewer, found.argmax(axis=1))
        known = found.any(axis=1)
        return np.where(known, self.part[place], 0).astype(np.int32), np.where(known, self.position[place], 0.0).astype(
            np.float32
        )

    def keep(self, viewer: Items, item: Items, *, part: Items, position: Floats, at: Times, pull: Floats) -> None:
        """Note where each viewer (once each) left an item."""
        items = self.items[viewer]
        age = -self.at[viewer] + EMPTY * (items == NO_ITEM) + MATCHING * (items == item[:, None])
        place = (viewer, age.argmax(axis=1))
        self.items[place], self.part[place], self.position[place] = item, part, position
        self.at[place], self.pull[place] = at, pull

    def drop(self, viewer: Items, item: Items) -> None:
        """Forget an item of each viewer, where it stands."""
        self.items[viewer] = np.where(self.items[viewer] == item[:, None], NO_ITEM, self.items[viewer])

    def wanted(self, viewer: Items, now: Times, fading: float) -> tuple[Items, Floats]:
        """Return (v, width) the begun items of viewers and the logits by which they want to go on, fading with days."""
        days = np.maximum(now[:, None] - self.at[viewer], 0.0) / 86_400.0
        return self.items[viewer], (self.pull[viewer] * np.exp(-days / fading)).astype(np.float32)

    def newest_first(self, viewer: Items) -> Items:
        """Return (v, width) the begun items of viewers, last watched first, -1 last."""
        items: Items = self.items[viewer]
        order = np.argsort(-np.where(items == NO_ITEM, -1.0, self.at[viewer]), axis=1, kind="stable")
        return np.take_along_axis(items, order, axis=1)
