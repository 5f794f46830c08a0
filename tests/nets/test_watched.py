import pytest

torch = pytest.importorskip("torch")

from frontrow.nets.batches import NO_TARGET
from frontrow.nets.losses import softmax_loss
from frontrow.nets.watched import watched

ITEMS = torch.tensor([[9, 9, 4, 2], [1, 0, 3, 5]])  # 9 titles, so 9 is none
TARGETS = torch.tensor([[NO_TARGET, NO_TARGET, 2, 7], [NO_TARGET, 3, 5, NO_TARGET]])


def test_a_place_leaves_out_what_its_row_showed_up_to_it():
    pairs = {divmod(int(one), 9) for one in watched(ITEMS, TARGETS, 9)}
    assert pairs == {(0, 4), (1, 4), (1, 2), (2, 1), (2, 0), (3, 1), (3, 0), (3, 3)}


def test_a_target_watched_before_is_not_left_out():
    assert watched(torch.tensor([[4, 2]]), torch.tensor([[NO_TARGET, 4]]), 9).tolist() == [2]


def test_the_loss_with_titles_left_out_is_the_cross_entropy_over_the_others():
    torch.manual_seed(3)
    states, table, bias = torch.randn(2, 4, 6), torch.randn(9, 6), torch.randn(9)
    logits = (states @ table.T + bias)[TARGETS != NO_TARGET]
    for place, title in [(0, 4), (1, 4), (1, 2), (2, 1), (2, 0), (3, 1), (3, 0), (3, 3)]:
        logits[place, title] = -torch.inf
    expected = torch.nn.functional.cross_entropy(logits, TARGETS[TARGETS != NO_TARGET])
    found = softmax_loss(states, table, bias, TARGETS, left_out=watched(ITEMS, TARGETS, 9))
    assert torch.allclose(found, expected)
