"""What a page is made from at this moment: the bundle in service, with the titles as the store has them now.

The newest facts hold without training: what is deleted, embargoed, or limited anew by age or territory is barred before
a page is made, so its rows are full; a new episode can be watched and continued. A title that is new altogether joins
at the end of the bundle's catalogue: models take it for what its description says it is made of, and its own viewings
tell about others at once; the next bundle learns from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from frontrow.app.service import Live, Service
from frontrow.app.shown_ids import quoted
from frontrow.core import Bools, Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.models.joined import joined
from frontrow.models.narrow_content import MOST
from frontrow.pipeline import Pipeline

_NEVER = 1e11  # seconds since the epoch: the latest time a title can name


@dataclass(frozen=True)
class View:
    """A bundle's knowledge over the newest records of its titles; a new one is made when either changes.

    Parameters
    ----------
    knowledge, pipeline
        Of the bundle in service and the titles that joined since; a title that was deleted keeps its place and never
        arrives.
    titles
        Every title of the store by its id, in its order.

    Attributes
    ----------
    quoted
        The ids of the catalogue as the page log takes them, see :func:`frontrow.app.shown_ids.quoted`. Written with
        each view, which no request waits for: half a millisecond for four thousand titles.
    """

    knowledge: Knowledge
    pipeline: Pipeline
    titles: Mapping[str, Title]
    quoted: NDArray[np.bytes_] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "quoted", quoted(self.catalogue.items))

    @classmethod
    def of(cls, live: Live, titles: Mapping[str, Title], service: Service, before: Self | None = None) -> Self:
        """Return the view of a bundle and the store's titles.

        Parameters
        ----------
        service
            Makes the pipeline, where the titles are not as the bundle has them.
        before
            A view of the same bundle; where its titles were the same, its pipeline is used.
        """
        learnt = live.knowledge.catalogue
        known = tuple(titles.get(title.item_id) or _gone(title) for title in learnt.titles)
        newest = known + _newcomers(titles, learnt)
        if newest == learnt.titles:
            return cls(live.knowledge, live.pipeline, titles)
        if before and newest == before.catalogue.titles:
            return cls(before.knowledge, before.pipeline, titles)
        catalogue, models = Catalogue(newest), live.knowledge.models
        if len(newest) > len(known):
            models = joined(models, catalogue, len(known))
        made = service.made(replace(live.knowledge, catalogue=catalogue, models=models))
        return cls(made.knowledge, made.pipeline, titles)

    @property
    def catalogue(self) -> Catalogue:
        """The titles as they are now, the bundle's first; every item index counts in it."""
        return self.knowledge.catalogue

    def title(self, item: int) -> Title:
        """Return a title by its index."""
        return self.catalogue[item]

    def permitted(self, query: Query) -> Bools:
        """Return (n_items,) True where a title may be shown or named: here, at this age, by now, and not hidden.

        It is what a page asks too: all that names titles goes by this one answer.
        """
        return self.pipeline.gate.allowed(query)


def _newcomers(titles: Mapping[str, Title], learnt: Catalogue) -> tuple[Title, ...]:
    """Return the titles that a bundle does not know, in the order of the store; of very many those added last."""
    found = [title for item_id, title in titles.items() if item_id not in learnt.items]
    if len(found) > MOST:
        border = sorted(title.added_at for title in found)[-MOST]
        found = [title for title in found if title.added_at >= border][:MOST]
    return tuple(found)


def _gone(title: Title) -> Title:
    return structs.replace(title, added_at=_NEVER)
