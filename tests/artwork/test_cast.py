import re

import pytest

from frontrow.artwork import draw
from frontrow.artwork.cast import monogram
from frontrow.data.catalogue import Person


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Ada Lovelace", "AL"), ("Prince", "P"), ("Jean-Luc de la Tour", "JT"), ("éva", "É"), ("…", "…")],
)
def test_a_monogram_is_the_first_letters_of_first_and_last_word(name, letters):
    assert monogram(name) == letters


@pytest.mark.parametrize("cast", [1, 2, 3, 6])
def test_at_most_three_of_the_cast_are_shown(title, cast):
    for number in range(12):  # some of every layout
        text = draw(title(cast=cast, item_id=f"t{number}"), "cast").lower().replace("</tspan>", " ")
        assert sum(f"number{index}" in text for index in range(6)) == min(cast, 3)


def test_without_a_cast_whoever_directed_is_shown(title):
    text = draw(title(cast=0, people=(Person("Ida Lupino", "director"), Person("W", "writer"))), "cast")
    assert "lupino" in text.lower()


@pytest.mark.parametrize("people", [(), (Person("Anita Loos", "writer"),)], ids=["nobody", "a writer alone"])
def test_without_anybody_to_show_the_title_stands_alone(title, people):
    for number in range(20):  # some of every layout
        nobody = title("Quiet Harbour", people=people, item_id=f"t{number}")
        lettered = re.findall(r">([^<>]+)</tspan>", draw(nobody, "cast"))
        words = {word for line in lettered for word in re.findall(r"[a-z]+", line.lower())}
        assert {"quiet", "harbour"} <= words
        assert words <= {"quiet", "harbour", "crime", "drama"}  # its name and its genres: no stray initials
