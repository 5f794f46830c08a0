import numpy as np
import pytest

from frontrow.simulate.unfinished import Unfinished


def keep(table: Unfinished, viewer: int, item: int, *, at: float, part: int = 0, position: float = 9.0) -> None:
    table.keep(
        np.array([viewer], np.int32),
        np.array([item], np.int32),
        part=np.array([part], np.int32),
        position=np.array([position], np.float32),
        at=np.array([at]),
        pull=np.array([2.0], np.float32),
    )


def who(*viewers: int) -> np.ndarray:
    return np.array(viewers, np.int32)


def test_what_was_begun_goes_on_where_it_was_left() -> None:
    table = Unfinished.empty(2)
    keep(table, 1, 5, at=100.0, part=3, position=40.0)
    part, position = table.where(who(1, 1, 0), who(5, 6, 5))
    assert part.tolist() == [3, 0, 0]
    assert position.tolist() == [40.0, 0.0, 0.0]


def test_a_title_stands_once_with_its_latest_place() -> None:
    table = Unfinished.empty(1)
    keep(table, 0, 5, at=1e9, position=10.0)
    keep(table, 0, 5, at=2e9, position=20.0)
    assert (table.items[0] == 5).sum() == 1
    assert table.where(who(0), who(5))[1].tolist() == [20.0]


def test_the_oldest_gives_way_when_the_table_is_full() -> None:
    table = Unfinished.empty(1, width=2)
    for item, at in ((1, 3e9), (2, 1e9), (3, 2e9)):
        keep(table, 0, item, at=at)
    assert sorted(table.items[0]) == [1, 3]


def test_what_is_dropped_is_gone() -> None:
    table = Unfinished.empty(1)
    keep(table, 0, 5, at=1.0)
    table.drop(who(0), who(5))
    assert (table.items == -1).all()
    assert table.where(who(0), who(5))[0].tolist() == [0]


def test_the_last_watched_comes_first() -> None:
    table = Unfinished.empty(1, width=4)
    for item, at in ((1, 3e9), (2, 1e9), (3, 2e9)):
        keep(table, 0, item, at=at)
    assert table.newest_first(who(0)).tolist() == [[1, 3, 2, -1]]


def test_the_wish_to_go_on_fades() -> None:
    table = Unfinished.empty(1, width=1)
    keep(table, 0, 5, at=0.0)
    items, pull = table.wanted(who(0), np.array([2 * 86_400.0]), fading=2.0)
    assert items.tolist() == [[5]]
    assert pull[0, 0] == pytest.approx(2.0 / np.e)
