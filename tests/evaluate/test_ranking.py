from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.ragged import Ragged
from frontrow.evaluate import ranking
from frontrow.evaluate.ranking import cut, ranked
from frontrow.models import Queries


@dataclass(frozen=True)
class Table:
    """A model whose scores of query q stand in row ``now[q]``."""

    rows: np.ndarray

    def scores(self, queries):
        return self.rows[queries.now.astype(int)]


def asked(histories):
    ragged = Ragged.of(histories)
    n = len(histories)
    return Queries(ragged, np.ones(len(ragged.values), np.float32), np.arange(n, dtype=float), ("",) * n)


def test_the_best_stand_first_and_equals_in_catalogue_order():
    model = Table(np.array([[1, 3, 3, 2, 3]], np.float32))
    assert ranked(model, asked([[]]), 4).tolist() == [[1, 2, 4, 3]]


def test_the_history_is_left_out_and_a_short_list_ends_in_minus_one():
    model = Table(np.array([[1, 3, 2], [1, 3, 2]], np.float32))
    assert ranked(model, asked([[1], [0, 1, 2]]), 3).tolist() == [[2, 0, -1], [-1, -1, -1]]


def test_other_titles_than_the_history_can_be_masked():
    model = Table(np.array([[1, 3, 2]], np.float32))
    assert ranked(model, asked([[1]]), 2, masked=Ragged.of([[2]])).tolist() == [[1, 0]]


def test_the_scores_of_a_model_are_not_written_to():
    model = Table(np.array([[1, 3, 2]], np.float32))
    ranked(model, asked([[1]]), 2)
    assert model.rows.tolist() == [[1, 3, 2]]


def test_a_part_of_the_queries_keeps_their_own_histories():
    part = cut(asked([[1], [2, 3], [], [4]]), slice(1, 3))
    assert [list(h) for h in part.histories] == [[2, 3], []]
    assert len(part.weights) == 2
    assert part.now.tolist() == [1, 2]
    assert part.country == ("", "")


scores = st.lists(st.lists(st.integers(-3, 3), min_size=6, max_size=6), min_size=1, max_size=5)


@given(scores, st.integers(1, 8), st.integers(1, 6))
def test_ranking_in_blocks_equals_a_stable_sort(rows, k, block):
    table = np.array(rows, np.float32)
    histories = [[q % 6] for q in range(len(rows))]
    found = ranked(Table(table), asked(histories), k, block=block)
    for query, row in enumerate(table):
        order = [i for i in np.argsort(-row, kind="stable") if i != query % 6]
        assert found[query].tolist() == (order + [-1] * k)[:k]


@pytest.mark.parametrize("k", [1, 3])
def test_the_kernel_says_the_same_uncompiled(k):
    table = np.array([[1, 3, 3, -np.inf, 5], [-np.inf] * 5], np.float32)
    lists = np.full((2, k), -1, np.int32)
    ranking.select.py_func(table, np.empty(k, np.float32), lists)
    assert lists.tolist() == [[4, 1, 2][:k], [-1] * k]


def test_only_candidates_are_ranked():
    candidates = np.array([False, True, True, False])
    model = Table(np.array([[4.0, 3.0, 2.0, 1.0]], np.float32))
    assert ranked(model, asked([[1]]), 3, candidates=candidates).tolist() == [[2, -1, -1]]
