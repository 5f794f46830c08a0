"""Models beside each other on the same days."""

from dataclasses import dataclass

import numpy as np
import pytest

from frontrow.data.ragged import Ragged
from frontrow.evaluate.held_out import HeldOut
from frontrow.evaluate.leaderboard import BASELINES, DECIDING, leaderboard
from frontrow.models import Queries
from frontrow.models.ease import Ease

N_USERS, N_ITEMS = 12, 20


@dataclass(frozen=True)
class Fixed:
    """Ranks the titles of one order for everybody, whatever it is fitted on."""

    order: tuple[int, ...]

    def fit(self, data, rng):
        return self

    def scores(self, queries):
        row = np.full(N_ITEMS, -1.0, np.float32)
        row[list(self.order)] = np.arange(len(self.order), 0, -1)
        return np.tile(row, (len(queries.histories), 1))


@pytest.fixture
def past(make_data):
    return make_data([[0, 1]] * N_USERS, N_ITEMS, genres=[["Drama"]] * 10 + [["Crime"]] * 10)


@pytest.fixture
def part(past):
    queries = Queries(
        past.histories, np.ones(2 * N_USERS, np.float32), np.full(N_USERS, past.now), ("",) * N_USERS, past.at
    )
    return HeldOut(past.catalogue, queries, Ragged.of([[5]] * N_USERS), np.arange(N_USERS, dtype=np.int32))


def test_the_best_comes_first_and_is_compared_with_the_second(past, part):
    learners = {"second": Fixed((4, 5)), "best": Fixed((5,)), "worst": Fixed((19,))}
    best, second, worst = leaderboard(learners, past, part)
    assert [best.model, second.model, worst.model] == ["best", "second", "worst"]
    assert best.figures[DECIDING].value == 1.0
    assert second.figures[DECIDING].value == pytest.approx(1 / np.log2(3))
    assert best.against.model == "second"
    assert second.against.model == "best"
    assert best.against.difference.mean == pytest.approx(1 - 1 / np.log2(3))
    assert best.against.difference.mean == pytest.approx(-second.against.difference.mean)
    assert best.against.difference.users == N_USERS


def test_every_metric_stands_with_its_interval_and_its_users(past, part):
    (row,) = leaderboard({"alone": Fixed((5, 6))}, past, part)
    assert set(row.figures) == {DECIDING, "recall@10", "hr@10", "coverage", "ecs", "popularity_lift", "c_kl"}
    assert row.figures["hr@10"].users == N_USERS
    assert row.figures["hr@10"].low == row.figures["hr@10"].high == 1.0
    assert row.against is None


def test_without_genres_calibration_is_left_out(make_data, part):
    past = make_data([[0, 1]] * N_USERS, N_ITEMS)
    (row,) = leaderboard({"alone": Fixed((5,))}, past, part._replace(catalogue=past.catalogue))
    assert "c_kl" not in row.figures


def test_popularity_is_always_there_to_beat(past, part):
    steps = []
    rows = leaderboard(dict(BASELINES), past, part, progress=steps.append)
    assert {row.model for row in rows} == {"popularity, all time", "popularity, 7 days"}
    assert "fitting popularity, 7 days, without the last days" in steps


def test_the_same_seed_gives_the_same_intervals(past, part):
    learners = {"one": Fixed((5,)), "other": Fixed((3, 5))}
    assert [row.against for row in leaderboard(learners, past, part, seed=3)] == [
        row.against for row in leaderboard(learners, past, part, seed=3)
    ]


def test_a_model_too_large_for_its_memory_has_no_row(past, part):
    said = []
    board = leaderboard({"a": Fixed((2, 3)), "b": Ease(max_gb=1e-9)}, past, part, progress=said.append)
    assert [row.model for row in board] == ["a"]
    assert any(step.startswith("leaving out b: a catalogue of 20 titles") for step in said)
