import numpy as np
import pytest

from frontrow.data.profile import profile
from frontrow.data.signals import Quantiles, Weights

FILM, SHORT, ENDLESS, SERIES, OTHER = range(5)


@pytest.fixture
def state(columns, catalogue):
    return lambda *rows, **more: profile(columns(*rows), catalogue, **more)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (119.0, []),
        (120.0, [(FILM, -1, 120.0, 6000.0)]),
        (5699.0, [(FILM, -1, 5699.0, 6000.0)]),
        (5700.0, []),
        (6000.0, []),
    ],
)
def test_a_film_resumes_where_it_was_left_between_two_minutes_and_95_percent(state, watched, end, expected):
    assert [tuple(one)[:4] for one in state(*watched("film", 50.0, end)).resume] == expected


def test_the_last_playback_tells_where_a_film_stands(state, watched):
    rows = [*watched("film", 0.0, 3000.0), *watched("film", 9000.0, 500.0, end=1000.0)]
    (one,) = state(*rows).resume
    assert (one.position, one.at) == (1000.0, 9500.0)


def test_a_film_opened_from_the_start_for_a_moment_stays_where_it_was(state, watched):
    (one,) = state(*watched("film", 0.0, 3000.0), *watched("film", 9000.0, 5.0)).resume
    assert (one.position, one.at) == (3000.0, 3000.0)


@pytest.mark.parametrize("fields", [{}, {"play_id": "new"}, {"play_id": "new", "position": 4000.0}])
def test_what_only_began_moves_nothing(state, watched, fields):
    (one,) = state(*watched("film", 0.0, 3000.0), ("play", "film", 9000.0, fields)).resume
    assert (one.position, one.at) == (3000.0, 3000.0)
    assert state(("play", "film", 9000.0, fields)).resume == ()


def test_playing_on_without_saying_where_loses_nothing(state, watched):
    (one,) = state(
        *watched("film", 0.0, 3000.0, play_id="a"), ("play", "film", 9000.0, {"play_id": "a", "position": 0.0})
    ).resume
    assert one.position == 3000.0


def test_a_film_without_a_runtime_can_be_resumed_at_any_position(state, watched):
    assert [one.position for one in state(*watched("endless", 0.0, 9999.0)).resume] == [9999.0]


@pytest.mark.parametrize(
    ("episode", "end", "expected"),
    [
        ("e0", 500.0, [(SERIES, 0, 500.0, 1000.0)]),
        ("e0", 949.0, [(SERIES, 0, 949.0, 1000.0)]),
        ("e0", 950.0, [(SERIES, 1, 0.0, 1000.0)]),
        ("e1", 1000.0, [(SERIES, 2, 0.0, 1000.0)]),
        ("e2", 1000.0, []),
        ("e0", 100.0, []),
        ("", 500.0, []),
    ],
)
def test_a_series_resumes_in_its_episode_or_at_the_next(state, watched, episode, end, expected):
    resume = state(*watched("series", 0.0, end, episode_id=episode)).resume
    assert [tuple(one)[:4] for one in resume] == expected


@pytest.mark.parametrize(
    ("second", "expected"), [(400.0, (SERIES, 1, 400.0)), (60.0, (SERIES, 1, 0.0)), (1000.0, (SERIES, 1, 0.0))]
)
def test_the_credits_of_an_earlier_episode_lead_to_where_the_next_was_left(state, watched, second, expected):
    rows = [
        *watched("series", 0.0, 1000.0, episode_id="e0"),
        *watched("series", 2000.0, second, episode_id="e1"),
        *watched("series", 5000.0, 3.0, end=1000.0, episode_id="e0"),
    ]
    ((*standing, _, at),) = state(*rows).resume
    assert (tuple(standing), at) == (expected, 5003.0)


def test_of_the_next_episode_the_last_playback_tells(state, watched):
    rows = [
        *watched("series", 0.0, 600.0, episode_id="e1"),
        *watched("series", 2000.0, 1000.0, episode_id="e1"),
        *watched("series", 4000.0, 200.0, episode_id="e1"),
        *watched("short", 4500.0, 600.0),
        *watched("series", 5000.0, 3.0, end=1000.0, episode_id="e0"),
    ]
    assert [one[:3] for one in state(*rows).resume] == [(SERIES, 1, 200.0)]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(100.0, []), (500.0, [(SERIES, 0, 500.0)]), (949.0, [(SERIES, 0, 949.0)]), (950.0, [(SERIES, 1, 0.0)])],
)
def test_a_client_that_gives_no_positions_stands_where_its_seconds_reach(state, seconds, expected):
    play = {"play_id": "a", "episode_id": "e0"}
    rows = [("play", "series", 0.0, play), ("stop", "series", seconds, {**play, "value": seconds})]
    assert [one[:3] for one in state(*rows).resume] == expected


def test_a_playback_that_does_not_say_which_episode_moves_no_series(state, watched):
    rows = [*watched("series", 0.0, 500.0, episode_id="e1"), *watched("series", 2000.0, 300.0)]
    assert [one[:3] for one in state(*rows).resume] == [(SERIES, 1, 500.0)]


def test_a_film_watched_to_its_end_leaves_and_a_glance_does_not_bring_it_back(state, watched):
    assert state(*watched("film", 0.0, 5900.0), *watched("film", 9000.0, 5.0)).resume == ()


def test_as_many_seconds_as_there_are_to_watch_end_a_film(state, watched):
    assert state(*watched("film", 0.0, 5800.0, end=5000.0)).resume == ()


def test_a_glance_at_another_episode_does_not_move_a_series(state, watched):
    rows = [*watched("series", 0.0, 1000.0, episode_id="e0"), *watched("series", 2000.0, 60.0, episode_id="e1")]
    assert [one[:3] for one in state(*rows).resume] == [(SERIES, 1, 0.0)]


def test_going_back_to_an_earlier_episode_moves_a_series_there(state, watched):
    rows = [*watched("series", 0.0, 900.0, episode_id="e2"), *watched("series", 2000.0, 300.0, episode_id="e0")]
    assert [one[:3] for one in state(*rows).resume] == [(SERIES, 0, 300.0)]


def test_a_series_whose_episodes_have_no_runtime_stands_where_it_was_left(state, watched):
    assert [tuple(one)[:4] for one in state(*watched("other", 0.0, 900.0, episode_id="e0")).resume] == [
        (OTHER, 0, 900.0, 0.0)
    ]


def test_resume_is_newest_first_with_one_card_a_title(state, watched):
    rows = [
        *watched("series", 0.0, 500.0, episode_id="e0"),
        *watched("film", 3000.0, 500.0),
        *watched("series", 6000.0, 500.0, episode_id="e1"),
        *watched("short", 5000.0, 300.0),
    ]
    assert [one[:2] for one in state(*rows).resume] == [(SERIES, 1), (SHORT, -1), (FILM, -1)]


@pytest.mark.parametrize(("kind", "value"), [("hide", 1.0), ("thumb", -1.0)])
def test_an_unwanted_title_is_hidden_and_leaves_resume(state, watched, kind, value):
    found = state(*watched("film", 0.0, 500.0), (kind, "film", 900.0, {"value": value}))
    assert (found.hidden.tolist(), found.resume) == ([FILM], ())
    back = state(
        *watched("film", 0.0, 500.0), (kind, "film", 900.0, {"value": value}), (kind, "film", 901.0, {"value": 0.0})
    )
    assert (back.hidden.tolist(), len(back.resume)) == ([], 1)


def test_history_is_what_was_played_rated_or_thumbed_newest_last(state, watched):
    found = state(
        ("thumb", "short", 50.0, {"value": -1.0}),
        *watched("film", 0.0, 10.0),
        ("list", "other", 60.0),
        ("rating", "series", 40.0, {"value": 5.0}),
        ("hide", "endless", 70.0),
    )
    assert found.history.tolist() == [FILM, SERIES, SHORT]
    assert found.watched_at.tolist() == [10.0, 40.0, 50.0]
    assert found.weights[1] > 0 > found.weights[2]
    assert found.watched.tolist() == [FILM, SERIES]
    assert sorted(found.hidden.tolist()) == [SHORT, ENDLESS]
    assert found.thumbs == {SHORT: -1}


def test_titles_of_one_moment_are_in_the_order_of_the_log(state):
    rows = [("rating", item, 5.0, {"value": 4.0}) for item in ("series", "film", "short")]
    assert state(*rows).history.tolist() == [SERIES, FILM, SHORT]
    assert state(*rows[::-1]).history.tolist() == [SHORT, FILM, SERIES]


def test_my_list_is_newest_last_and_what_was_taken_out_is_gone(state):
    rows = [
        ("list", "short", 3.0),
        ("list", "film", 2.0),
        ("list", "other", 1.0),
        ("list", "other", 4.0, {"value": 0.0}),
    ]
    found = state(*rows)
    assert (found.listed.tolist(), found.history.tolist()) == ([FILM, SHORT], [])


def test_finished_titles_are_newest_last(state, watched):
    rows = [
        *watched("short", 9000.0, 600.0),
        *watched("film", 0.0, 6000.0),
        *watched("series", 0.0, 1.0, episode_id="e0"),
    ]
    assert state(*rows).finished.tolist() == [FILM, SHORT]


def test_picks_begin_the_history_until_they_have_feedback_of_their_own(state):
    found = state(("rating", "film", 9.0, {"value": 1.0}), picks=("short", "film", "gone", "series", "short"))
    assert found.history.tolist() == [SHORT, SERIES, FILM]
    assert found.weights.tolist() == pytest.approx([1.0, 1.0, -0.75])
    assert found.watched_at.tolist() == [0.0, 0.0, 9.0]
    assert found.watched.tolist() == [FILM]


def test_the_settings_move_the_lines(state, watched):
    assert state(*watched("film", 0.0, 100.0), weights=Weights(resume_from=60.0)).resume
    assert state(*watched("film", 0.0, 5800.0), weights=Weights(finished_from=0.99)).resume


def test_a_profile_grades_with_the_table_it_is_given(state, watched):
    table = Quantiles.learnt(np.array([0.5, 1.0]), np.array([6000.0, 6000.0]))
    rows = watched("film", 0.0, 1500.0)
    assert state(*rows).weights[0] == pytest.approx(0.2 + 0.3 * 0.25 + 0.5 * 0.25)
    assert state(*rows, quantiles=table).weights[0] == pytest.approx(0.2 + 0.3 * 0.25)


def test_nothing_is_an_empty_profile(state):
    found = state()
    assert (len(found.history), found.resume, found.thumbs) == (0, (), {})
    assert found.history.dtype.kind == "i"
