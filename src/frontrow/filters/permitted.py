"""What a viewer may see at all, watched or not: for rows that look beyond the candidates."""

from __future__ import annotations

from frontrow.core import Bools, Query
from frontrow.knowledge import Knowledge


def permitted(knowledge: Knowledge, query: Query) -> Bools:
    """Return (n_items,) True where a title has arrived, is licensed in the country, suits the age and is not hidden."""
    mask = catalogue_of(knowledge, query)
    mask[query.profile.hidden] = False
    return mask


def catalogue_of(knowledge: Knowledge, query: Query) -> Bools:
    """Return (n_items,) the same before the viewer hid anything: the catalogue of their country and age limit."""
    titles = knowledge.catalogue
    mask = titles.maturity <= query.maturity
    mask &= titles.available(query.country)
    mask &= titles.added_at <= query.now
    return mask
