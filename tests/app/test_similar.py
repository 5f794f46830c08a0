"""Titles like a title: only those that may be shown."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from frontrow.app.measures import Measures
from frontrow.app.service import Service
from frontrow.app.similar import similar
from frontrow.app.view import View
from frontrow.bundle import Bundles
from frontrow.core import Floats, Items, Profile, Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.models import Queries
from frontrow.pipeline import DEFAULT_PLAN


@dataclass(frozen=True)
class Near:
    """Every title is like every other, the first most."""

    def scores(self, queries: Queries) -> Floats:
        return np.zeros((1, 6), np.float32)

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        return np.arange(6, dtype=np.int32), np.arange(6, 0, -1, dtype=np.float32)


@dataclass(frozen=True)
class Knows:
    """Knows one title alone: it is like title 0."""

    known: int

    def scores(self, queries: Queries) -> Floats:
        return np.zeros((1, 6), np.float32)

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        count = int(item == self.known)
        return np.zeros(count, np.int32), np.ones(count, np.float32)


TITLES = (
    Title(item_id="0", title="0"),
    Title(item_id="1", title="1", territories=("US",)),
    Title(item_id="2", title="2", added_at=2000.0),
    Title(item_id="3", title="3", maturity=18),
    Title(item_id="4", title="4"),
    Title(item_id="5", title="5"),
)
SERVICE = Service(Bundles(Path("nowhere")), DEFAULT_PLAN, Measures())


def like(item: int, query: Query, **models: Near | Knows) -> list[int]:
    live = SERVICE.made(Knowledge(Catalogue(TITLES), models))
    view = View.of(live, {title.item_id: title for title in TITLES[:5]}, SERVICE)
    return [one.item for one in similar(view, query, item, 9)]


def test_what_may_not_be_shown_is_left_out() -> None:
    assert like(4, Query("", "", 1000.0), ease=Near()) == [0, 3]
    hidden = Profile(hidden=np.array([0], np.int32))
    asked = Query("u", "", 3000.0, country="US", maturity=12, profile=hidden)
    assert like(4, asked, item_knn=Near()) == [1, 2]


def test_a_title_nobody_watched_is_like_others_by_what_is_known_of_it() -> None:
    asked = Query("", "", 1000.0)
    assert like(4, asked, item_knn=Knows(0), ease=Knows(3), content=Near()) == [0, 3]
    assert like(3, asked, item_knn=Knows(0), ease=Knows(3), content=Near()) == [0]


def test_any_other_model_of_the_bundle_that_knows_a_title_is_asked_last() -> None:
    asked = Query("", "", 1000.0)
    assert like(4, asked, graph=Near(), content=Knows(4)) == [0]
    assert like(4, asked, graph=Near(), content=Knows(3)) == [0, 3]


def test_without_a_model_that_knows_there_are_none() -> None:
    assert like(4, Query("", "", 1000.0)) == []
