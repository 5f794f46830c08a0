import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import nn

from frontrow.nets.batches import Events
from frontrow.nets.judges import NewestFound, held_out
from frontrow.nets.windows import Entries


class Fixed(nn.Module):
    """Scores titles by their number, whoever asks; -1 makes the last title worst."""

    def __init__(self, sign=1.0):
        super().__init__()
        self.sign = torch.nn.Parameter(torch.tensor(sign))

    def forward(self, items, ages, grades, now):
        return (self.sign * torch.arange(20.0)).repeat(len(items), 1)


def events(*lists, grades=None, threshold=0.0):
    items = np.concatenate(lists).astype(np.int32)
    stop = np.cumsum([len(one) for one in lists])
    graded = np.ones(len(items), np.float32) if grades is None else np.array(grades, np.float32)
    entries = Entries(items, np.arange(len(items)) * 1.0, graded)
    return Events(entries, stop - [len(one) for one in lists], stop, 20, threshold)


def found(sign, *lists):
    return NewestFound(events(*lists), np.arange(len(lists)), 3)(Fixed(sign).requires_grad_(False))


def test_the_gain_of_the_newest_title_is_ndcg_with_those_before_it_left_out():
    assert found(1.0, [3, 19]) == pytest.approx(1.0)
    assert found(1.0, [3, 18]) == pytest.approx(1 / np.log2(3))
    assert found(1.0, [3, 19, 18]) == pytest.approx(1.0)
    assert found(1.0, [3, 10]) == pytest.approx(1 / np.log2(11))
    assert found(1.0, [3, 9]) == 0.0


def test_the_metric_is_the_mean_over_users_in_blocks():
    assert found(1.0, *[[3, 19], [3, 0]] * 400) == pytest.approx(0.5)


def test_equal_scores_count_against_the_net():
    assert found(0.0, [3, 19]) == 0.0


@pytest.mark.parametrize("sign", [np.nan, np.inf, -np.inf])
def test_a_net_that_diverged_finds_nothing(sign):
    assert found(sign, [3, 19], [4, 5, 18]) == 0.0


def test_a_score_that_is_no_number_counts_against_the_net():
    class PartlyDiverged(Fixed):
        def forward(self, *batch):
            scores = super().forward(*batch)
            scores[:, :2] = torch.nan
            return scores

    judge = NewestFound(events([3, 19]), np.arange(1), 3)
    assert judge(PartlyDiverged().requires_grad_(False)) == pytest.approx(1 / np.log2(4))


def test_users_with_too_little_to_learn_from_are_not_held_out():
    log = events([1, 2], [1, 2, 3], [4, 5, 6, 7])
    assert held_out(log, 5, 3, np.random.default_rng(0)).users.tolist() == [1, 2]
    assert len(held_out(log, 1, 3, np.random.default_rng(0)).users) == 1
    assert held_out(events([1, 2]), 5, 3, np.random.default_rng(0)) is None


def test_users_who_did_not_like_their_newest_title_are_not_held_out():
    lists, grades = ([1, 2, 3], [4, 5, 6], [7, 8, 9]), [1, 1, -1, -1, -1, 1, 1, 1, 0]
    asked = {
        threshold: held_out(events(*lists, grades=grades, threshold=threshold), 5, 3, np.random.default_rng(0))
        for threshold in (0.0, -0.5, -np.inf, 1.0)
    }
    assert asked[0.0].users.tolist() == [1]
    assert asked[-0.5].users.tolist() == [1, 2]
    assert asked[-np.inf].users.tolist() == [0, 1, 2]
    assert asked[1.0] is None
    assert asked[0.0](Fixed().requires_grad_(False)) == 0.0  # title 6 is far below 19
