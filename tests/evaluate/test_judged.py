"""Several metrics at several lengths, user by user."""

import numpy as np
import pytest

from frontrow.core import NO_ITEM
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.evaluate.judged import Wanted, at, judged
from frontrow.metrics import Recommended

CATALOGUE = Catalogue.of(Title(item_id=str(item), title=str(item)) for item in range(6))


def shown(lists, targets):
    n = len(lists)
    nothing = Ragged.of([[]] * n)
    return Recommended(np.array(lists, np.int32), Ragged.of(targets), nothing, CATALOGUE, np.ones(6, np.float32))


def test_each_metric_reads_its_own_length():
    found = judged(shown([[0, 1, 2]], [[2]]), [*at(1, "hr", "coverage"), *at(3, "hr")])
    assert found.users["hr@1"].tolist() == [0.0]
    assert found.users["hr@3"].tolist() == [1.0]
    assert found.lists == {"coverage": pytest.approx(1 / 6)}


def test_a_figure_is_reported_under_the_name_asked_for():
    found = judged(shown([[0, NO_ITEM]], [[0, 1, 2, 3]]), [Wanted("recall@2", "recall_of_all", 2), *at(2, "recall")])
    assert found.users["recall@2"].tolist() == [0.5]  # the last of one name stays


def test_recall_of_all_counts_every_target():
    lists = shown([[0, 1], [0, 1], [0, 1]], [[0, 2, 3, 4], [], [1]])
    values = judged(lists, at(2, "recall_of_all", "recall")).users
    assert values["recall_of_all@2"].tolist() == [0.25, pytest.approx(np.nan, nan_ok=True), 1.0]
    assert values["recall@2"].tolist() == [0.5, pytest.approx(np.nan, nan_ok=True), 1.0]
