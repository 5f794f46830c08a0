from dataclasses import dataclass

import numpy as np

from benchmarks.explored import ExploredModel
from frontrow.data.ragged import Ragged
from frontrow.evaluate.ranking import ranked
from frontrow.models import Queries

N = 40


@dataclass(frozen=True)
class Falling:
    """Ranks titles in catalogue order."""

    def scores(self, queries):
        return np.tile(-np.arange(N, dtype=np.float32), (len(queries.histories), 1))


def lists(place, pool, n=60):
    histories = Ragged.of([[0, 1]] * n)
    queries = Queries(histories, np.ones(2 * n, np.float32), np.arange(n, dtype=np.float64), ("",) * n)
    return ranked(ExploredModel(Falling(), place, pool), queries, 5)


def test_the_places_before_stay_as_they_are_ranked():
    assert (lists(4, 20)[:, :3] == [2, 3, 4]).all()


def test_the_place_goes_to_what_was_shown_least_of_the_best_that_are_not_watched():
    # by hand: 5 is shown first; then 6 … 21 are as new; then all were shown once, and 5 is the best again
    assert lists(4, 20, 20)[:, 3].tolist() == [*range(5, 22), 5, 6, 7]


def test_the_titles_passed_over_follow():
    for row in lists(4, 20):
        assert row[4] == (6 if row[3] == 5 else 5)


def test_the_same_queries_get_the_same_lists():
    assert np.array_equal(lists(5, 20), lists(5, 20))


def test_a_pool_that_ends_at_the_place_changes_nothing():
    assert (lists(4, 4) == [2, 3, 4, 5, 6]).all()
