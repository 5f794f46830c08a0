"""Pages as viewers meet them: many at once, as a struct of arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from frontrow.core import NO_ITEM, Bools, Floats, Items, Times


@dataclass(frozen=True)
class Visits:
    """Who comes, when, on what: ``n`` viewers, each once.

    Parameters
    ----------
    viewer, device
        (n,) Indices of the viewer and of ``parameters.devices``.
    at
        (n,) Seconds since the epoch, UTC.
    hour
        (n,) Local hour, 0 to 23.
    """

    viewer: Items
    device: Items
    at: Times
    hour: Items

    def __len__(self) -> int:
        return len(self.viewer)


@dataclass(frozen=True)
class ShownPages:
    """The pages shown in answer to visits, by any recommender: ``n`` pages of at most ``rows`` × ``slots``.

    Parameters
    ----------
    page_id
        One for each visit, distinct.
    visits
        Whom each was shown to, when, on what device.
    items
        (n, rows, slots) Item indices, -1 where nothing stands.
    kinds
        (n, rows) Index into ``kind_names``, -1 for a row that is not there.
    artwork
        (n, rows, slots) Index into :data:`frontrow.artwork.VARIANTS`, -1 for none.
    probability
        (n, rows, slots) In (0, 1]: with which this title with this artwork came to stand in this slot.
    """

    page_id: tuple[str, ...]
    visits: Visits
    items: Items
    kinds: Items
    kind_names: tuple[str, ...]
    artwork: Items
    probability: Floats

    def __post_init__(self) -> None:
        shape = self.items.shape
        if shape[:1] != (len(self.page_id),) or shape[0] != len(self.visits):
            raise ValueError(f"{len(self.visits)} visits and {len(self.page_id)} page ids for items {shape}")
        if self.artwork.shape != shape or self.probability.shape != shape or self.kinds.shape != shape[:2]:
            raise ValueError(f"artwork, probability and kinds must have the shape of items, {shape}")
        if len(np.unique(self.visits.viewer)) != len(self.visits):
            raise ValueError("a viewer has two pages; answer them one after the other")

    def __len__(self) -> int:
        return len(self.page_id)

    @property
    def filled(self) -> Bools:
        """(n, rows, slots) True where a title stands."""
        return np.asarray(self.items != NO_ITEM)


@dataclass(frozen=True)
class Seen:
    """What viewers look at on their pages: (n, most), padded with item -1.

    Parameters
    ----------
    items, row, slot, artwork
        Of each card, in the order of reading; -1 in the padding.
    probability
        As in :class:`ShownPages`.
    """

    items: Items
    row: Items
    slot: Items
    artwork: Items
    probability: Floats

    def of(self, visit: NDArray[np.integer], place: NDArray[np.integer]) -> Seen:
        """Return the cards at the given places of the given visits; place -1 gives the padding."""
        none = place < 0
        at = (visit, np.maximum(place, 0))
        return Seen(
            np.where(none, NO_ITEM, self.items[at]).astype(np.int32),
            np.where(none, -1, self.row[at]).astype(np.int32),
            np.where(none, -1, self.slot[at]).astype(np.int32),
            np.where(none, -1, self.artwork[at]).astype(np.int32),
            np.where(none, 1.0, self.probability[at]).astype(np.float32),
        )
