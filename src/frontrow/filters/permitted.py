"""What a viewer may see at all, watched or not: for rows that look beyond the candidates."""

from __future__ import annotations

from frontrow.core import Bools, Items, Query
from frontrow.filters.absent import absent
from frontrow.knowledge import Knowledge


def permitted(knowledge: Knowledge, query: Query, items: Items) -> Bools:
    """Return (n,) True where a title has arrived, is licensed in the country, suits the age and is not hidden."""
    mask, hidden = in_catalogue(knowledge, query, items), query.profile.hidden
    return mask & absent(hidden, len(knowledge.catalogue)).take(items) if len(hidden) else mask


def in_catalogue(knowledge: Knowledge, query: Query, items: Items) -> Bools:
    """Return (n,) the same before the viewer hid anything: the catalogue of their country and age limit."""
    titles = knowledge.catalogue
    mask: Bools = titles.suited(query.country, query.maturity).take(items)
    return mask if titles.newest <= query.now else mask & (titles.added_at.take(items) <= query.now)
