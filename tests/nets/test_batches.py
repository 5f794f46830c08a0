import numpy as np
import pytest

pytest.importorskip("torch")

from hypothesis import given
from hypothesis import strategies as st

from frontrow.nets.batches import NO_TARGET, Events, Feed, rows
from frontrow.nets.windows import Entries


def events(lengths, grades=None, threshold=0.0):
    total = sum(lengths)
    stop = np.cumsum(lengths).astype(np.int64)
    graded = np.ones(total, np.float32) if grades is None else np.array(grades, np.float32)
    entries = Entries(np.arange(total, dtype=np.int32), np.arange(total) * 10.0, graded)
    return Events(entries, stop - lengths, stop, total, threshold)


lists = st.lists(st.integers(0, 30), min_size=1, max_size=8)


@given(lists, st.integers(1, 7), st.integers(1, 9))
def test_every_entry_but_a_users_first_is_a_target_once(lengths, targets, context):
    log = events(lengths)
    cut = rows(log, targets, context)
    learnt = sorted(place for a, b in zip(cut.learn, cut.stop, strict=True) for place in range(a, b))
    assert learnt == sorted(set(range(sum(lengths))) - set(log.first[np.array(lengths) > 0].tolist()))


@given(lists, st.integers(1, 7), st.integers(1, 9))
def test_a_row_reads_context_of_its_own_user_only(lengths, targets, context):
    log = events(lengths)
    cut = rows(log, targets, context)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    assert ((cut.learn - cut.first) <= context).all()
    assert (cut.first < cut.learn).all()
    assert all(len(set(owner[a:b])) == 1 for a, b in zip(cut.first, cut.stop, strict=True))


def test_the_newest_rows_are_full():
    assert rows(events([9]), 3, 1).learn.tolist() == [6, 3, 1]


def test_without_the_newest_entry_a_user_ends_one_earlier():
    assert events([3, 4]).without_newest(np.array([1])).stop.tolist() == [3, 6]


def test_a_plan_holds_every_row_once_and_about_so_many_targets_a_batch():
    log = events([9] * 40)
    feed = Feed(log, rows(log, 4, 2), targets=20)
    plan = feed.plan(np.random.default_rng(0))
    assert sorted(np.concatenate(plan)) == list(range(80))
    sizes = [(feed.rows.stop - feed.rows.learn)[batch].sum() for batch in plan]
    assert max(sizes) <= 24


def test_there_is_no_batch_where_there_is_nothing_to_learn():
    log = events([1, 0])
    assert Feed(log, rows(log, 4, 2), 20).plan(np.random.default_rng(0)) == []


def test_a_target_is_what_followed_its_place_at_its_own_moment():
    log = events([4, 2])
    feed = Feed(log, rows(log, 2, 1), 20)
    batch = feed.batch(np.arange(3))  # the rows learn 2 and 3, 1, and 5
    assert batch.items.tolist() == [[1, 2], [6, 0], [6, 4]]
    assert batch.targets.tolist() == [[2, 3], [NO_TARGET, 1], [NO_TARGET, 5]]
    assert batch.ages.tolist() == [[20, 10], [0, 10], [0, 10]]
    assert batch.now.tolist() == pytest.approx([30 / 86_400, 10 / 86_400, 50 / 86_400])


def test_what_was_not_liked_is_read_and_is_no_target():
    log = events([5], grades=[1, -1, 0, 0.5, -0.5])
    batch = Feed(log, rows(log, 4, 1), 20).batch(np.arange(1))
    assert batch.items.tolist() == [[0, 1, 2, 3]]
    assert batch.grades.tolist() == [[1, -1, 0, 0.5]]
    assert batch.targets.tolist() == [[NO_TARGET, NO_TARGET, 3, NO_TARGET]]
    assert batch.ages.tolist() == [[40, 30, 20, 10]]  # at the moment of the newest entry, target or not


def test_a_target_is_above_the_threshold():
    log = events([4], grades=[1, 0.5, 0.6, -1], threshold=0.5)
    assert Feed(log, rows(log, 4, 1), 20).batch(np.arange(1)).targets.tolist() == [[NO_TARGET, 2, NO_TARGET]]


def test_a_row_in_which_nothing_was_liked_is_left_out():
    log = events([5, 3, 0, 2], grades=[1, -1, -1, 1, 1, 1, -1, -1, -1, 1])
    cut = rows(log, 2, 1)
    assert cut.learn.tolist() == [3, 9]  # of 3, 1, 6 and 9
    assert cut.stop.tolist() == [5, 10]
    assert len(rows(events([3, 2], grades=[-1] * 5), 2, 1).stop) == 0


def test_the_size_of_a_batch_counts_targets_alone():
    half = events([9] * 40, grades=[1, -1, 1, -1, 1, -1, 1, -1, 1] * 40)
    every = events([9] * 40)
    found = [len(Feed(log, rows(log, 8, 1), 20).plan(np.random.default_rng(0))) for log in (half, every)]
    assert found == [9, 17]  # 160 and 320 targets, the last row alone


def test_without_a_threshold_grades_choose_no_targets():
    grades = np.random.default_rng(1).choice([-1.0, 0.0, 1.0], 47)
    logs = [events([9, 20, 2, 16], grades, -np.inf), events([9, 20, 2, 16])]
    feeds = [Feed(log, rows(log, 4, 2), 12) for log in logs]
    plans = [feed.plan(np.random.default_rng(3)) for feed in feeds]
    assert [one.tolist() for one in plans[0]] == [one.tolist() for one in plans[1]]
    for chosen in plans[0]:
        one, other = (feed.batch(chosen) for feed in feeds)
        assert one.items.equal(other.items)
        assert one.targets.equal(other.targets)
