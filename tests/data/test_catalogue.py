import msgspec
import pytest

from frontrow.data.catalogue import Catalogue, Episode, Title


def _titles():
    episodes = (Episode(episode_id="a", number=1, runtime=10), Episode(episode_id="b", number=2, runtime=20))
    return [
        Title(item_id="m", title="M", year=1999, runtime=60, genres=("War", "Drama"), maturity=12, added_at=5.0),
        Title(item_id="s", title="S", kind="series", genres=("Drama",), episodes=episodes, territories=("DE",)),
        Title(item_id="n", title="N", territories=("DE", "AT")),
    ]


@pytest.fixture
def catalogue():
    return Catalogue.of(_titles())


def test_arrays_are_in_the_order_of_the_titles(catalogue):
    assert len(catalogue) == 3
    assert catalogue[1].item_id == "s"
    assert catalogue.items.index("n") == 2
    assert catalogue.year.tolist() == [1999, 0, 0]
    assert catalogue.runtime.tolist() == [60, 0, 0]
    assert catalogue.maturity.tolist() == [12, 0, 0]
    assert catalogue.added_at.tolist() == [5, 0, 0]
    assert catalogue.is_series.tolist() == [False, True, False]


def test_genres_are_sorted_names_and_a_table(catalogue):
    assert catalogue.genres.names == ("Drama", "War")
    assert [one.tolist() for one in catalogue.genres_of] == [[1, 0], [0], []]
    assert catalogue.has_genre.tolist() == [[True, True, False], [True, False, False]]


def test_episodes_are_found_by_title_and_id(catalogue):
    assert catalogue.episode_places == {(1, "a"): 0, (1, "b"): 1}
    assert catalogue.episode_starts.tolist() == [0, 0, 2, 2]
    assert catalogue.episode_runtimes.tolist() == [10, 20]


def test_a_title_is_available_where_it_says_or_everywhere(catalogue):
    assert catalogue.available("DE").tolist() == [True, True, True]
    assert catalogue.available("AT").tolist() == [True, False, True]
    assert catalogue.available("FR").tolist() == [True, False, False]
    assert catalogue.available("").tolist() == [True, False, False]


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="'m' stands twice"):
        Catalogue.of([_titles()[0], _titles()[0]])


def test_an_empty_catalogue_has_empty_arrays():
    empty = Catalogue.of([])
    assert (len(empty), len(empty.year), empty.has_genre.shape, empty.episode_starts.tolist()) == (0, 0, (0, 0), [0])


@pytest.mark.parametrize("wrong", [{"maturity": 19}, {"runtime": -1}, {"territories": ["Germany"]}, {"colour": "red"}])
def test_a_record_out_of_range_is_refused(wrong):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"item_id": "m", "title": "M", **wrong}, Title)
