import string
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from frontrow.simulate.films import films
from frontrow.simulate.series import invented_series, words

UNTIL = datetime(2026, 11, 7, tzinfo=UTC).timestamp()
FILLED = {"place", "name", "mark", "hero", "second", "thing", "other", "a_mark", "a_thing"}


@pytest.fixture(scope="module", params=[1, 2])
def series(request):
    return list(invented_series(120, request.param, UNTIL))


def test_names_and_stories_are_all_different(series):
    assert len({title.title for title in series}) == len({title.synopsis for title in series}) == len(series)


def test_no_name_is_that_of_a_film(series):
    assert not {title.title.casefold() for title in series} & {film.title.casefold() for film in films()}


def test_nobody_in_them_is_in_the_films(series):
    credited = {name for film in films() for name in (*film.cast, *film.directors, *film.writers)}
    assert not {person.name for title in series for person in title.people} & credited


def test_a_cast_has_no_two_of_one_name(series):
    for title in series:
        names = [person.name for person in title.people]
        assert len({name.split()[0] for name in names}) == len(names) >= 4


def test_episodes_are_numbered_in_order_and_named_differently(series):
    for title in series:
        assert [(e.season, e.number) for e in title.episodes] == sorted((e.season, e.number) for e in title.episodes)
        assert title.episodes[0].episode_id == f"{title.item_id}-s1e1"
        assert len({episode.title for episode in title.episodes}) == len(title.episodes)
        assert 6 <= len(title.episodes) <= 72


def test_a_series_runs_as_long_as_its_typical_episode(series):
    for title in series:
        runtimes = sorted(episode.runtime for episode in title.episodes)
        assert title.runtime in runtimes
        assert runtimes[0] >= 11 * 60 and runtimes[-1] <= 65 * 60


def test_nothing_is_left_unfilled_and_articles_are_right(series):
    for title in series:
        for text in (title.title, title.synopsis, *(episode.title for episode in title.episodes)):
            assert "{" not in text and text[0] == text[0].upper()
            spoken = text.lower().split()
            assert not any(a == "a" and b[0] in "aeiou" for a, b in pairwise(spoken)), text


def test_series_are_recent_and_come_from_many_countries(series):
    assert all(2014 <= title.year <= 2026 for title in series)
    assert len({title.countries for title in series}) >= 10
    assert sum(title.year >= 2021 for title in series) > 60


def test_fewer_are_the_first_of_more():
    assert list(invented_series(5, 1, UNTIL)) == list(invented_series(120, 1, UNTIL))[:5]


def test_patterns_have_only_fields_that_are_filled():
    patterns = [*words().episodes, *(text for s in words().strains for text in (*s.titles, *s.premises, *s.turns))]
    assert {field for text in patterns for _, field, _, _ in string.Formatter().parse(text) if field} <= FILLED


def test_all_genres_of_series_are_genres_of_films():
    assert {genre for strain in words().strains for genre in strain.genres} <= {
        g for film in films() for g in film.genres
    }
