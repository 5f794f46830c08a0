"""Every metric on one table that can be checked by hand, and its bounds on random ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.metrics import Recommended
from frontrow.metrics.arp import arp
from frontrow.metrics.c_kl import c_kl, genre_shares
from frontrow.metrics.coverage import coverage
from frontrow.metrics.ecs import ecs, effective_size
from frontrow.metrics.hr import hr
from frontrow.metrics.ndcg import ndcg
from frontrow.metrics.popularity_lift import popularity_lift
from frontrow.metrics.recall import recall
from frontrow.metrics.registry import LISTS_METRICS, USER_METRICS, key

NAN = float("nan")
N_ITEMS = 8
# genres: 0, 1 comedy; 2 comedy and drama; 3, 4 drama; 5 horror; 6, 7 none
GENRES = [("Comedy",), ("Comedy",), ("Comedy", "Drama"), ("Drama",), ("Drama",), ("Horror",), (), ()]
CATALOGUE = Catalogue.of(Title(item_id=str(i), title=str(i), genres=g) for i, g in enumerate(GENRES))
PLAYS = np.array([10, 8, 6, 4, 2, 1, 0, 0], np.float32)


def shown(lists, targets, histories):
    return Recommended(np.array(lists, np.int32), Ragged.of(targets), Ragged.of(histories), CATALOGUE, PLAYS)


# user 0: hits at ranks 1 and 3 of 4 targets; user 1: no hit; user 2: no targets, a short list; user 3: nothing at all
TABLE = shown(
    lists=[[0, 1, 2], [3, 4, 5], [0, -1, -1], [-1, -1, -1]],
    targets=[[2, 0, 6, 7], [0], [], [1]],
    histories=[[3, 4], [0, 2], [6], []],
)


def about(*expected):
    return pytest.approx(list(expected), nan_ok=True)


def test_hits_are_places_that_hold_a_target():
    assert TABLE.hits.tolist() == [[True, False, True], [False] * 3, [False] * 3, [False] * 3]


def test_hit_rate():
    assert hr(TABLE).tolist() == about(1, 0, NAN, 0)


def test_recall_is_over_the_targets_that_fit_the_list():
    assert recall(TABLE).tolist() == about(2 / 3, 0, NAN, 0)


def test_ndcg_discounts_by_the_logarithm_of_the_rank():
    ideal = 1 + 1 / np.log2(3) + 1 / 2
    assert ndcg(TABLE).tolist() == about((1 + 1 / 2) / ideal, 0, NAN, 0)


def test_average_popularity_is_of_the_titles_shown():
    assert arp(TABLE).tolist() == about(8, 7 / 3, 10, NAN)


def test_popularity_lift_is_against_the_history():
    assert popularity_lift(TABLE).tolist() == about(8 / 3 - 1, (7 / 3) / 8 - 1, NAN, NAN)


def test_a_title_is_split_evenly_among_its_genres():
    shares = genre_shares(Ragged.of([[0, 2], [5, 6], [7], []]), CATALOGUE)
    assert CATALOGUE.genres.names == ("Comedy", "Drama", "Horror")
    assert shares.tolist() == [[0.75, 0.25, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0]]


def test_calibration_is_the_divergence_from_the_history():
    first = np.log(1 / (0.99 * (0.5 / 3) + 0.01))  # all drama, a sixth of the list is
    comedy, drama = 0.75, 0.25
    second = comedy * np.log(1 / 0.01) + drama * np.log(drama / (0.99 * 2 / 3 + 0.01 * drama))
    assert c_kl(TABLE).tolist() == about(first, second, NAN, NAN)


def test_coverage_is_the_share_of_titles_shown_to_anybody():
    assert coverage(TABLE) == 6 / 8
    assert coverage(shown([[-1]], [[]], [[]])) == 0


def test_effective_size_of_hand_made_shares():
    assert effective_size(np.array([0, 7, 0])) == 1
    assert effective_size(np.array([3, 3, 3, 3])) == pytest.approx(4)
    assert effective_size(np.array([1, 3])) == pytest.approx(2 * (0.75 + 2 * 0.25) - 1)
    assert effective_size(np.zeros(3)) == 0


def test_effective_catalogue_size_counts_places():
    assert ecs(TABLE) == pytest.approx(2 * (2 + 2 + 3 + 4 + 5 + 6) / 7 - 1)


def test_ranked_metrics_are_reported_with_their_depth():
    assert [key(name, 10) for name in ("ndcg", "coverage", "c_kl")] == ["ndcg@10", "coverage", "c_kl"]


rows = st.lists(
    st.tuples(
        st.permutations(range(N_ITEMS)).map(lambda order: list(order[:3])),
        st.lists(st.integers(0, N_ITEMS - 1), unique=True),
        st.lists(st.integers(0, N_ITEMS - 1), unique=True),
    ),
    min_size=1,
    max_size=5,
)
BOUNDS = {
    "ndcg": 1,
    "hr": 1,
    "recall": 1,
    "recall_of_all": 1,
    "c_kl": np.log(100),
    "arp": 10,
    "popularity_lift": np.inf,
}


@given(rows)
def test_every_metric_keeps_its_bounds(table):
    lists = shown(*map(list, zip(*table, strict=True)))
    for name, metric in USER_METRICS.items():
        found = metric(lists)
        assert found.shape == (len(table),)
        assert np.all(
            np.isnan(found) | ((found >= (-1 if name == "popularity_lift" else 0)) & (found <= BOUNDS[name] + 1e-9))
        )
    assert 0 < LISTS_METRICS["coverage"](lists) <= 1
    assert 1 <= LISTS_METRICS["ecs"](lists) <= N_ITEMS + 1e-9


@given(rows)
def test_a_list_of_targets_is_perfect_and_one_without_is_worthless(table):
    lists = [row[0] for row in table]
    perfect = shown(lists, lists, lists)
    for metric in (hr, recall, ndcg):
        assert metric(perfect).tolist() == pytest.approx([1.0] * len(table))
    others = [[i for i in range(N_ITEMS) if i not in one] for one in lists]
    for metric in (hr, recall, ndcg):
        assert metric(shown(lists, others, lists)).tolist() == [0.0] * len(table)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6))
def test_a_list_of_the_history_is_calibrated(history):
    same = shown([history], [[]], [history])
    assert c_kl(same)[0] == pytest.approx(0, abs=1e-9)
