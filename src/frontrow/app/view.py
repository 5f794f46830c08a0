"""What a page is made from at this moment: the bundle in service, and the titles as the store has them now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from msgspec import structs

from frontrow.core import Page, Profile, Row
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.pipeline import Pipeline


@dataclass(frozen=True)
class View:
    """A bundle and its pipeline, beside the store's titles; a new one is made when either changes.

    Parameters
    ----------
    knowledge, pipeline
        Of the bundle in service.
    titles
        Every title of the store by its id, in its order: the newest facts, and titles no bundle knows yet.
    """

    knowledge: Knowledge
    pipeline: Pipeline
    titles: Mapping[str, Title]
    gone: frozenset[int] = field(init=False)
    changed: Mapping[int, Title] = field(init=False)

    def __post_init__(self) -> None:
        """Find the titles deleted (``gone``) and changed since the bundle was made, by item index."""
        now = [self.titles.get(title.item_id) for title in self.catalogue.titles]
        gone = frozenset(index for index, title in enumerate(now) if title is None)
        pairs = enumerate(zip(self.catalogue.titles, now, strict=True))
        changed = {index: title for index, (old, title) in pairs if title is not None and title != old}
        object.__setattr__(self, "gone", gone)
        object.__setattr__(self, "changed", changed)

    @property
    def catalogue(self) -> Catalogue:
        """The bundle's titles, which every item index counts in."""
        return self.knowledge.catalogue

    def title(self, item: int) -> Title:
        """Return the newest facts of a title of the bundle."""
        return self.changed.get(item) or self.catalogue[item]

    def seen_by(self, profile: Profile) -> Profile:
        """Return a profile in which deleted titles have no part."""
        if not self.gone:
            return profile
        gone = np.fromiter(self.gone, np.int32)
        kept = ~np.isin(profile.history, gone)
        return replace(
            profile,
            history=profile.history[kept],
            weights=profile.weights[kept],
            watched_at=profile.watched_at[kept],
            hidden=np.union1d(profile.hidden, gone).astype(np.int32),
            listed=profile.listed[~np.isin(profile.listed, gone)],
            resume=tuple(one for one in profile.resume if one.item not in self.gone),
            finished=profile.finished[~np.isin(profile.finished, gone)],
        )

    def fit(self, page: Page, country: str, maturity: int) -> Page:
        """Return a page without what the newest facts forbid: deleted titles, new limits of age or territory.

        A row that loses its anchor or its last title goes.
        """
        barred = self.barred(country, maturity)
        if not barred:
            return page
        rows = (_without(row, barred) for row in page.rows if row.anchor not in barred)
        return replace(page, rows=tuple(row for row in rows if len(row.items)))

    def barred(self, country: str, maturity: int) -> frozenset[int]:
        """Return the titles that the newest facts forbid, whatever the bundle says: deleted, or under new limits."""
        limited = (item for item, title in self.changed.items() if not _shown(title, country, maturity))
        return self.gone.union(limited)


def _shown(title: Title, country: str, maturity: int) -> bool:
    return title.maturity <= maturity and (not title.territories or country in title.territories)


def _without(row: Row, barred: frozenset[int]) -> Row:
    kept = [
        place
        for place, (item, why) in enumerate(zip(row.items.tolist(), row.evidence, strict=True))
        if item not in barred and why.item not in barred
    ]
    return structs.replace(row, items=row.items[kept], evidence=tuple(row.evidence[place] for place in kept))
