import numpy as np
import pytest

from frontrow.data.catalogue import Catalogue, Title
from frontrow.rows.genre import GenreRows, first_held, in_turn
from frontrow.rows.shelves import Shelves


@pytest.fixture
def knowledge(make_knowledge):
    """Forty dramas, ten thrillers, of the dramas ten dark ones."""
    records = [{"genres": ("Drama",), "moods": ("dark",) if item < 10 else ()} for item in range(40)]
    return make_knowledge([*records, *({"genres": ("Thriller",)} for _ in range(10))])


def headings(row, query, found):
    return [shelf.title for shelf in row(query, found)]


def test_a_history_of_thrillers_has_thrillers_first(knowledge, ask, ranked):
    row = GenreRows(knowledge, smallest=5)
    query = ask(history=[40, 41, 42], watched=[40, 41, 42])
    assert headings(row, query, ranked(range(50)))[0] == "Thrillers"


def test_without_a_history_the_largest_shelf_is_first(knowledge, ask, ranked):
    assert headings(GenreRows(knowledge, smallest=5), ask(), ranked(range(50)))[0] == "Dramas"


def test_a_disliked_title_does_not_argue_for_its_genre(knowledge, ask):
    row = GenreRows(knowledge, smallest=5)
    liked, disliked = (row.worth(ask(history=[40], weights=[weight])) for weight in (1.0, -1.0))
    thrillers = [shelf.title for shelf in row._shelves.shelves].index("Thrillers")
    assert liked[thrillers] > disliked[thrillers]
    np.testing.assert_allclose(disliked, row.worth(ask()))


def test_worth_is_affinity_by_lift(knowledge, ask):
    row = GenreRows(knowledge, smallest=5, prior=5.0)
    worth = row.worth(ask(history=[40], weights=[2.0]))
    thrillers = [shelf.title for shelf in row._shelves.shelves].index("Thrillers")
    affinity = (2.0 + 5.0 * 0.2) / (2.0 + 5.0)
    assert worth[thrillers] == pytest.approx(affinity * np.log1p(affinity / 0.2))


def test_the_same_genre_again_is_worth_less(knowledge):
    row = GenreRows(knowledge, smallest=5, variety=0.1)
    titles = [shelf.title for shelf in row._shelves.shelves]
    worth = np.array([{"Dramas": 1.0, "Dark Dramas": 0.9, "Thrillers": 0.5}[title] for title in titles], np.float32)
    assert [titles[place] for place in row.chosen(worth)] == ["Dramas", "Thrillers", "Dark Dramas"]


def test_titles_keep_the_viewers_order(knowledge, ask, ranked):
    row = GenreRows(knowledge, smallest=5, rows=1, offer=3)
    (shelf,) = row(ask(history=[40, 41, 42]), ranked([3, 45, 2, 44, 49, 41]))
    assert shelf.items.tolist() == [45, 44, 49]


def test_shelves_are_narrowed_by_what_titles_have():
    titles = [
        Title(
            item_id=str(item),
            title="T",
            kind="series" if item < 4 else "movie",
            year=1994,
            genres=("Comedy", "Crime") if item < 8 else ("Comedy",),
            moods=("feel-good {}",) if item < 6 else (),
            countries=("US",) if item < 7 else (),
        )
        for item in range(20)
    ]
    found = Shelves.of(Catalogue.of(titles), smallest=4, most=100)
    assert {shelf.title: int(held.sum()) for shelf, held in zip(found.shelves, found.holds, strict=True)} == {
        "Comedies": 20,  # all are of the 1990s, so that decade would narrow nothing
        "Feel-Good {} Comedies": 6,
        "Comedies from the United States": 7,
        "Comedy Series": 4,
        "Comedy & Crime": 8,
        "Crime": 8,
        "Crime Series": 4,
    }
    np.testing.assert_allclose(found.shares, found.holds.mean(axis=1))
    assert len(Shelves.of(Catalogue.of(titles), smallest=4, most=2)) == 2


def test_a_catalogue_without_genres_has_no_genre_rows(make_knowledge, ask, ranked):
    assert headings(GenreRows(make_knowledge([{}] * 3)), ask(history=[0]), ranked([1, 2])) == []


def test_the_kernels_say_the_same_uncompiled():
    worth, genre = np.float32([3, 2, 2.5, 1]), np.int32([0, 0, 1, 1])
    for kernel in (in_turn, in_turn.py_func):
        assert kernel(worth, genre, 3, 0.5).tolist() == [0, 2, 1]
    for kernel in (first_held, first_held.py_func):
        held = (np.int32([0, 2, 3, 3]), np.int64([0, 3, 4]), np.int32([1, 0]))
        items, counts = kernel(held, np.int32([3, 1, 2, 0]), 2, 4)
        assert (counts.tolist(), items[0, :1].tolist(), items[1].tolist()) == ([1, 2], [3], [3, 2])


@pytest.mark.filterwarnings("error")
def test_an_empty_catalogue_has_no_shelf_and_gives_no_warning():
    found = Shelves.of(Catalogue.of([]), smallest=4, most=100)
    assert len(found) == 0
    assert found.shares.shape == (0,)
