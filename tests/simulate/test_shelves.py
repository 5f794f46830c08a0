import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.simulate.shelves import Filler, Shelves

N, TITLES, POOL, SLOTS = 60_000, 12, 6, 3


def filler(explore: float, taken: tuple[int, ...] = ()) -> Filler:
    shelves = Shelves(np.arange(POOL, dtype=np.int32).reshape(1, 1, POOL), Ragged.of([np.arange(TITLES)]))
    away = np.zeros((N, TITLES), np.bool_)
    away[:, list(taken)] = True
    return Filler(shelves, np.zeros(N, np.int32), away, SLOTS, explore)


FIRST = np.zeros(N, np.int32)


def test_a_row_is_drawn_evenly_from_its_list() -> None:
    row, chance = filler(0.0).row(FIRST, np.random.default_rng(0))
    assert np.allclose(np.bincount(row[:, 1]) / N, 1 / POOL, atol=0.01)
    assert np.allclose(chance, 1 / POOL)


def test_what_is_taken_is_left_out_and_shortens_the_row() -> None:
    row, chance = filler(0.0, taken=(0, 1, 2, 3)).row(FIRST, np.random.default_rng(0))
    assert set(np.unique(row[:, :2])) == {4, 5}
    assert (row[:, 2] == -1).all()
    assert np.allclose(chance[:, :2], 1 / 2)


def test_no_title_stands_twice_on_a_page() -> None:
    one = filler(1.0)
    rng = np.random.default_rng(0)
    page = np.concatenate([one.row(FIRST, rng)[0], one.row(FIRST, rng)[0]], axis=1)
    page = np.sort(np.where(page < 0, -1 - np.arange(2 * SLOTS), page), axis=1)
    assert (np.diff(page, axis=1) != 0).all()


@pytest.mark.parametrize("title", [0, 9])
def test_the_logged_probability_is_that_of_the_draw(title: int) -> None:
    """Title 0 is listed and can also be explored; title 9 can only be explored."""
    row, chance = filler(0.6).row(FIRST, np.random.default_rng(1))
    there = row[:, 0] == title
    assert chance[there, 0].mean() == pytest.approx(there.mean(), rel=0.12)


def test_explored_titles_show_that_the_rest_of_the_catalogue_has_a_chance() -> None:
    row, _ = filler(0.6).row(FIRST, np.random.default_rng(0))
    assert set(np.unique(row)) == set(range(TITLES))


def test_begun_titles_stand_first_and_nowhere_else() -> None:
    one = filler(0.0)
    row, chance = one.begun(np.tile([5, 4, -1, -1], (N, 1)))
    assert row[0].tolist() == [5, 4, -1]
    assert (chance == 1).all()
    assert not np.isin(one.row(FIRST, np.random.default_rng(0))[0], [4, 5]).any()


def test_a_class_without_any_title_has_empty_rows() -> None:
    empty = Shelves(np.full((1, 1, POOL), -1, np.int32), Ragged.of([[]]))
    one = Filler(empty, np.zeros(2, np.int32), np.zeros((2, TITLES), np.bool_), SLOTS, 1.0)
    row, _ = one.row(np.zeros(2, np.int32), np.random.default_rng(0))
    assert (row == -1).all()
