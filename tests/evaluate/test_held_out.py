from dataclasses import replace

import numpy as np
import pytest

from frontrow.data.dataset import Dataset
from frontrow.errors import BadInput
from frontrow.evaluate.held_out import held_out, next_items
from frontrow.models.popularity import Popularity

DAY = 86_400.0
NOW = 1000 * DAY
CUT = NOW - 5 * DAY


@pytest.fixture
def data(make_data) -> Dataset:
    """Return three users: 0 turns to 2 and 3, dislikes 4; 1 only goes on with 0; 2 begins after the cut."""
    made = make_data(
        [[0, 2, 3, 4], [1, 0], [1]],
        6,
        grades=[1, 1, 2, -1, 1, 1, 0.5],
        plays=[(0, 0, 8, "DE"), (0, 0, 6, "NO"), (1, 0, 7, "DE"), (1, 0, 1, "NO"), (0, 2, 3, "SE"), (2, 1, 1, "SE")],
    )
    days = np.array([8, 3, 2, 1, 9, 1, 1])
    dated: Dataset = replace(made, at=NOW - days * DAY)
    return dated


def test_queries_hold_what_was_known_and_targets_what_was_new_and_liked(data):
    part = held_out(data, CUT)
    assert part.users.tolist() == [0, 2]
    assert [list(h) for h in part.queries.histories] == [[0], []]
    assert [list(t) for t in part.targets] == [[2, 3], [1]]
    assert part.queries.weights.tolist() == [1]
    assert part.queries.now.tolist() == [CUT, CUT]


def test_a_title_played_before_and_again_after_is_known(data):
    with_news = replace(data, grades=np.ones(7, np.float32), at=np.where(np.arange(7) == 4, NOW - DAY, data.at))
    part = held_out(with_news, CUT)
    user = part.users.tolist().index(1)
    assert part.targets[user].tolist() == [1]
    assert part.queries.histories[user].tolist() == [0]


def test_the_country_is_that_of_the_last_play_before(data):
    assert held_out(data, CUT).queries.country == ("NO", "")


def test_a_quantile_of_feedback_is_the_moment_when_none_is_given(data):
    part = held_out(data, quantile=0.5)
    assert part.queries.now[0] == NOW - 2 * DAY
    assert [list(t) for t in part.targets] == [[3], [1]]


def test_nothing_new_afterwards_is_refused(data, make_data):
    with pytest.raises(BadInput, match="no user turned to a new title"):
        held_out(data, NOW + DAY)
    with pytest.raises(BadInput, match="no user turned to a new title"):
        held_out(make_data([[]], 3, plays=[]))


def test_next_items_measures_a_model_on_what_followed(data, make_data):
    before = make_data([[2, 2]], 6, plays=[(0, 2, 9, ""), (0, 2, 8, ""), (0, 1, 8, "")])
    model = Popularity().fit(before, np.random.default_rng(0))
    found = next_items(data, model, CUT, k=2)
    # user 0 is shown 2 and 1 of targets 2 and 3, user 2 is shown 2 and 1 of target 1
    assert found == pytest.approx(
        {
            "ndcg@2": (1 / (1 + 1 / np.log2(3)) + 1 / np.log2(3)) / 2,
            "recall@2": (0.5 + 1.0) / 2,
            "coverage": 2 / 6,
        }
    )
