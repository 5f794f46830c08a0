import numpy as np
import pytest

from frontrow.data.catalogue import Person, Title
from frontrow.errors import BadConfig
from frontrow.models.content_features import BLOCKS, NUMBERS, documents, numbers
from frontrow.models.content_kernel import Kernel, parts

ALIEN = Title(
    item_id="1",
    title="Alien (1979)",
    year=1979,
    genres=("Horror", "Sci-Fi"),
    moods=("dark",),
    people=(Person(name="Sigourney Weaver"), Person(name="Ridley Scott", role="director")),
    synopsis="A crew meets an alien in space.",
    maturity=18,
    languages=("en",),
)
ALIENS = Title(
    item_id="2",
    title="Aliens: Alien 2",
    year=1987,
    genres=("Action", "Sci-Fi"),
    people=(Person(name="Sigourney Weaver"),),
    synopsis="Marines meet the alien.",
    maturity=18,
)
AMELIE = Title(item_id="3", title="Amelie", year=2001, genres=("Comedy",), languages=("fr",), maturity=6)
TITLES = [ALIEN, ALIENS, AMELIE]


def alike(**weights):
    kernel = Kernel.learnt(TITLES)
    return kernel.against(kernel.own, parts(weights))


def test_every_block_of_a_title_is_read():
    found = documents([ALIEN])[0]
    assert tuple(found) == BLOCKS
    assert found["cast"] == ["Sigourney Weaver"]
    assert found["directors"] == ["Ridley Scott"]
    assert found["writers"] == []
    assert found["name"] == ["alien"]
    assert found["words"] == ["crew", "meets", "an", "alien", "in", "space", "dark"]
    assert found["facts"] == ["no runtime", "no countries", "synopsis", "people"]


def test_numbers_are_those_of_the_title_and_zero_where_unknown():
    found = dict(zip(NUMBERS, numbers([ALIEN])[0], strict=True))
    assert found["year"] == found["era"] == found["age"] == 1979
    assert found["runtime"] == 0
    assert found["length"] == pytest.approx(np.log(7))
    assert found["company"] == pytest.approx(np.log(3))


def test_sequels_share_a_name_and_a_face():
    assert alike(name=1.0)[0, 1] > 0.9
    assert alike(cast=2.0)[0, 1] == pytest.approx(2.0)
    assert alike(cast=1.0)[0, 2] == 0


def test_years_compare_by_a_gaussian():
    assert alike(era=3.0)[0, 1] == pytest.approx(3 * np.exp(-0.5))


def test_an_unknown_number_adds_nothing():
    assert not alike(runtime=1.0).any()


def test_parts_add_up():
    assert np.allclose(alike(genres=0.5, era=2.0), 0.5 * alike(genres=1.0) + 2 * alike(era=1.0), atol=1e-6)


def test_the_kernel_has_no_negative_eigenvalue():
    values = np.linalg.eigvalsh(alike(**dict.fromkeys((*BLOCKS, *NUMBERS), 1.0)).astype(np.float64))
    assert values.min() > -1e-5


def test_other_titles_are_described_in_the_same_terms():
    kernel = Kernel.learnt(TITLES)
    weights = parts({"genres": 1.0, "year": 1.0})
    assert np.allclose(
        kernel.against(kernel.described([AMELIE]), weights)[:, 0], kernel.against(kernel.own, weights)[:, 2]
    )


def test_many_titles_compare_as_few_do():
    kernel, weights = Kernel.learnt(TITLES), parts({"genres": 1.0, "words": 2.0, "era": 0.5})
    many = kernel.against(kernel.described(TITLES * 6), weights)
    assert np.allclose(many, np.tile(kernel.against(kernel.own, weights), 6), atol=1e-6)


@pytest.mark.parametrize("weights", [{"colour": 1.0}, {"genres": -1.0}, {"genres": float("nan")}])
def test_an_unknown_part_or_a_negative_weight_is_refused(weights):
    with pytest.raises(BadConfig, match=r"Parts are genres, .*≥ 0"):
        parts(weights)


def test_an_age_of_nought_is_for_everybody_where_anything_is_known_and_else_unknown():
    described, bare = documents([Title(item_id="4", title="Up", genres=("Animation",)), Title(item_id="5", title="Up")])
    assert described["maturity"] == ["0"]
    assert bare["maturity"] == []


def test_a_title_known_by_its_name_alone_is_like_no_other():
    known = [Title(item_id=str(n), title=f"Name{n}") for n in range(3)]
    kernel = Kernel.learnt(known)
    new = kernel.described([Title(item_id="9", title="Another")])
    assert not kernel.against(new, parts({"maturity": 1.0, "name": 1.0, "words": 1.0, "genres": 1.0})).any()


def test_words_are_those_of_any_script():
    [found] = documents([Title(item_id="6", title="Солярис", synopsis="Психолог на станции. Un été à Liège.")])
    assert found["name"] == ["солярис"]
    assert found["words"] == ["психолог", "на", "станции", "un", "été", "liège"]
