import pytest

torch = pytest.importorskip("torch")

from frontrow.nets.dropout import Dropout


def test_a_share_of_values_becomes_nothing_and_the_mean_stays():
    torch.manual_seed(0)
    dropped = Dropout(0.3)(torch.ones(401, 499))
    assert abs((dropped == 0).float().mean().item() - 0.3) < 0.01
    assert abs(dropped.mean().item() - 1) < 0.01


def test_values_are_dropped_independently_of_their_place():
    torch.manual_seed(0)
    gone = Dropout(0.5)(torch.ones(4096, 64)) == 0
    assert ((gone.float().mean(0) - 0.5).abs() < 0.05).all()
    assert abs((gone[:, 1:] & gone[:, :-1]).float().mean().item() - 0.25) < 0.01


def test_nothing_is_dropped_when_serving_or_when_the_share_is_nothing():
    values = torch.randn(7, 3)
    assert Dropout(0.5).eval()(values) is values
    assert Dropout(0.0)(values) is values


def test_the_gradient_flows_where_values_stayed():
    values = torch.ones(50, 3, requires_grad=True)
    dropped = Dropout(0.5)(values)
    dropped.sum().backward()
    assert torch.equal(values.grad, dropped.detach())
