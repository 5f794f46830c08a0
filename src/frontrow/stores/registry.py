"""The stores by the scheme of their URL."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from frontrow.errors import BadConfig
from frontrow.stores import Store
from frontrow.stores.memory import MemoryStore
from frontrow.stores.sql import SqlStore


def _memory(url: str) -> Store:
    if url != "memory:":
        raise BadConfig(f"the store {url!r} names a place in memory.", 'Write "memory:" alone.')
    return MemoryStore()


STORES: dict[str, Callable[[str], Store]] = {"memory": _memory, "sqlite": SqlStore}


def open_store(url: str) -> Store:
    """Return the store at a URL, made and brought to the newest form where needed.

    Parameters
    ----------
    url
        ``memory:``, or an SQLAlchemy URL such as ``sqlite:///frontrow.db``.

    Raises
    ------
    BadConfig
        If no store is of that kind.
    StoreUnavailable
        If it cannot be opened.
    """
    scheme = url.partition(":")[0].partition("+")[0]
    if scheme not in STORES:
        near = get_close_matches(scheme, STORES, n=1)
        known = " or ".join(f'"{name}:"' for name in STORES)
        hint = f"Did you mean {near[0]!r}?" if near else f'Begin it with {known}, as in "sqlite:///frontrow.db".'
        raise BadConfig(f"there is no store of the kind {scheme!r} (in {url!r}).", hint)
    return STORES[scheme](url)
