import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from frontrow.nets.batches import Feed, rows
from frontrow.nets.decay_bag import LAGS, DecayBagNet, Shape, elapsed

SHAPE = Shape(factors=4, decays=(0.5, 0.9), hidden=2, dropout=0.3, forgotten=0.1, smoothing=0.0)


@pytest.fixture
def net():
    torch.manual_seed(2)
    net = DecayBagNet(8, SHAPE).eval().requires_grad_(False)
    for one in (net.grades.weight, net.times, net.bias):
        one.normal_()
    return net


def window(*items):
    return torch.tensor([items]), torch.arange(len(items)).flip(0)[None] * 70, torch.ones(1, len(items)), torch.ones(1)


def test_a_bag_begins_as_a_sum_that_halves_a_place_back():
    net = DecayBagNet(8, SHAPE).eval().requires_grad_(False)
    found = net.bags(*window(8, 3, 5, 2)[:3], first=3)[0, 0, 0]
    vectors = net.entries.weight[:, :4]
    assert torch.allclose(found, vectors[2] + vectors[5] / 2 + vectors[3] / 4, atol=1e-6)


def test_far_back_the_weight_falls_by_the_factor():
    weights = DecayBagNet(8, SHAPE).weights(torch.zeros(1, LAGS + 9, dtype=torch.int64), LAGS + 8)[1, 0, 0]
    assert weights[0].item() == pytest.approx(0.9 ** (LAGS + 8), rel=1e-4)


def test_nothing_of_what_lies_ahead_counts(net):
    one, other = (net.states(*window(1, 2, last)[:3], first=0) for last in (3, 4))
    assert torch.equal(one[:, :2], other[:, :2])


def test_an_empty_history_scores_the_bias_and_what_the_map_makes_of_nothing(net):
    scores = net(*window(8, 8, 8))[0]
    assert torch.allclose(scores, net(*window(8, 8))[0])
    assert torch.isfinite(scores).all()


def test_training_asks_what_serving_is_asked(net, circle):
    """The state at a place of a row is that of the history up to it at the moment of its target."""
    batch = Feed(circle, rows(circle, 6, 1), 30).batch(np.arange(2))
    states = net.states(batch.items, batch.ages, batch.grades, first=0)
    for place in range(batch.items.shape[1] - 1):
        upto = slice(None, place + 1)
        ages = batch.ages[:, upto] - batch.ages[:, place + 1 : place + 2]
        served = net.states(batch.items[:, upto], ages, batch.grades[:, upto], first=place)
        assert torch.allclose(served[:, 0], states[:, place], atol=1e-6)


def test_times_are_told_apart_by_their_logarithms():
    parts = elapsed(torch.tensor([0, 60 * 7])).T
    assert parts[0].tolist() == [1, 0, 0, 0, 0]
    assert parts[1, :2].tolist() == pytest.approx([0, math.log(8) / 4])


def test_a_training_net_forgets_entries_at_random(net):
    torch.manual_seed(0)
    inputs = window(*range(8))
    forgetful = DecayBagNet(8, Shape(4, (0.5,), 1, 0.0, 0.5, 0.0))
    assert not torch.equal(forgetful.bags(*inputs[:3], first=0), forgetful.bags(*inputs[:3], first=0))


def test_titles_watched_before_are_left_out_of_what_is_learnt(circle):
    net = DecayBagNet(8, SHAPE)
    batch = Feed(circle, rows(circle, 6, 1), 30).batch(np.arange(1))  # watches 0, 1, 2, 3, 4 and 5 in turn
    net.loss(batch).backward()
    assert net.bias.grad[0] == 0
    assert (net.bias.grad[6:] > 0).all()
