import pytest

torch = pytest.importorskip("torch")

from frontrow.nets.batches import NO_TARGET
from frontrow.nets.losses import softmax_loss
from frontrow.nets.sampled import sampled_softmax_loss


@pytest.fixture
def layer():
    torch.manual_seed(3)
    return torch.randn(5, 4, 6), torch.randn(40, 6), torch.randn(40), torch.randint(40, (5, 4))


def test_many_samples_estimate_the_softmax_over_the_whole_catalogue(layer):
    estimate = sampled_softmax_loss(*layer, negatives=40_000)
    assert float(estimate) == pytest.approx(float(softmax_loss(*layer)), rel=0.02)


def test_a_place_without_a_target_does_not_count(layer):
    states, table, bias, targets = layer
    targets = targets.clone()
    targets[1:] = NO_TARGET
    torch.manual_seed(1)
    some = sampled_softmax_loss(states, table, bias, targets, negatives=8)
    torch.manual_seed(1)
    alone = sampled_softmax_loss(states[:1], table, bias, targets[:1], negatives=8)
    assert float(some) == pytest.approx(float(alone))


def test_a_target_drawn_as_its_own_negative_does_not_count():
    states, table, bias = torch.ones(1, 1), torch.ones(1, 1), torch.zeros(1)
    assert float(sampled_softmax_loss(states, table, bias, torch.tensor([0]), negatives=5)) == 0.0


def test_a_step_without_any_target_has_the_loss_0(layer):
    states, table, bias, targets = layer
    assert float(sampled_softmax_loss(states, table, bias, torch.full_like(targets, NO_TARGET), negatives=8)) == 0.0
