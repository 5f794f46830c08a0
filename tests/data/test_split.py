import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.split import at_quantile, at_time, by_user, leave_last_out, leave_last_share_out
from frontrow.errors import BadInput

HISTORIES = [[0, 1, 2, 3, 4], [2, 0], [3], [], [4, 3, 2, 1]]

SPLITS = {
    "by user": lambda data: by_user(data, 0.4, np.random.default_rng(0)),
    "last": leave_last_out,
    "last two": lambda data: leave_last_out(data, 2),
    "last share": lambda data: leave_last_share_out(data, 0.5),
    "quantile": lambda data: at_quantile(data, 0.5),
    "time": lambda data: at_time(data, 40.0),
}


@pytest.fixture(scope="session")
def timed(make_data):
    """Return a builder of data sets whose feedback and plays have times of their own."""

    def made(histories, seed=0):
        data = make_data(histories, 10, now=100.0)
        rng = np.random.default_rng(seed)
        data.at[:] = rng.uniform(0, 100, len(data.at))
        data.plays.at[:] = np.sort(rng.uniform(0, 100, len(data.plays.at)))
        return data

    return made


def _entries(data):
    return sorted(zip(data.histories.owners.tolist(), data.histories.values.tolist(), data.at.tolist(), strict=True))


def _plays(data):
    plays = data.plays
    return sorted(zip(plays.user.tolist(), plays.item.tolist(), plays.at.tolist(), strict=True))


@pytest.mark.parametrize("name", SPLITS)
@given(histories=st.lists(st.lists(st.integers(0, 9), max_size=6, unique=True), min_size=1, max_size=6))
def test_parts_hold_everything_once(timed, name, histories):
    data = timed(histories)
    if name == "quantile" and not len(data.at):
        return
    train, held = SPLITS[name](data)
    assert sorted(_entries(train) + _entries(held)) == _entries(data)
    assert sorted(_plays(train) + _plays(held)) == _plays(data)
    assert train.users is held.users is data.users
    assert len(train.grades) == len(train.at) == len(train.histories.values)
    assert len(train.histories) == len(held.histories) == len(histories)


def test_by_user_holds_out_whole_users(timed):
    train, held = by_user(timed(HISTORIES), 0.4, np.random.default_rng(1))
    lengths = [len(one) for one in HISTORIES]
    for have, left in [(train, held), (held, train)]:
        chosen = have.histories.lengths > 0
        assert have.histories.lengths[chosen].tolist() == np.array(lengths)[chosen].tolist()
        assert not left.histories.lengths[chosen].any()
    assert not set(train.plays.user.tolist()) & set(held.plays.user.tolist())


@pytest.mark.parametrize(("share", "n"), [(0.0, 0), (0.5, 2), (1.0, 4)])
def test_by_user_holds_out_the_share(timed, share, n):
    _, held = by_user(timed([[0], [1], [2], [3]]), share, np.random.default_rng(0))
    assert (held.histories.lengths > 0).sum() == n


def test_the_last_titles_are_held_out_where_one_is_left_to_learn_from(timed):
    train, held = leave_last_out(timed(HISTORIES))
    assert [one.tolist() for one in held.histories] == [[4], [0], [], [], [1]]
    assert [one.tolist() for one in train.histories] == [[0, 1, 2, 3], [2], [3], [], [4, 3, 2]]
    _, two = leave_last_out(timed(HISTORIES), 2, least=3)
    assert [one.tolist() for one in two.histories] == [[3, 4], [], [], [], []]


def test_plays_of_a_title_held_out_are_held_out_with_it(timed):
    _, held = leave_last_out(timed(HISTORIES))
    assert {(user, item) for user, item, _ in _plays(held)} == {(0, 4), (1, 0), (4, 1)}


def test_a_share_of_the_last_titles_is_rounded_down(timed):
    _, held = leave_last_share_out(timed([list(range(9)), [1, 2, 3, 4, 5], [0]]), 0.2)
    assert [one.tolist() for one in held.histories] == [[8], [5], []]


def test_time_parts_what_was_before_from_what_was_not(timed):
    data = timed(HISTORIES)
    train, held = at_time(data, 40.0)
    assert max(train.at.max(), train.plays.at.max()) < 40.0 <= min(held.at.min(), held.plays.at.min())
    assert (train.now, held.now) == (40.0, 100.0)
    assert at_time(data, 1e9)[0].now == 100.0


def test_a_quantile_of_the_feedback_is_before_the_cut(timed):
    train, _ = at_quantile(timed(HISTORIES), 0.75)
    assert len(train.at) == 9


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda data: by_user(data, 1.5, np.random.default_rng(0)), r"1\.5.*0 to 1"),
        (lambda data: leave_last_share_out(data, -0.1), "0 to 1"),
        (lambda data: at_quantile(data, 2), "0 to 1"),
        (lambda data: leave_last_out(data, 0), "n = 0.*1 or more"),
    ],
)
def test_a_share_out_of_range_is_refused(timed, wrong, message):
    with pytest.raises(BadInput, match=message):
        wrong(timed(HISTORIES))


def test_a_quantile_of_nothing_is_refused(timed):
    with pytest.raises(BadInput, match="no feedback"):
        at_quantile(timed([[]]), 0.5)
