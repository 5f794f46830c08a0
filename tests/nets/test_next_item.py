import numpy as np
import pytest

torch = pytest.importorskip("torch")

from frontrow.nets.batches import NO_TARGET, Batch
from frontrow.nets.export import INPUTS, onnx_bytes
from frontrow.nets.lstm import Lstm
from frontrow.nets.next_item import NextItem
from frontrow.nets.transformer import Shape, Transformer

N, LENGTH = 30, 7


def lstm(timed):
    return Lstm(8, 12, dropout=0.2, timed=timed)


def transformer(timed):
    return Transformer(Shape(factors=8, layers=2, heads=2, length=LENGTH, dropout=0.2, timed=timed, time_bias=timed))


kinds = pytest.mark.parametrize("encoder", [lstm, transformer])
clocks = pytest.mark.parametrize("timed", [False, True])


def net(encoder, timed):
    torch.manual_seed(7)
    made = NextItem(N, 8, encoder(timed), dropout=0.2).eval()
    for one in made.parameters():  # what begins at 0 would hide a mistake
        one.data.add_(0.1 * torch.randn_like(one))
    return made


def histories(n=5):
    rng = np.random.default_rng(4)
    items = np.full((n, LENGTH), N)
    ages = np.zeros((n, LENGTH), np.int64)
    for row in range(1, n):  # the first is empty
        long = int(rng.integers(1, LENGTH + 1))
        items[row, -long:] = rng.permutation(N)[:long]
        ages[row, -long:] = np.sort(rng.integers(0, 10**6, long))[::-1]
    return torch.from_numpy(items), torch.from_numpy(ages), torch.ones(n, LENGTH), torch.zeros(n)


@kinds
@clocks
def test_empty_places_in_front_change_no_score(encoder, timed):
    made, (items, ages, grades, now) = net(encoder, timed), histories()
    whole = made(items, ages, grades, now)
    for row in range(1, 5):
        long = int((items[row] != N).sum())
        alone = made(items[row, None, -long:], ages[row, None, -long:], grades[row, None, -long:], now[:1])
        assert torch.allclose(alone[0], whole[row], atol=1e-5)


@kinds
@clocks
def test_what_comes_later_changes_no_loss_before_it_but_for_the_moment_it_came(encoder, timed):
    made, (items, ages, grades, now) = net(encoder, timed), histories(2)
    items[1] = torch.arange(LENGTH)
    targets = torch.full((2, LENGTH), NO_TARGET)
    targets[1, 3] = 9
    first = float(made.loss(Batch(items, ages, grades, now, targets)).detach())
    items[1, 5:], ages[1, 5:] = torch.tensor([20, 21]), 0
    assert float(made.loss(Batch(items, ages, grades, now, targets)).detach()) == pytest.approx(first, rel=1e-5)


@kinds
@clocks
def test_a_place_learns_from_the_scores_of_the_history_up_to_it(encoder, timed):
    made, (items, ages, grades, now) = net(encoder, timed), histories(2)
    items[1], ages[1] = torch.arange(LENGTH), torch.arange(LENGTH, 0, -1) * 100
    targets = torch.full((2, LENGTH), NO_TARGET)
    targets[1, 3] = 9
    loss = float(made.loss(Batch(items, ages, grades, now, targets)).detach())
    known = ages[1:, :4] - ages[1, 4]  # asked when the fifth came
    scores = made(items[1:, :4], known, grades[1:, :4], now[1:])
    scores[0, :4] = -torch.inf  # watched, so left out
    assert float(torch.nn.functional.cross_entropy(scores, torch.tensor([9])).detach()) == pytest.approx(loss, rel=1e-5)


@kinds
def test_time_counts_only_for_a_net_that_reads_it(encoder):
    items, ages, grades, now = histories()
    for timed in (False, True):
        made = net(encoder, timed)
        same = torch.allclose(made(items, ages, grades, now)[1:], made(items, ages + 5000, grades, now)[1:])
        assert same is not timed


@kinds
@clocks
def test_the_exported_net_gives_the_same_scores_for_any_number_of_histories(encoder, timed):
    onnxruntime = pytest.importorskip("onnxruntime")
    made, inputs = net(encoder, timed), histories()
    session = onnxruntime.InferenceSession(onnx_bytes(made, N, LENGTH).tobytes())
    for n in (1, 5):
        some = [one[-n:] for one in inputs]
        (served,) = session.run(["scores"], {name: one.numpy() for name, one in zip(INPUTS, some, strict=True)})
        assert np.abs(served - made(*some).detach().numpy()).max() <= 1e-4


@kinds
@pytest.mark.parametrize("negatives", [0, 10])
def test_a_net_learns_the_one_title_that_always_follows(encoder, negatives):
    made, (items, ages, grades, now) = net(encoder, True).train(), histories()
    made.negatives = negatives
    items = items[1:] // 2 * 2  # even ones, so that no target was watched
    targets = torch.where(items == N, NO_TARGET, items + 1)
    batch = Batch(items, ages[1:], grades[1:], now[1:], targets)
    optimizer = torch.optim.Adam(made.parameters(), lr=0.02)
    for _ in range(60):
        optimizer.zero_grad()
        loss = made.loss(batch)
        loss.backward()
        optimizer.step()
    found = made.eval()(items, ages[1:], grades[1:], now[1:]).detach()
    found.scatter_(1, torch.where(items == N, items[:, -1:], items), -torch.inf)
    assert found.argmax(1).tolist() == targets[:, -1].tolist()


def test_the_vectors_given_are_those_it_begins_with():
    table = torch.arange(12.0).view(3, 4)
    made = NextItem(3, 4, Lstm(4, 5, dropout=0.0, timed=False), dropout=0.0, table=table)
    assert torch.equal(made.items.weight[:3], table)
    assert not made.items.weight[3].any()
