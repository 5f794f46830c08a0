from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from frontrow.errors import BadConfig
from frontrow.nets import checkpoints
from frontrow.nets.batches import Feed, rows
from frontrow.nets.judges import NewestFound
from frontrow.nets.settings import NetSettings
from frontrow.nets.trainer import device, schedule, train

QUICK = NetSettings(epochs=12, learning_rate=0.1, device="cpu", precision="float32")


@pytest.fixture
def feed(circle):
    return Feed(circle, rows(circle, 6, 1), targets=30)


@pytest.fixture
def judge(circle):
    return NewestFound(circle, np.arange(24), 3)


def weights(net):
    return torch.cat([one.detach().flatten() for one in net.parameters()])


def test_a_net_learns_what_follows(feed, judge, follower):
    net = follower()
    course = train(net, feed, QUICK, 0, judge)
    assert course.judged[-1] == 1.0
    assert course.losses[-1] < 0.2 * course.losses[0]
    assert course.cpu_seconds > 0
    assert not net.training


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_the_same_seed_gives_the_same_net(feed, follower, precision):
    nets = [follower(), follower()]
    for net in nets:
        train(net, feed, replace(QUICK, epochs=2, precision=precision), 7)
    assert torch.equal(*map(weights, nets))


def test_training_leaves_pytorchs_random_state_alone(feed, follower):
    net = follower()
    before = torch.get_rng_state()
    train(net, feed, QUICK, 0)
    assert torch.equal(before, torch.get_rng_state())


class Interrupted(Exception):
    pass


@pytest.mark.parametrize("average", [0.0, 0.9])
def test_a_run_that_was_interrupted_ends_as_one_that_was_not(feed, judge, follower, tmp_path, average):
    settings = replace(QUICK, epochs=5, learning_rate=0.03, average=average)
    whole = follower()
    course = train(whole, feed, settings, 3, judge)
    kept = replace(settings, checkpoint=str(tmp_path / "run.pt"))

    asked = []

    def stop_in_the_third(net):
        asked.append(net)
        if len(asked) == 3:
            raise Interrupted
        return judge(net)

    with pytest.raises(Interrupted):
        train(follower(), feed, kept, 3, stop_in_the_third)
    assert len(list(tmp_path.iterdir())) == 1
    again, asked = follower(), []

    def counting(net):
        asked.append(net)
        return judge(net)

    resumed = train(again, feed, kept, 3, counting)
    assert len(asked) == 3  # two epochs were kept
    assert torch.equal(weights(again), weights(whole))
    assert (resumed.losses, resumed.judged) == (course.losses, course.judged)
    assert not list(tmp_path.iterdir())


def test_runs_of_other_settings_or_data_leave_each_others_checkpoints_alone(feed, circle, follower, tmp_path):
    path = str(tmp_path / "run.pt")
    settings = replace(QUICK, epochs=2, checkpoint=path)

    def interrupted(feed, settings, seed):
        judged = iter([0.5])
        with pytest.raises(StopIteration):
            train(follower(), feed, settings, seed, lambda net: next(judged))
        return {one.name for one in tmp_path.iterdir()}

    kept = interrupted(feed, settings, 0)
    past = Feed(circle.without_newest(np.arange(3)), feed.rows, feed.targets)
    graded = circle.entries._replace(grades=circle.entries.grades / 2)
    others = [
        (feed, replace(settings, learning_rate=0.2), 0),
        (feed, settings, 1),
        (past, settings, 0),
        (Feed(replace(circle, entries=graded), feed.rows, feed.targets), settings, 0),
        (feed, replace(settings, threshold=-np.inf), 0),
        (Feed(replace(circle, threshold=0.5), feed.rows, feed.targets), settings, 0),
    ]
    for other in others:
        before = kept
        kept = interrupted(*other)
        assert before < kept
    train(follower(), past, settings, 0)
    assert len(list(tmp_path.iterdir())) == len(others)  # only its own was deleted
    course = train(follower(), feed, settings, 0, lambda net: 0.25)
    assert course.judged == [0.5, 0.25]


def test_a_checkpoint_cannot_run_code(tmp_path):
    torch.save({"settings": Interrupted()}, tmp_path / "bad.pt")
    with pytest.raises(Exception, match=r"weights_only|Weights only"):
        checkpoints.read(tmp_path / "bad.pt")


def test_the_best_epoch_is_returned_and_training_ends_when_none_is_better(feed, follower):
    values = iter([0.1, 0.5, 0.4, 0.3, 0.9])
    seen = []

    def judge(net):
        seen.append(weights(net).clone())
        return next(values)

    net = follower()
    course = train(net, feed, replace(QUICK, epochs=5, patience=2), 0, judge)
    assert course.judged == [0.1, 0.5, 0.4, 0.3]
    assert torch.equal(weights(net), seen[1])


def test_a_training_that_diverges_is_refused_and_says_where(feed, follower):
    net = follower()
    loss, steps = net.loss, []

    def diverging(batch):
        steps.append(batch)
        return loss(batch) * (torch.inf if len(steps) == 6 else 1.0)

    net.loss = diverging
    with pytest.raises(BadConfig, match=r"not finite at step 6, in epoch 2.*[Ll]ower the learning rate, which is 0\.1"):
        train(net, feed, QUICK, 0)


def test_the_average_lags_behind_the_net(feed, follower):
    nets = [follower(), follower()]
    for net, average in zip(nets, (0.0, 0.99), strict=True):
        train(net, feed, replace(QUICK, epochs=3, average=average), 0)
    start = weights(follower())
    assert 0 < (weights(nets[1]) - start).norm() < (weights(nets[0]) - start).norm()


def test_the_learning_rate_rises_and_falls():
    assert [schedule(done, 0.1) for done in (0.0, 0.05, 0.1, 1.0)] == pytest.approx([0.0, 0.5, 1.0, 0.0])
    assert schedule(0.55, 0.1) == pytest.approx(0.5)
    assert schedule(0.0, 0.0) == 1.0


def test_an_empty_feed_trains_nothing(circle, follower):
    nothing = type(circle)(circle.entries, circle.first, circle.first, 8)
    net = follower()
    assert train(net, Feed(nothing, rows(nothing, 6, 1), 30), QUICK, 0).losses == [0.0] * 12
    assert torch.equal(weights(net), weights(follower()))


def test_a_bar_is_shown_on_a_terminal_alone(feed, follower, monkeypatch, capsys):
    train(follower(), feed, replace(QUICK, epochs=1), 0)
    assert not capsys.readouterr().err
    monkeypatch.setenv("FORCE_COLOR", "1")
    train(follower(), feed, replace(QUICK, epochs=1), 0)
    assert "Training" in capsys.readouterr().err


def test_a_device_that_is_not_there_is_refused():
    assert device("auto").type in {"cpu", "cuda"}
    with pytest.raises(BadConfig, match="no device 'toaster'"):
        device("toaster")
    if not torch.cuda.is_available():
        with pytest.raises(BadConfig, match="no GPU"):
            device("cuda")


def test_where_nothing_was_liked_nothing_is_trained(circle, follower):
    disliked = replace(circle, entries=circle.entries._replace(grades=-circle.entries.grades))
    net = follower()
    assert train(net, Feed(disliked, rows(disliked, 6, 1), 30), QUICK, 0).losses == [0.0] * 12
    assert torch.equal(weights(net), weights(follower()))
