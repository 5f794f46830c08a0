import pytest

from frontrow.data.catalogue import Person
from frontrow.data.formats.film_facts import UNRATED, genres, maturity, people, runtime, title_and_year


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("Toy Story (1995)", "Toy Story", 1995),
        ("Matrix, The (1999)", "The Matrix", 1999),
        ("Affair to Remember, An (1957)", "An Affair to Remember", 1957),
        ("Misérables, Les (1995)", "Les Misérables", 1995),
        ("Avventura, L' (Adventure, The) (1960)", "L'Avventura (The Adventure)", 1960),
        ("White Balloon, The (Badkonake Sefid ) (1995)", "The White Balloon (Badkonake Sefid)", 1995),
        ("Cry, the Beloved Country (1995)", "Cry, the Beloved Country", 1995),
        ("Steal Big, Steal Little (1995)", "Steal Big, Steal Little", 1995),
        ("Fawlty Towers (1975-1979)", "Fawlty Towers", 1975),
        ("Big Bang Theory, The (2007-) ", "The Big Bang Theory", 2007),
        ("2001: A Space Odyssey", "2001: A Space Odyssey", 0),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009),
        ("1984", "1984", 0),
        ("(1999)", "(1999)", 1999),
    ],
)
def test_a_title_reads_as_people_say_it(text, title, year):
    assert title_and_year(text) == (title, year)


def test_a_very_long_title_is_cut_to_what_a_title_may_be():
    assert len(title_and_year("x" * 400)[0]) == 300


def test_genres_are_each_once_and_none_for_the_words_of_none():
    assert genres("Comedy|Drama|Comedy") == ("Comedy", "Drama")
    assert genres("(no genres listed)") == genres("") == genres(None) == genres("N/A") == ()
    assert genres("Comedy, Drama", ",") == ("Comedy", "Drama")


def test_people_keep_their_order_and_lose_what_they_wrote():
    lists = [
        ("cast", "Tom Hanks, Tim Allen"),
        ("director", "N/A"),
        ("writer", "A B (story), A B (screenplay)"),
        ("cast", None),
    ]
    assert people(lists) == (Person("Tom Hanks"), Person("Tim Allen"), Person("A B", "writer"))


@pytest.mark.parametrize(
    ("certificate", "age"),
    [("G", 0), ("pg-13", 13), (" R ", 17), ("UNRATED", UNRATED), (None, UNRATED), ("?", UNRATED)],
)
def test_a_certificate_is_an_age(certificate, age):
    assert maturity(certificate) == age


@pytest.mark.parametrize(("text", "seconds"), [("81 min", 4860), ("1 min", 60), ("N/A", 0), (None, 0)])
def test_a_runtime_is_seconds(text, seconds):
    assert runtime(text) == seconds
