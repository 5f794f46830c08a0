import numpy as np
import pytest

from frontrow.nets.windows import UNKNOWN_AGE, Entries, windows

ITEMS = np.array([4, 2, 7, 1], np.int32)
AT = np.array([100.0, 200.0, 200.0, 50.0])
GRADES = np.array([0.2, 0.4, 1.0, -0.5], np.float32)
KNOWN = Entries(ITEMS, AT, GRADES)
FIRST, STOP, NOW = np.array([0, 3, 3]), np.array([3, 3, 4]), np.array([260.0, 86_400.0, 40.0])


def read(entries=KNOWN, length=2):
    return windows(entries, FIRST, STOP, NOW, n_items=9, length=length)


def test_the_newest_entries_stand_on_the_right():
    assert read().items.tolist() == [[2, 7], [9, 9], [9, 1]]
    assert read(length=4).items.tolist() == [[9, 4, 2, 7], [9, 9, 9, 9], [9, 9, 9, 1]]


def test_ages_are_seconds_before_now_and_never_negative():
    assert read().ages.tolist() == [[60, 60], [0, 0], [0, 0]]


def test_grades_are_nothing_where_there_is_no_entry():
    assert read().grades.tolist() == [[pytest.approx(0.4), 1.0], [0.0, 0.0], [0.0, -0.5]]


def test_now_is_in_days():
    assert read().now[1] == 1.0


def test_unknown_times_are_a_day_ago():
    assert read(Entries(ITEMS, None, GRADES)).ages.tolist() == [[UNKNOWN_AGE] * 2, [0, 0], [0, UNKNOWN_AGE]]


def test_no_entries_at_all_are_empty_windows():
    nothing = Entries(np.empty(0, np.int32), np.empty(0), np.empty(0, np.float32))
    found = windows(nothing, np.zeros(2, int), np.zeros(2, int), np.zeros(2), n_items=9, length=3)
    assert found.items.tolist() == [[9, 9, 9]] * 2
    assert not found.ages.any()
