import numpy as np
import pytest

from frontrow.data.feedback import feedback
from frontrow.data.signals import Quantiles, Weights


@pytest.fixture
def only(columns, catalogue):
    """Return the feedback of events about one title."""

    def made(*rows, **settings):
        found = feedback(columns(*rows), catalogue, Weights(**settings), Quantiles())
        assert len(found) == 1
        return found

    return made


def test_one_entry_a_user_and_title(columns, catalogue):
    found = feedback(
        columns(
            ("rating", "short", 1.0),
            ("hide", "film", 2.0, {"user_id": "v"}),
            ("thumb", "film", 3.0),
            ("list", "short", 4.0),
            ("search", "", 5.0, {"text": "war"}),
            ("impression", "film", 6.0),
            ("rating", "gone", 7.0),
        ),
        catalogue,
    )
    pairs = [(found.users[user], catalogue[item].item_id) for user, item in zip(found.user, found.item, strict=True)]
    assert pairs == [("u", "film"), ("u", "short"), ("v", "film")]
    assert found.in_history.tolist() == [True, True, False]
    assert found.watched.tolist() == [False, True, False]
    assert len(found) == 3


def test_completion_is_the_seconds_of_all_playbacks_over_the_runtime(only, watched):
    found = only(*watched("film", 0.0, 1500.0), *watched("film", 9000.0, 3000.0, end=4500.0))
    assert found.watching.completion.tolist() == [0.75]
    assert found.watching.seconds.tolist() == [4500.0]
    assert (found.watching.plays[0], found.watching.views[0]) == (2, 2)


def test_completion_is_at_most_one(only, watched):
    assert only(*watched("short", 0.0, 900.0)).watching.completion.tolist() == [1.0]


def test_completion_of_a_series_is_the_mean_of_the_episodes_watched(only, watched):
    rows = [*watched("series", 0.0, 1000.0, episode_id="e0"), *watched("series", 2000.0, 500.0, episode_id="e1")]
    found = only(*rows)
    assert found.watching.completion.tolist() == [0.75]
    assert not found.watching.finished[0]


def test_completion_is_unknown_without_a_runtime(only, watched):
    found = only(*watched("endless", 0.0, 1000.0))
    assert np.isnan(found.watching.completion[0])
    assert not found.watching.abandoned[0]
    assert found.grade.tolist() == pytest.approx([Weights().play])


def test_abandoned_is_stopped_early_and_not_resumed(only, watched):
    assert only(*watched("film", 0.0, 500.0)).watching.abandoned.tolist() == [True]
    assert only(*watched("film", 0.0, 600.0)).watching.abandoned.tolist() == [False]
    assert only(*watched("film", 0.0, 200.0), *watched("film", 900.0, 200.0)).watching.abandoned.tolist() == [False]
    assert only(*watched("film", 0.0, 500.0)[:2]).watching.abandoned.tolist() == [False], "it may still go on"


def test_abandonment_outweighs_the_play(only, watched):
    assert only(*watched("film", 0.0, 300.0)).grade[0] < 0


def test_watching_again_counts_what_comes_after_the_first_time(only, watched):
    thrice = [row for n in range(3) for row in watched("film", n * 10_000.0, 6000.0)]
    assert only(*thrice).watching.rewatched.tolist() == [2.0]
    assert only(*thrice[:3]).watching.rewatched.tolist() == [0.0]


def test_reopening_the_credits_is_not_watching_again(only, watched):
    found = only(*watched("film", 0.0, 6000.0), *watched("film", 9000.0, 10.0, end=6000.0))
    assert found.watching.rewatched.tolist() == [0.0]
    assert found.watching.finished.tolist() == [True]


def test_an_episode_watched_again_counts_by_its_share_of_the_series(only, watched):
    rows = [
        row for at, e in [(0, "e0"), (5000, "e1"), (9000, "e0")] for row in watched("series", at, 1000.0, episode_id=e)
    ]
    assert only(*rows).watching.rewatched.tolist() == [0.5]


def test_a_series_is_finished_with_its_last_episode(only, watched):
    assert only(*watched("series", 0.0, 990.0, episode_id="e2")).watching.finished.tolist() == [True]
    assert only(*watched("series", 0.0, 990.0, episode_id="e1")).watching.finished.tolist() == [False]
    assert only(*watched("series", 0.0, 990.0)).watching.finished.tolist() == [False]


def test_the_latest_opinion_stands_whatever_the_order_of_arrival(only):
    found = only(
        ("thumb", "film", 30.0, {"value": 2.0}),
        ("thumb", "film", 10.0, {"value": -1.0}),
        ("rating", "film", 20.0, {"value": 4.5}),
        ("rating", "film", 15.0, {"value": 1.0}),
        ("list", "film", 5.0),
        ("list", "film", 6.0, {"value": 0.0}),
        ("hide", "film", 8.0, {"value": 0.0}),
        ("hide", "film", 7.0),
    )
    assert found.opinions.thumb.tolist() == [2]
    assert found.opinions.rating.value.tolist() == [4.5]
    assert not found.opinions.is_listed[0]
    assert not found.opinions.hidden[0]
    assert (found.latest.at[0], found.latest.order[0]) == (30.0, 0)


def test_of_two_opinions_of_one_moment_the_later_in_the_log_stands(only):
    rows = [("thumb", "film", 1.0, {"value": value}) for value in (1.0, -1.0, 0.0)]
    assert only(*rows).opinions.thumb.tolist() == [0]
    assert only(*rows[::-1]).opinions.thumb.tolist() == [1]


def test_a_withdrawn_thumb_leaves_no_history(only):
    assert not only(("thumb", "film", 1.0), ("thumb", "film", 2.0, {"value": 0.0})).in_history[0]


def test_the_grade_is_the_weighted_sum_of_the_components(only, watched):
    rows = [*watched("film", 0.0, 3000.0), ("thumb", "film", 9000.0), ("rating", "film", 9000.0, {"value": 4.0})]
    found = only(*rows, ("list", "film", 9000.0), play=1.0, completion=10.0, quantile=100.0, thumb_up=1000.0,
                 rating=10_000.0, neutral_rating=3.0, listed=100_000.0)  # fmt: skip
    assert found.quantile.tolist() == [0.5]
    assert found.grade.tolist() == [1.0 + 5.0 + 50.0 + 1000.0 + 10_000.0 + 100_000.0]


@pytest.mark.parametrize(("stars", "low", "high"), [(5, 1, 2), (4, 0.5, 1), (3, 0, 0.5), (2, -0.5, 0), (0.5, -2, -0.5)])
def test_stars_grade_films_liked_above_and_disliked_below_zero(only, stars, low, high):
    assert low <= only(("rating", "film", 1.0, {"value": stars})).grade[0] <= high


def test_a_thumb_down_outweighs_having_watched_it_all(only, watched):
    assert only(*watched("film", 0.0, 6000.0), ("thumb", "film", 9000.0, {"value": -1.0})).grade[0] < 0


def test_a_film_watched_to_its_end_grades_one(only, watched):
    assert only(*watched("film", 0.0, 6000.0)).grade.tolist() == pytest.approx([1.0])


def test_a_small_batch_ranks_a_completion_at_itself_and_a_large_one_among_its_own(columns, catalogue, watched):
    rows = [
        (kind, item, at, {**fields, "user_id": f"u{n}"})
        for n in range(10)
        for kind, item, at, fields in watched("film", 0.0, 600.0 * (n + 1))
    ]
    few = feedback(columns(*rows), catalogue, Weights(quantiles_from=11))
    many = feedback(columns(*rows), catalogue, Weights(quantiles_from=10))
    assert few.quantile.tolist() == few.watching.completion.tolist()
    assert not len(few.quantiles.levels)
    assert np.all(np.diff(many.quantile) > 0)
    assert many.quantile.tolist() == pytest.approx([0.05 + 0.1 * n for n in range(10)], abs=0.06)
    assert feedback(columns(*rows[:3]), catalogue, Weights(), many.quantiles).quantile[0] == many.quantile[0]


def test_no_events_have_no_feedback(columns, catalogue):
    assert len(feedback(columns(), catalogue)) == 0
    assert len(feedback(columns(("search", "", 1.0)), catalogue)) == 0


@pytest.mark.parametrize(
    ("kind", "wrong", "nearest"),
    [("stop", -1e9, 0.0), ("stop", 1e9, 24_000.0), ("rating", 1e9, 5.0), ("rating", -9.0, 0.5), ("thumb", 5.0, 2.0)],
)
def test_a_value_that_cannot_be_counts_as_the_nearest_that_can(only, kind, wrong, nearest):
    found, right = (only((kind, "film", 1.0, {"value": value})) for value in (wrong, nearest))
    assert found.grade.tolist() == right.grade.tolist()
    assert found.watching.seconds.tolist() == right.watching.seconds.tolist()
