"""A measurement on a world small enough to know the answer."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from benchmarks.chance import Chance
from benchmarks.entries import Ranked
from benchmarks.measure import bounds, by_user, mean, measurement, over_draws
from benchmarks.protocols.split import Log, Protocol, Split, asked, learnt
from benchmarks.quality import add
from benchmarks.report import Report
from benchmarks.ungraded import Ungraded
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.ragged import Ragged
from frontrow.evaluate.judged import at
from frontrow.models.popularity import Popularity

CATALOGUE = Catalogue.of(Title(item_id=str(item), title=str(item), genres=("Drama",)) for item in range(5))


def world(targets, label=""):
    """Return a split in which item 0 is the most played, then 1, 2, 3 and 4, and each of three users has seen 4."""
    plays = [0] * 5 + [1] * 4 + [2] * 3 + [3] * 2 + [4]
    log = Log(
        np.arange(len(plays), dtype=np.int32), np.array(plays, np.int32), np.ones(len(plays), np.float32), np.zeros(15)
    )
    n = len(targets)
    known = Log(np.arange(n, dtype=np.int32), np.full(n, 4, np.int32), np.full(n, 0.2, np.float32), np.zeros(n))
    queries = asked(known, n, np.zeros(n))
    return Split(learnt(log, CATALOGUE, 15), queries, Ragged.of(targets), label=label)


def protocol(*splits, label=""):
    return Protocol("toy", "", lambda folder: iter(splits), at(2, "hr", "ndcg"), k=2, label=label)


POPULAR = Popularity(half_life_days=float("inf"))


def test_popularity_hits_what_is_popular_and_nothing_else():
    toy = protocol(world([[0], [1], [3]]))
    found = measurement(POPULAR, toy, toy.splits(None))
    assert found.values["hr@2"].tolist() == [1, 1, 0]
    assert found.values["ndcg@2"].tolist() == [1, pytest.approx(1 / np.log2(3)), 0]
    assert found.lists["coverage"] == 2 / 5
    assert found.lists["ecs"] == 2.0
    assert found.queries == 3
    assert found.cost.fit_gb > 0


def test_only_candidates_are_ranked_and_what_is_masked_is_not():
    toy = protocol(replace(world([[2], [3]]), candidates=np.array([False, False, True, True, True])))
    assert measurement(POPULAR, toy, toy.splits(None)).values["hr@2"].tolist() == [1, 1]
    masked = protocol(replace(world([[0], [0]]), masked=Ragged.of([[0], []])))
    assert measurement(POPULAR, masked, masked.splits(None)).values["hr@2"].tolist() == [0, 1]


def test_draws_are_averaged_and_their_spread_told():
    toy = protocol(world([[0], [3]]), world([[0], [1]]))
    found = measurement(POPULAR, toy, toy.splits(None))
    assert mean(found.values["hr@2"]) == 0.75
    assert found.spread["hr@2"] == pytest.approx(np.std([0.5, 1.0], ddof=1))


def test_labelled_splits_stand_apart_and_share_a_fit():
    one = world([[0]], "1")
    toy = protocol(one, replace(one, targets=Ragged.of([[3]]), label="3"), label="3")
    found = measurement(POPULAR, toy, toy.splits(None))
    assert (mean(found.values["hr@2/1"]), mean(found.values["hr@2/3"])) == (1.0, 0.0)
    assert toy.deciding == "hr@2/3"


@dataclass(frozen=True)
class Elsewhere:
    """A method whose lists come from another environment."""

    def ranked(self, split, k):
        return Ranked(np.array([[3, 0]] * len(split.targets), np.int32), 7.0, 1.0, 2.0, 3.0)


def test_a_method_of_another_environment_brings_its_lists_and_its_cost():
    toy = protocol(world([[3], [1]]))
    found = measurement(Elsewhere(), toy, toy.splits(None))
    assert found.values["hr@2"].tolist() == [1, 0]
    assert found.cost == (7.0, 1.0, 2.0, 3.0)


def test_several_queries_of_a_user_count_as_one_user_and_the_mean_stays():
    values, users = np.array([1.0, 0.0, 1.0, np.nan, 0.5]), np.array([0, 0, 1, 1, 3])
    found = by_user(values, users)
    assert len(found) == 4
    assert np.isnan(found[2])
    assert np.nanmean(found) == pytest.approx(np.nanmean(values))
    assert by_user(values, None) is values


def test_the_mean_over_draws_is_of_each_draws_own_users():
    draws = [np.array([1.0, 0.0, np.nan, np.nan]), np.array([1.0, 1.0, 0.0, np.nan])]
    found = over_draws(draws)
    assert np.nanmean(found) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert np.isnan(found).tolist() == [False, False, False, True]
    one = np.array([0.25, np.nan, 1.0])
    assert np.array_equal(over_draws([one]), one, equal_nan=True)


def test_draws_of_other_users_count_each_user_once():
    first, second = (
        replace(world([[0], [3]]), users=np.array([0, 1])),
        replace(world([[0], [1]]), users=np.array([2, 3])),
    )
    toy = protocol(first, second)
    found = measurement(POPULAR, toy, toy.splits(None)).values["hr@2"]
    assert found.tolist() == [1.25, 0.25, 0.75, 0.75]  # by hand: (m₁ + m₂) / 2 + (v − m) of each user's own draw
    assert mean(found) == 0.75


def test_bounds_of_nobody_are_not_defined():
    assert np.isnan(bounds(np.array([np.nan]))).all()
    assert np.isnan(mean(np.array([np.nan])))
    told = bounds(np.array([0.0, 1.0] * 50))
    assert told.low < told.value == 0.5 < told.high
    assert told.error == pytest.approx(0.05)


def test_figures_are_told_with_interval_error_and_spread():
    toy = protocol(world([[0], [3]]), world([[0], [1]]))
    report = Report(json=False)
    add("toy/popularity", measurement(POPULAR, toy, toy.splits(None)), report, {"hr@2"})
    names = {figure.metric for figure in report.figures}
    assert {"hr@2", "hr@2_low", "hr@2_high", "hr@2_se", "hr@2_sd", "coverage", "fit_cpu_s", "score_us"} <= names
    assert "ndcg@2_low" not in names


def test_a_figure_that_nobody_has_is_left_out():
    split = world([[0]])
    nothing = replace(split.queries, histories=Ragged.of([[]]), weights=np.zeros(0, np.float32), at=None)
    toy = protocol(replace(split, queries=nothing))
    report = Report(json=False)
    add("toy/popularity", measurement(POPULAR, toy, toy.splits(None)), report, {"hr@2"})
    assert "c_kl" not in {figure.metric for figure in report.figures}


@dataclass(frozen=True)
class Weighing:
    """Learns the sum of the grades and scores by the weights of the query."""

    def fit(self, data, rng):
        return replace(self) if data.grades.sum() == len(data.grades) else None

    def scores(self, queries):
        return queries.weights[:, None]


def test_without_grades_every_weight_is_one():
    split = world([[0], [1]])
    half = replace(split.data, grades=np.full(15, 0.5, np.float32))
    model = Ungraded(Weighing()).fit(half, np.random.default_rng(0))
    assert model.scores(split.queries).tolist() == [[1.0], [1.0]]


def test_chance_is_the_same_again_and_not_the_same_for_all():
    model = Chance().fit(world([[0]]).data, np.random.default_rng(0))
    queries = world([[0], [1]]).queries
    assert np.array_equal(model.scores(queries), model.scores(queries))
    assert not np.array_equal(*model.scores(queries))
