import re

import pytest

from frontrow.artwork.lettering import HEAVY
from frontrow.artwork.poster import Poster, split
from frontrow.artwork.type import LAYOUTS, stack


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.__name__ for layout in LAYOUTS])
@pytest.mark.parametrize("name", ["Up", "The Quiet Harbour", "Star Wars: Episode IV – A New Hope", "!!!"])
def test_every_layout_letters_every_sort_of_title(title, layout, name):
    poster = Poster.of(title(name), "type")
    layout(poster)
    text = " ".join(re.findall(r">([^<>]+)</tspan>", poster.svg())).lower()
    assert name.lower().split()[0].strip(":") in text


def test_justified_lines_are_all_as_wide_as_each_other_unless_the_size_is_at_its_bound():
    blocks = stack("The Magnificent Seven", HEAVY, 584, 274)
    assert len(blocks) > 1
    assert sum(block.height for block in blocks) <= 274 + 0.1
    free = [block.width for block in blocks if block.size < 190]
    assert max(free) - min(free) < 0.1


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Heat", ("Heat", "")),
        ("M: I", ("M: I", "")),
        ("Alien: Resurrection", ("Alien", "Resurrection")),
        ("Star Wars: Episode IV – A New Hope", ("Star Wars", "Episode IV – A New Hope")),
        ("Spider-Man and the rest", ("Spider-Man and the rest", "")),
    ],
)
def test_a_long_title_is_split_at_its_first_colon_or_dash(name, parts):
    assert split(name) == parts
