"""A rehearsal hides what it says, and nothing it hides is learnt or known."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontrow.models.rehearsal import HIDING, rehearsal

HISTORIES = [[0, 1, 2, 3, 4], [5], [2, 3], [], [4, 0, 1]]


@pytest.fixture
def data(make_data):
    made = make_data(HISTORIES, 6)
    return replace(made, at=np.arange(len(made.at), dtype=np.float64), grades=np.arange(1, 12).astype(np.float32))


def test_the_last_of_each_history_is_asked_for_with_the_rest(data):
    part = rehearsal(data, "last", 10, np.random.default_rng(0))
    assert [list(one) for one in part.queries.histories] == [[0, 1, 2, 3], [2], [4, 0]]
    assert [list(one) for one in part.targets] == [[4], [3], [1]]
    assert part.queries.now.tolist() == [4, 7, 10]
    assert part.queries.weights.tolist() == [1, 2, 3, 4, 7, 9, 10]
    assert [list(one) for one in part.data.histories] == [[0, 1, 2, 3], [5], [2], [], [4, 0]]


def test_only_what_was_liked_is_to_be_found(data):
    part = rehearsal(data, "last", 10, np.random.default_rng(0), threshold=5.0)
    assert [list(one) for one in part.targets] == [[3], [1]]  # the first user's last title has the grade 5
    assert [list(one) for one in part.queries.histories] == [[2], [4, 0]]
    assert part.queries.now.tolist() == [7, 10]


@pytest.mark.parametrize("hidden", sorted(HIDING))
def test_no_question_is_older_than_the_history_it_is_asked_with(data, hidden):
    part = rehearsal(data, hidden, 10, np.random.default_rng(1))
    assert len(part.targets)
    for now, at in zip(part.queries.now, np.split(part.queries.at, part.queries.histories.offsets[1:-1]), strict=True):
        assert now >= at.max()


def test_users_that_are_not_asked_still_teach_and_hide(data):
    part = rehearsal(data, "last", 1, np.random.default_rng(0))
    assert len(part.targets) == len(part.queries.histories) == 1
    assert [list(one) for one in part.data.histories] == [[0, 1, 2, 3], [5], [2], [], [4, 0]]


def test_a_fifth_of_the_titles_is_hidden_from_everybody(data):
    part = rehearsal(data, "titles", 10, np.random.default_rng(3))
    hidden = np.flatnonzero(part.candidates)
    assert len(hidden) == 1
    assert not np.isin(part.data.histories.values, hidden).any()
    assert not np.isin(part.data.plays.item, hidden).any()
    assert set(part.targets.values) == set(hidden)


def test_nothing_is_learnt_from_strangers(make_data):
    histories = [[0, 1, 2], [3, 4], [1, 5], [0, 4, 2], [5, 3], [1, 2], [2, 3], [0, 5], [4, 1], [5, 2]]
    part = rehearsal(make_data(histories, 6), "strangers", 9, np.random.default_rng(0))
    left = [user for user, history in enumerate(part.data.histories) if not len(history)]
    assert len(left) == len(part.targets) == 2  # a fifth
    assert not np.isin(part.data.plays.user, left).any()
    for user, known, wanted in zip(left, part.queries.histories, part.targets, strict=True):
        assert sorted([*known, *wanted]) == sorted(histories[user])
    assert sum(part.data.histories.lengths) == sum(map(len, histories)) - sum(len(histories[user]) for user in left)


@settings(max_examples=40, deadline=None)
@given(hidden=st.sampled_from(sorted(HIDING)), seed=st.integers(0, 99), users=st.integers(1, 5))
def test_what_is_known_and_what_is_hidden_make_the_history(hidden, seed, users):
    from tests.conftest import _data

    data = _data(HISTORIES, 6)
    part = rehearsal(data, hidden, users, np.random.default_rng(seed))
    whole = {tuple(sorted(one)) for one in HISTORIES}
    for known, wanted in zip(part.queries.histories, part.targets, strict=True):
        assert len(known)
        assert len(wanted)
        assert tuple(sorted([*known, *wanted])) in whole
