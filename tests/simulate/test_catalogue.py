from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import msgspec
import pytest

from frontrow.data.catalogue import Title
from frontrow.simulate.catalogue import NEW_DAYS, SERIES, TERRITORIES, added_at, demo_titles, territories
from frontrow.simulate.films import films

DAY = 86_400.0
UNTIL = datetime(2026, 11, 7, tzinfo=UTC).timestamp()


@pytest.fixture(scope="module")
def titles():
    return demo_titles(7, UNTIL)


def test_every_title_satisfies_the_constraints_of_the_wire(titles):
    assert msgspec.convert(msgspec.to_builtins(titles), tuple[Title, ...]) == titles


def test_there_are_some_four_thousand_films_and_a_hundred_and_twenty_series(titles):
    kinds = Counter(title.kind for title in titles)
    assert kinds == {"movie": len(films()), "series": SERIES}
    assert 3_900 <= kinds["movie"] <= 4_200


def test_ids_of_items_and_episodes_are_unique(titles):
    items = [title.item_id for title in titles]
    episodes = [episode.episode_id for title in titles for episode in title.episodes]
    assert len(set(items)) == len(items)
    assert len(set(episodes)) == len(episodes)


def test_the_same_seed_gives_the_same_catalogue(titles):
    assert demo_titles(7, UNTIL) == titles


def test_another_seed_keeps_the_films_and_changes_licences_and_series(titles):
    other = demo_titles(8, UNTIL)
    assert [title.item_id for title in other] == [title.item_id for title in titles]
    assert [t.title for t in other if t.kind == "movie"] == [t.title for t in titles if t.kind == "movie"]
    assert [t.title for t in other if t.kind == "series"] != [t.title for t in titles if t.kind == "series"]
    assert [t.territories for t in other] != [t.territories for t in titles]


def test_the_best_known_films_come_first_and_series_are_spread_among_them(titles):
    assert [t.item_id for t in titles if t.kind == "movie"] == [film.item_id for film in films()]
    places = [place for place, title in enumerate(titles) if title.kind == "series"]
    gaps = [b - a for a, b in pairwise(places)]
    assert max(gaps) - min(gaps) <= 1


def test_about_eight_in_a_hundred_arrived_in_the_last_ten_weeks_and_none_later(titles):
    new = sum(title.added_at > UNTIL - NEW_DAYS * DAY for title in titles)
    assert 0.07 < new / len(titles) < 0.095
    assert max(title.added_at for title in titles) <= UNTIL
    weeks = Counter(int((UNTIL - t.added_at) // (7 * DAY)) for t in titles if t.added_at > UNTIL - NEW_DAYS * DAY)
    assert set(weeks) == set(range(10))


@pytest.mark.parametrize("until", [0.0, 1.0e6, datetime(2026, 1, 3, tzinfo=UTC).timestamp()])
def test_nothing_arrives_before_it_was_made_nor_after_the_end(until):
    for title in demo_titles(3, until):
        assert 0 <= title.added_at <= until or until < DAY
        if title.kind == "series":
            assert datetime.fromtimestamp(title.added_at, UTC).year >= title.year


def test_a_title_of_this_january_arrived_this_january():
    until = datetime(2026, 1, 20, 12, tzinfo=UTC).timestamp()
    for number in range(50):
        arrived = datetime.fromtimestamp(added_at(1, f"t{number}", until, 0.5, 2026), UTC)
        assert (arrived.year, arrived.month, arrived.hour) == (2026, 1, 0)


def test_about_one_in_eight_is_licensed_in_some_countries_only(titles):
    restricted = [title.territories for title in titles if title.territories]
    assert 0.10 < len(restricted) / len(titles) < 0.14
    assert all(3 <= len(countries) <= 9 and set(countries) <= set(TERRITORIES) for countries in restricted)


def test_a_licence_includes_the_countries_a_title_is_from():
    licences = [territories(5, f"t{number}", ("JP", "PL")) for number in range(300)]
    assert all({"JP", "PL"} <= set(licence) for licence in licences if licence)


def test_every_title_can_be_shown_and_played(titles):
    for title in titles:
        assert title.synopsis and title.genres and len(title.moods) == 3 and title.people
        assert 600 <= title.runtime <= 4 * 3600
        assert 1940 <= title.year <= 2026
        assert (title.kind == "series") == bool(title.episodes)


def test_children_find_enough_to_watch(titles):
    assert sum(title.maturity <= 6 for title in titles) > 300
    assert not [
        title.item_id for title in titles if title.maturity <= 6 and "Horror" in title.genres and title.kind == "series"
    ]
