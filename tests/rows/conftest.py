"""A small catalogue with known plays, and viewers of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from frontrow.core import SCORE, Candidates, Profile, Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.models.popularity import PopularityModel
from frontrow.models.trending import TrendingModel

DAY = 86_400.0
NOW = 1000 * DAY

MakeKnowledge = Callable[..., Knowledge]
MakeQuery = Callable[..., Query]


@pytest.fixture(scope="session")
def make_knowledge() -> MakeKnowledge:
    """Return a builder: records by their fields; plays of all, of DE; rises of all."""

    def make(records: list[dict[str, Any]], plays: Any = None, german: Any = None, rise: Any = None) -> Knowledge:
        titles = [Title(**{"item_id": f"i{i}", "title": f"Title {i}", **one}) for i, one in enumerate(records)]
        n = len(titles)
        table = np.array([[0] * n if plays is None else plays, [0] * n if german is None else german], np.float32)
        counts = PopularityModel(table, ("DE",), 1.0)
        rises = TrendingModel(np.array([[0] * n if rise is None else rise], np.float32), ())
        return Knowledge(Catalogue.of(titles), {"popular": counts, "recent": counts, "trending": rises})

    return make


@pytest.fixture(scope="session")
def ask() -> MakeQuery:
    """Return a builder of queries: the profile by its fields, lists for arrays."""

    def make(country: str = "DE", maturity: int = 18, **fields: Any) -> Query:
        types = {"weights": np.float32, "watched_at": np.float64}
        arrays: dict[str, Any] = {
            name: np.array(value, types.get(name, np.int32)) if isinstance(value, list) else value
            for name, value in fields.items()
        }
        history = arrays.get("history", np.empty(0, np.int32))
        arrays.setdefault("weights", np.ones(len(history), np.float32))
        arrays.setdefault("watched_at", np.full(len(history), NOW - DAY))
        return Query("u", "p", NOW, country, maturity=maturity, profile=Profile(**arrays))

    return make


@pytest.fixture(scope="session")
def ranked() -> Callable[..., Candidates]:
    """Return a builder of ranked candidates: items best first, with more columns as wanted."""

    def make(items: list[int], **columns: Any) -> Candidates:
        found = Candidates(np.array(items, np.int32), {SCORE: -np.arange(len(items), dtype=np.float32)})
        return replace(found, columns={**found.columns, **{k: np.array(v) for k, v in columns.items()}})

    return make
