"""The picker: popular, allowed, and of many kinds."""

from collections import Counter
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontrow.app.measures import Measures
from frontrow.app.picker import picks
from frontrow.app.service import Service
from frontrow.app.view import View
from frontrow.bundle import Bundles
from frontrow.core import Floats, Profile, Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.knowledge import Knowledge
from frontrow.models import Queries
from frontrow.pipeline import DEFAULT_PLAN

SERVICE = Service(Bundles(Path("nowhere")), DEFAULT_PLAN, Measures())


class Plays:
    """Counts plays by position: the later, the more."""

    def counts(self, country: str = "") -> Floats:
        return np.arange(60, dtype=np.float32)

    def scores(self, queries: Queries) -> Floats:
        return self.counts()[None]


def view(**more: Plays) -> View:
    titles = [
        Title(
            item_id=f"t{n}",
            title="T",
            year=1950 + n,
            genres=("Drama",) if n >= 20 else (f"G{n % 4}",),
            countries=("US",) if n % 2 else (),
            maturity=18 if n == 59 else 0,
            territories=("FR",) if n == 58 else (),
            added_at=600.0 if n == 57 else 0.0,
        )
        for n in range(60)
    ]
    live = SERVICE.made(Knowledge(Catalogue.of(titles), dict(more)))
    return View.of(live, {title.item_id: title for title in titles}, SERVICE)


def viewer(country: str, maturity: int, *hidden: int) -> Query:
    profile = Profile(hidden=np.array(hidden, np.int32))
    return Query("", "", 1000.0, country=country, maturity=maturity, profile=profile)


def test_the_most_played_come_first_and_no_genre_crowds_out_the_rest() -> None:
    found = picks(view(popular=Plays()), viewer("DE", 12), 20).items.tolist()
    assert found[:5] == [57, 56, 55, 54, 53]  # five dramas
    assert found[5:9] == [19, 18, 17, 16]
    genres = Counter("Drama" if item >= 20 else f"G{item % 4}" for item in found)
    assert genres == {"Drama": 5, "G0": 3, "G1": 4, "G2": 4, "G3": 4}


def test_a_countrys_share_is_limited() -> None:
    found = picks(view(popular=Plays()), viewer("DE", 12), 30).items.tolist()
    assert len(found) == len(set(found)) == 30
    assert sum(item % 2 for item in found[:25]) <= 14


def test_what_may_not_be_shown_is_not() -> None:
    found = set(picks(view(popular=Plays()), viewer("FR", 12, 57), 60).items.tolist())
    assert found == set(range(59)) - {57}
    assert 58 not in picks(view(popular=Plays()), viewer("DE", 18), 60).items


def test_without_plays_the_newest_come_first() -> None:
    assert picks(view(), viewer("FR", 18), 3).items.tolist() == [59, 58, 57]


def test_what_has_not_arrived_is_not_shown() -> None:
    assert 57 not in picks(view(popular=Plays()), Query("", "", 500.0, country="DE"), 60).items


def test_screens_follow_each_other_without_repeats_until_all_were_shown() -> None:
    world = view(popular=Plays())
    found = [picks(world, viewer("DE", 12), 20, offset) for offset in (0, 20, 38, 40, 60)]
    screens = [screen.items.tolist() for screen in found]
    assert [screen.more for screen in found] == [True, True, False, False, False]
    assert screens[1][:5] == [52, 51, 50, 49, 48]  # the next five dramas
    assert [len(screen) for screen in screens] == [20, 20, 20, 18, 0]
    assert sorted(screens[0] + screens[1] + screens[3]) == sorted(set(range(60)) - {58, 59})


@given(k=st.integers(1, 70), offset=st.integers(0, 80))
def test_a_screen_is_a_part_of_one_order(k: int, offset: int) -> None:
    world = view(popular=Plays())
    whole = [item for start in range(0, 80, k) for item in picks(world, viewer("DE", 12), k, start).items.tolist()]
    assert picks(world, viewer("DE", 12), k, offset).items.tolist() == whole[offset : offset + k]
