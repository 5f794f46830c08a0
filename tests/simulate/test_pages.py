from dataclasses import replace

import numpy as np
import pytest

from frontrow.simulate.pages import Seen, Visits


def visits_of(viewers: list[int]) -> Visits:
    n = len(viewers)
    return Visits(np.array(viewers, np.int32), np.zeros(n, np.int32), np.zeros(n), np.zeros(n, np.int32))


def test_a_page_too_many_is_refused(pages_of) -> None:
    pages = pages_of(visits_of([0, 1]), np.zeros((2, 1, 1)))
    with pytest.raises(ValueError, match="2 visits and 1 page ids"):
        replace(pages, page_id=("one",))


def test_artwork_of_another_shape_is_refused(pages_of) -> None:
    pages = pages_of(visits_of([0]), np.zeros((1, 2, 3)))
    with pytest.raises(ValueError, match=r"shape of items, \(1, 2, 3\)"):
        replace(pages, artwork=np.zeros((1, 2, 2), np.int32))


def test_two_pages_of_a_viewer_are_refused(pages_of) -> None:
    with pytest.raises(ValueError, match="has two pages"):
        pages_of(visits_of([4, 4]), np.zeros((2, 1, 1)))


def test_the_padding_is_not_filled(pages_of) -> None:
    assert pages_of(visits_of([0]), np.array([[[3, -1]]])).filled.tolist() == [[[True, False]]]


def test_no_place_gives_no_card() -> None:
    places = np.array([[7, 8]], np.int32)
    cards = Seen(places, places, places, places, np.array([[0.5, 0.25]], np.float32))
    found = cards.of(np.array([0, 0]), np.array([1, -1]))
    assert found.items.tolist() == [8, -1]
    assert found.row.tolist() == [8, -1]
    assert found.probability.tolist() == [0.25, 1.0]
