import pytest

from frontrow.simulate.films import films
from frontrow.simulate.tone import MOODS, maturity, moods


def test_every_genre_has_moods():
    assert {genre for film in films() for genre in film.genres} == set(MOODS)


def test_moods_are_three_of_the_genres_and_the_same_each_time():
    found = moods(("Horror", "Comedy"), "a")
    assert len(set(found)) == 3
    assert set(found) <= {*MOODS["Horror"], *MOODS["Comedy"]}
    assert moods(("Horror", "Comedy"), "a") == found


def test_titles_of_one_genre_have_their_moods_in_different_orders():
    assert len({moods(("Western",), str(number)) for number in range(60)}) >= 4


def test_the_first_genre_weighs_most():
    first = sum(moods(("Horror", "Romance"), str(number))[0] in MOODS["Horror"] for number in range(200))
    assert first > 130


def test_an_unknown_genre_has_no_moods():
    assert moods(("Polka",), "a") == ()


@pytest.mark.parametrize(
    ("genres", "age"),
    [
        (("Family", "Comedy"), 6),
        (("Family", "Horror"), 16),
        (("Animation", "Comedy"), 12),
        (("Drama",), 12),
        (("Crime", "Drama"), 16),
        (("Horror", "Comedy"), 16),
        (("Horror", "Thriller"), 18),
        (("Polka",), 12),
        ((), 12),
    ],
)
def test_without_a_certificate_the_genres_decide(genres, age):
    assert maturity(genres, None) == age


def test_a_certificate_decides_if_there_is_one():
    assert maturity(("Horror", "Crime"), 6) == 6
    assert maturity(("Family",), 16) == 16
