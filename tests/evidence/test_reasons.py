"""Each reason says what is true, and nothing where it is not."""

import numpy as np
import pytest

from frontrow.core import BECAUSE, Candidates, Evidence, Profile, Query, Resume, Row
from frontrow.data.catalogue import Catalogue, Episode, Title
from frontrow.evidence import REASONS
from frontrow.evidence.shown import Shown
from frontrow.features.columns import CONTRIBUTION
from frontrow.knowledge import Knowledge
from frontrow.models.popularity import PopularityModel
from frontrow.models.trending import TrendingModel

DAY = 86_400.0
NOW = 1000 * DAY
TITLES = (
    Title(item_id="a", title="Alpha", genres=("Thriller",), year=1994, added_at=NOW - 3 * DAY),
    Title(item_id="b", title="Beta", genres=("Drama", "Thriller"), added_at=NOW - 30 * DAY),
    Title(item_id="c", title="Gamma", kind="series", episodes=(Episode(episode_id="e", season=2, number=5),)),
    Title(item_id="d", title="Delta", maturity=18, year=2001),
)
PLAYS = PopularityModel(np.array([[9, 8, 7, 6], [5, 0, 5, 9]], np.float32), ("DE",), 1.0)
KNOWLEDGE = Knowledge(
    Catalogue.of(TITLES),
    {"popular": PLAYS, "recent": PLAYS, "trending": TrendingModel(np.array([[2.0, -1.0, 0.0, 1.0]], np.float32), ())},
)


def ask(name, profile=None, maturity=18, country="DE", items=(0, 1, 2, 3), **columns):
    """Return what a reason says of the items in a row, where the candidates are all titles in order."""
    ranked = Candidates(np.arange(4, dtype=np.int32), {name: np.array(values) for name, values in columns.items()})
    shown = Shown.of([Row("x", "X", np.array(items, np.int32))], ranked, 4)
    query = Query("u", "p", NOW, country, maturity=maturity, profile=profile or Profile())
    found = REASONS[name](KNOWLEDGE)(query, shown, np.arange(len(items)))
    said = iter(found)
    return [next(said) if which >= 0 else None for which in found.which]


def texts(found):
    return [one and one.text for one in found]


def profile(history=(), weights=None, **fields):
    arrays = {name: np.array(value, np.int32) if isinstance(value, list) else value for name, value in fields.items()}
    grades = np.ones(len(history), np.float32) if weights is None else np.array(weights, np.float32)
    return Profile(np.array(history, np.int32), grades, np.zeros(len(history)), **arrays)


def test_watched_names_the_strongest_contributor():
    columns = {BECAUSE: [-1, 0, 2, 0], CONTRIBUTION: [0.0, 0.5, 0.25, 0.0]}
    found = ask("watched", profile([0, 2], watched=[0]), **columns)
    assert found == [
        None,
        Evidence("watched", "Because you watched Alpha", 0, 0.5),
        Evidence("watched", "Because you picked Gamma", 2, 0.25),
        None,
    ]


@pytest.mark.parametrize(("thumb", "verb"), [(2, "liked"), (1, "liked"), (-1, "watched")])
def test_watched_says_liked_of_a_thumb_up(thumb, verb):
    found = ask("watched", profile([0], watched=[0], thumbs={0: thumb}), because=[0] * 4, contribution=[1.0] * 4)
    assert texts(found) == [f"Because you {verb} Alpha"] * 4


@pytest.mark.parametrize(
    ("known", "maturity"),
    [(profile([3], [-1.0], watched=[3]), 18), (profile([3], watched=[3], hidden=[3]), 18), (profile([3]), 12)],
)
def test_watched_is_silent_of_the_disliked_the_hidden_and_the_too_old(known, maturity):
    assert texts(ask("watched", known, maturity, because=[3] * 4, contribution=[1.0] * 4)) == [None] * 4


def test_watched_is_silent_without_reasons():
    assert texts(ask("watched", profile([0], watched=[0]))) == [None] * 4


def test_continue_tells_what_is_left_and_which_episode():
    points = (
        Resume(0, -1, 600.0, 6000.0, 5.0),
        Resume(2, 0, 60.0, 3000.0, 9.0),
        Resume(2, 0, 0.0, 3000.0, 7.0),
        Resume(3, -1, 0.0, 0.0, 1.0),
    )
    found = ask("continue", profile(resume=points))
    assert texts(found) == ["90 min left", None, "S2 E5 · 49 min left", "Continue watching"]
    assert found[0] == Evidence("continue", "90 min left", 0, 5400.0)


def test_continue_names_the_next_episode():
    assert texts(ask("continue", profile(resume=(Resume(2, 0, 0.0, 3000.0, 7.0),)), items=(2,))) == ["Next: S2 E5"]


def test_rank_counts_every_permitted_title():
    found = ask("rank")
    assert texts(found) == ["No. 2 in Germany", None, "No. 3 in Germany", "No. 1 in Germany"]
    assert [one and one.value for one in found] == [2.0, None, 3.0, 1.0]


def test_rank_says_for_which_age_it_counts():
    assert texts(ask("rank", maturity=12, items=(2,))) == ["No. 2 in Germany for ages up to 12"]


def test_rank_stays_when_another_title_is_hidden():
    assert texts(ask("rank", profile(hidden=[3]), items=(0,))) == ["No. 2 in Germany"]


def test_trending_is_what_rises():
    found = ask("trending", country="")
    assert texts(found) == ["Trending now", None, None, "Trending now"]
    assert found[0].value == 2.0


def test_popular_is_the_most_played_share():
    assert texts(ask("popular")) == [None, None, None, "Popular in Germany"]
    assert ask("popular")[3].value == 9.0
    assert texts(ask("popular", country="")) == ["Popular", None, None, None]
    assert texts(ask("popular", country="FR")) == [None] * 4


def test_new_tells_this_week_from_before():
    found = ask("new", items=(0, 1, 2))
    assert texts(found) == ["New this week", "Recently added", None]
    assert found[1].value == pytest.approx(30.0)


def test_genre_needs_two_liked_titles():
    assert texts(ask("genre", profile([0, 1]))) == ["Because you like Thrillers"] * 2 + [None, None]
    assert texts(ask("genre", profile([0, 1], [1.0, -1.0]))) == [None] * 4
    assert texts(ask("genre")) == [None] * 4


def test_genre_counts_the_liked_titles():
    assert ask("genre", profile([0, 1]))[0].value == 2.0


def test_facts_are_the_genre_and_the_year():
    assert texts(ask("facts")) == ["Thriller, 1994", "Drama", None, "2001"]


def test_listed_and_again_look_at_the_profile():
    assert texts(ask("listed", profile(listed=[1]), items=(0, 1))) == [None, "On your list"]
    known = profile(watched=[0, 1], finished=[1])
    assert texts(ask("again", known, items=(0, 1, 2))) == ["You watched it", "You watched it to the end", None]


def test_without_genres_no_genre_is_named():
    knowledge = Knowledge(Catalogue.of([Title(item_id="a", title="A")]))
    shown = Shown.of([Row("x", "X", np.array([0], np.int32))], Candidates(np.array([0], np.int32)), 1)
    query = Query("u", "p", NOW, profile=profile([0]))
    assert REASONS["genre"](knowledge)(query, shown, np.arange(1)).which.tolist() == [-1]
