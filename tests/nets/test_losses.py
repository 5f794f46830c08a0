import pytest

torch = pytest.importorskip("torch")

from frontrow.nets.batches import NO_TARGET
from frontrow.nets.losses import softmax_loss


def example(dtype=torch.float32):
    torch.manual_seed(3)
    parts = [torch.randn(4, 5, 8, dtype=dtype), torch.randn(11, 8, dtype=dtype), torch.randn(11, dtype=dtype)]
    targets = torch.randint(0, 11, (4, 5))
    targets[:, 0] = NO_TARGET
    return [part.requires_grad_() for part in parts], targets


def gradients(loss, parts):
    return torch.autograd.grad(loss, parts)


def plain(parts, targets, smoothing=0.0):
    states, table, bias = parts
    logits = (states @ table.T + bias).flatten(0, 1)
    return torch.nn.functional.cross_entropy(
        logits, targets.flatten(), ignore_index=NO_TARGET, label_smoothing=smoothing
    )


def test_the_loss_is_pytorchs_cross_entropy():
    parts, targets = example()
    assert torch.allclose(softmax_loss(*parts, targets), plain(parts, targets))


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_its_gradient_is_pytorchs(smoothing):
    parts, targets = example()
    ours = gradients(softmax_loss(*parts, targets, smoothing), parts)
    theirs = gradients(plain(parts, targets, smoothing), parts)
    assert all(torch.allclose(a, b, atol=1e-6) for a, b in zip(ours, theirs, strict=True))


def test_half_the_bits_give_the_gradient_to_a_hundredth():
    parts, targets = example()
    with torch.autocast("cpu", torch.bfloat16):
        loss = softmax_loss(*parts, targets)
    ours, theirs = gradients(loss, parts), gradients(plain(parts, targets), parts)
    assert all((a - b).norm() < 0.02 * b.norm() for a, b in zip(ours, theirs, strict=True))


def test_nothing_to_learn_is_no_loss_and_no_gradient():
    parts, targets = example()
    loss = softmax_loss(*parts, torch.full_like(targets, NO_TARGET))
    assert loss.item() == 0
    assert all(not one.any() for one in gradients(loss, parts))
