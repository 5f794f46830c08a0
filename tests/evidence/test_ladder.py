import numpy as np

from frontrow.core import Candidates, Evidence, Query, Reasons, Row
from frontrow.evidence.ladder import DEFAULT, LADDERS, NEUTRAL, put, told, unexplained
from frontrow.evidence.shown import Shown
from frontrow.rows import ROWS

QUERY = Query("u", "p", 0.0)
RANKED = Candidates(np.array([3, 1], np.int32), {"score": np.array([9.0, 8.0], np.float32)})


def row(kind, *items, anchor=-1):
    return Row(kind, kind, np.array(items, np.int32), anchor=anchor)


def says(text, *of):
    """Return a reason that is true of some items only."""

    def reason(query, shown, places):
        return Reasons.each([Evidence("x", text) if item in of else None for item in shown.items[places].tolist()])

    return reason


def reasons_of(rows, **reasons):
    found = told(reasons, QUERY, Shown.of(rows, RANKED, 5))
    return [[one.text for one in row.evidence] for row in found]


def test_each_place_has_the_first_true_reason_of_its_ladder():
    rows = [row("top_picks", 0, 1, 2), row("top_10", 1, 3)]
    found = reasons_of(rows, watched=says("w", 0), genre=says("g", 0, 1), rank=says("r", 1, 3))
    assert found == [["w", "g", NEUTRAL.text], ["r", "r"]]


def test_a_reason_is_asked_only_of_places_without_one():
    asked = []

    def spy(query, shown, places):
        asked.append(shown.items[places].tolist())
        return Reasons.each([None] * len(places))

    reasons_of([row("top_picks", 0, 1), row("top_10", 4)], watched=says("w", 0), genre=spy)
    assert asked == [[1]]


def test_rows_keep_everything_but_evidence():
    before = Row("top_10", "Ten", np.array([2], np.int32), anchor=4, may_repeat=True)
    (after,) = told({}, QUERY, Shown.of([before], RANKED, 5))
    assert (after.kind, after.title, after.items, after.anchor, after.may_repeat) == (
        "top_10",
        "Ten",
        before.items,
        4,
        True,
    )
    assert list(after.evidence) == [NEUTRAL]


def test_no_rows_have_no_evidence():
    assert told({}, QUERY, Shown.of([], RANKED, 5)) == ()


def test_shown_lays_the_rows_side_by_side():
    shown = Shown.of([row("a", 3, 0), row("b", 1)], RANKED, 5)
    assert shown.items.tolist() == [3, 0, 1]
    assert shown.row.tolist() == [0, 0, 1]
    assert shown.candidate.tolist() == [0, -1, 1]
    assert shown.values("score", np.array([0, 1, 2]), -1.0).tolist() == [9.0, -1.0, 8.0]
    assert shown.values("gone", np.array([0]), -1.0).tolist() == [-1.0]


def test_ladders_name_row_kinds_and_reasons_that_there_are():
    from frontrow.evidence import REASONS

    assert set(LADDERS) <= set(ROWS)
    assert {name for ladder in [*LADDERS.values(), DEFAULT] for name in ladder} <= set(REASONS)


def test_the_kernels_say_the_same_uncompiled():
    which, asked = np.int32([0, 3, 0, 0]), np.int32([1, 0, 0, 1])
    for kernel in (unexplained, unexplained.py_func):
        places, ends = kernel(which, asked, 2)
        assert (places.tolist(), ends.tolist()) == ([2, 0, 3], [1, 3])
    for kernel in (put, put.py_func):
        page = np.zeros(4, np.int32), np.zeros(4)
        kernel((np.int32([1, -1]), np.array([0.5, 9.0])), np.array([2, 3]), page, 10)
        assert (page[0].tolist(), page[1].tolist()) == ([0, 0, 11, 0], [0.0, 0.0, 0.5, 0.0])
