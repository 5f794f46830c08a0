from dataclasses import dataclass

import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.errors import BadInput
from frontrow.evaluate.offline import evaluate
from frontrow.models import Queries


@dataclass(frozen=True)
class InOrder:
    """Likes the first titles of the catalogue best."""

    n_items: int

    def scores(self, queries):
        return np.tile(-np.arange(self.n_items, dtype=np.float32), (len(queries.histories), 1))


def asked(histories):
    ragged = Ragged.of(histories)
    n = len(histories)
    return Queries(ragged, np.ones(len(ragged.values), np.float32), np.zeros(n), ("",) * n)


@pytest.fixture
def catalogue(make_data):
    return make_data([[]], 6).catalogue


def test_figures_are_means_over_the_users_they_are_defined_for(catalogue):
    targets = Ragged.of([[1], [5], []])
    found = evaluate(InOrder(6), asked([[0], [], [3]]), targets, catalogue, ("hr", "recall", "coverage", "ecs"), k=2)
    assert found["hr@2"].value == 0.5
    assert found["hr@2"].users == 2
    assert found["recall@2"].value == 0.5
    assert found["coverage"].value == 3 / 6  # lists: 1 2, 0 1, 0 1
    assert found["coverage"].low == found["coverage"].high == 0.5


def test_the_interval_holds_the_value(catalogue):
    targets = Ragged.of([[1], [5], [0], [4]])
    found = evaluate(InOrder(6), asked([[]] * 4), targets, catalogue, ("hr",), k=2, rng=np.random.default_rng(0))
    assert found["hr@2"].low < found["hr@2"].value == 0.5 < found["hr@2"].high


def test_popularity_is_counted_in_the_histories_unless_plays_are_given(catalogue):
    queries, targets = asked([[5], [5]]), Ragged.of([[0], [0]])
    assert evaluate(InOrder(6), queries, targets, catalogue, ("arp",), k=1)["arp"].value == 0
    plays = np.full(6, 3, np.float32)
    assert evaluate(InOrder(6), queries, targets, catalogue, ("arp",), k=1, plays=plays)["arp"].value == 3


def test_a_metric_defined_for_nobody_is_not_a_number(catalogue):
    found = evaluate(InOrder(6), asked([[]]), Ragged.of([[]]), catalogue, ("ndcg",))["ndcg@10"]
    assert np.isnan(found.value)
    assert found.users == 0


def test_an_unknown_metric_is_refused_by_name(catalogue):
    with pytest.raises(BadInput, match=r"'auc'.*Known are ndcg"):
        evaluate(InOrder(6), asked([[]]), Ragged.of([[]]), catalogue, ("auc",))


def test_each_query_needs_its_targets(catalogue):
    with pytest.raises(BadInput, match="2 lists of targets for 1 queries"):
        evaluate(InOrder(6), asked([[]]), Ragged.of([[], []]), catalogue)
