import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.evaluate.compaction import compaction_loss, shared
from frontrow.models import Queries
from frontrow.models.ease import Ease, EaseModel

RNG = np.random.default_rng(0)


@pytest.fixture
def data(make_data):
    rng = np.random.default_rng(2)
    return make_data([rng.permutation(30)[: rng.integers(2, 12)] for _ in range(60)], 30)


def ask(data):
    histories = Ragged.of([history[:-1] for history in data.histories])
    n = len(histories)
    queries = Queries(histories, np.ones(len(histories.values), np.float32), np.zeros(n), ("",) * n)
    return queries, Ragged.of([history[-1:] for history in data.histories])


def test_keeping_every_weight_loses_nothing(data):
    full = Ease(reg=5.0).fit(data, RNG)
    queries, targets = ask(data)
    loss = compaction_loss(full, full.compact(30), queries, targets, data.catalogue, depth=5)
    assert loss.overlap == 1.0
    assert loss.ndcg == 0.0
    assert loss.error < 1e-6


def test_keeping_fewer_weights_loses_more(data):
    full = Ease(reg=5.0).fit(data, RNG)
    queries, targets = ask(data)
    losses = [compaction_loss(full, full.compact(k), queries, targets, data.catalogue, depth=5) for k in (2, 8, 20)]
    assert losses[0].overlap < losses[1].overlap < losses[2].overlap < 1
    assert losses[0].error > losses[1].error > losses[2].error > 0


def test_the_error_is_the_largest_difference_of_a_score(make_data):
    weights = np.zeros((3, 3), np.float32)
    weights[0, 1:], weights[2, 1] = [0.5, -0.2], 0.3
    full = EaseModel(weights)
    queries = Queries(Ragged.of([[0, 2]]), np.ones(2, np.float32), np.zeros(1), ("",))
    catalogue = make_data([[]], 3).catalogue
    loss = compaction_loss(full, full.compact(1), queries, Ragged.of([[1]]), catalogue, depth=2)
    assert loss.error == pytest.approx(0.3)


def test_shared_titles_are_counted_query_by_query_in_any_order():
    lists, others = np.array([[0, 1, 2], [0, 1, -1]], np.int32), np.array([[2, 0, 5], [2, -1, -1]], np.int32)
    assert shared(lists, others, 6).tolist() == [[True, False, True], [False, False, False]]


def test_without_histories_there_is_nothing_to_lose(data):
    full = Ease(reg=5.0).fit(data, RNG)
    nobody = Queries(Ragged.of([]), np.empty(0, np.float32), np.empty(0), ())
    loss = compaction_loss(full, full.compact(3), nobody, Ragged.of([]), data.catalogue)
    assert np.isnan(loss.overlap)
    assert np.isnan(loss.ndcg)
    assert loss.error == 0.0
