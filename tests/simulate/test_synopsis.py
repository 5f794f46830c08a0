import msgspec
import pytest

from frontrow.simulate.films import Film, films
from frontrow.simulate.synopsis import article, described, dollars, joined, synopsis

HEAT = Film(
    item_id="heat-1995",
    title="Heat",
    year=1995,
    minutes=170,
    age=16,
    genres=("Crime", "Thriller", "Drama"),
    countries=("US",),
    languages=("en", "es"),
    directors=("Michael Mann",),
    writers=("Michael Mann",),
    cast=("Al Pacino", "Robert De Niro"),
    oscars=0,
    box_office=187_436_818,
)


def like_heat(**fields: object) -> Film:
    return msgspec.structs.replace(HEAT, **fields)


def test_a_synopsis_says_what_is_known_and_no_more():
    text = synopsis(HEAT)
    for fact in (
        "1995",
        "crime thriller",
        "Michael Mann",
        "Al Pacino and Robert De Niro",
        "$180 million",
        "2 hours and 50",
    ):
        assert fact in text
    assert "Academy" not in text and "In English" not in text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"genres": ("Drama",)}, "drama"),
        ({"genres": ("Romance", "Drama"), "countries": ("FR",)}, "French romantic drama"),
        ({"genres": ("Science Fiction", "Horror")}, "science-fiction horror film"),
        ({"genres": ("Documentary", "Biography")}, "biographical documentary"),
        ({"genres": ("Crime", "Romance", "Comedy"), "countries": ("FR", "IT")}, "romantic crime comedy"),
        ({"genres": ("Fantasy", "Family", "Animation", "Comedy")}, "family fantasy comedy"),
        ({"genres": ("Romance",)}, "romance"),
    ],
)
def test_genres_are_said_as_one_would_say_them(fields, words):
    assert described(like_heat(**fields)) == words


def test_a_language_an_award_and_takings_are_told():
    text = synopsis(like_heat(languages=("fr", "de", "tlh"), oscars=2, box_office=2_923_706_026, minutes=90))
    assert "In French and German." in text
    assert "An Academy Award winner." in text
    assert "more than $2.9 billion" in text
    assert "hours" not in text


def test_somebody_who_only_helped_to_write_is_not_called_the_writer():
    several = synopsis(like_heat(writers=("Michael Mann", "Another")))
    assert "also wrote" not in several and "script is" not in several


def test_writers_unknown_are_not_mentioned():
    assert "script" not in synopsis(like_heat(writers=())).lower()


def test_every_opening_reads_well_with_two_directors():
    texts = {synopsis(like_heat(item_id=f"f{n}", directors=("A B", "C D"))) for n in range(60)}
    assert len(texts) >= 5
    assert not any("C D directs" in text for text in texts)


@pytest.mark.parametrize("cast", [(), ("Jirō Ono",)])
def test_small_casts_have_openings_of_their_own(cast):
    for number in range(20):
        text = synopsis(like_heat(item_id=f"f{number}", cast=cast))
        assert "appear" not in text and " with ," not in text


def test_all_synopses_are_sentences_and_fit():
    for film in films():
        text = synopsis(film)
        assert text.endswith(".") and ".." not in text and "  " not in text and len(text) < 1000
        assert str(film.year) in text and film.directors[0].rstrip(".") in text


def test_names_are_joined_as_in_a_sentence():
    assert [joined(names) for names in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A and B", "A, B and C"]


def test_amounts_are_rounded_down():
    assert [dollars(amount) for amount in (129_999_999, 999_999_999, 1_099_999_999)] == [
        "$120 million",
        "$990 million",
        "$1 billion",
    ]


def test_articles():
    assert [article(word) for word in ("action film", "drama", "1995")] == ["an", "a", "a"]
