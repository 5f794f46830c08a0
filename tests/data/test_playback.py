import numpy as np
import pytest

from frontrow.data.facts import facts
from frontrow.data.playback import playbacks
from frontrow.data.weights import Weights


@pytest.fixture
def played(columns, catalogue):
    return lambda *rows: playbacks(facts(columns(*rows), catalogue), catalogue)


def test_the_events_of_a_play_id_are_one_playback(played):
    found = played(
        ("play", "film", 10.0, {"play_id": "a", "position": 500.0, "country": "DE"}),
        ("progress", "film", 70.0, {"play_id": "a", "value": 60.0, "position": 560.0}),
        ("stop", "film", 130.0, {"play_id": "a", "value": 120.0, "position": 900.0}),
    )
    assert len(found) == 1
    assert (found.began[0], found.ended[0], found.order[0]) == (10.0, 130.0, 2)
    assert (found.seconds[0], found.position[0], found.furthest[0], found.runtime[0]) == (120.0, 900.0, 900.0, 6000.0)
    assert found.stopped[0]


def test_seconds_are_counted_from_the_beginning_of_a_playback_so_the_greatest_is_the_sum(played):
    late = [("progress", "film", at, {"play_id": "a", "value": value}) for at, value in [(3, 90), (1, 30), (2, 60)]]
    assert played(*late).seconds.tolist() == [90.0]


def test_playbacks_on_two_devices_at_once_stay_apart(played):
    found = played(
        ("play", "film", 1.0, {"play_id": "a"}),
        ("play", "film", 2.0, {"play_id": "b"}),
        ("stop", "film", 3.0, {"play_id": "a", "value": 2.0}),
        ("stop", "film", 4.0, {"play_id": "b", "value": 1.0}),
    )
    assert sorted(found.seconds.tolist()) == [1.0, 2.0]


def test_without_a_play_id_a_playback_begins_with_a_play_after_a_stop_and_at_another_episode(played):
    found = played(
        ("play", "film", 1.0),
        ("progress", "film", 2.0, {"value": 50.0}),
        ("play", "film", 3.0),
        ("stop", "film", 4.0, {"value": 20.0}),
        ("progress", "film", 5.0, {"value": 10.0}),
        ("progress", "series", 6.0, {"episode_id": "e0", "value": 1.0}),
        ("progress", "series", 7.0, {"episode_id": "e1", "value": 2.0}),
        ("progress", "series", 8.0, {"episode_id": "e0", "value": 3.0}),
    )
    assert sorted(found.seconds.tolist()) == [1.0, 2.0, 3.0, 10.0, 20.0, 50.0]


def test_the_same_play_id_of_two_users_is_two_playbacks(played):
    found = played(
        ("progress", "film", 1.0, {"play_id": "a"}), ("progress", "film", 1.0, {"play_id": "a", "user_id": "v"})
    )
    assert len(found) == 2


def test_events_of_unknown_titles_and_episodes_are_left_out(played):
    assert len(played(("play", "gone", 1.0), ("play", "series", 1.0, {"episode_id": "gone"}))) == 0
    assert len(played(("play", "film", 1.0, {"episode_id": "e0"}))) == 0, "a film has no episodes"


def test_an_episode_without_a_runtime_has_that_of_its_series(played):
    assert played(("play", "other", 1.0, {"episode_id": "e0"})).runtime.tolist() == [0.0]
    assert played(("play", "series", 1.0)).runtime.tolist() == [1000.0]


@pytest.mark.parametrize(
    ("item", "seconds", "counts"),
    [
        ("film", 119.0, False),
        ("film", 120.0, True),
        ("short", 29.0, False),
        ("short", 30.0, True),
        ("endless", 119, False),
    ],
)
def test_a_view_is_two_minutes_or_a_twentieth(played, item, seconds, counts):
    found = played(("stop", item, 1.0, {"value": seconds}))
    assert found.are_views(Weights()).tolist() == [counts]


@pytest.mark.parametrize(
    ("item", "fields", "ends"),
    [
        ("film", {"value": 10.0, "position": 5700.0}, True),
        ("film", {"value": 10.0, "position": 5699.0}, False),
        ("film", {"value": 5700.0}, True),
        ("endless", {"value": 1e6, "position": 1e6}, False),
    ],
)
def test_the_end_is_reached_by_position_or_by_seconds(played, item, fields, ends):
    assert played(("stop", item, 1.0, fields)).reach_end(Weights()).tolist() == [ends]


def test_no_events_are_no_playbacks(played):
    found = played()
    assert len(found) == 0
    assert found.seconds.dtype == np.float64


@pytest.mark.parametrize(
    ("rows", "stood"),
    [
        ([("play", 500.0, 1.0)], 500.0),
        ([("play", 500.0, 1.0), ("stop", 900.0, 400.0)], 900.0),
        ([("play", 500.0, 1.0), ("progress", 800.0, 300.0), ("stop", 700.0, 350.0)], 700.0),
        ([("play", 500.0, 1.0), ("progress", 800.0, 300.0), ("stop", 0.0, 350.0)], 800.0),
        ([("progress", 800.0, 300.0), ("play", 0.0, 1.0)], 800.0),
        ([("play", 500.0, 1.0), ("progress", 0.0, 100.0), ("stop", 0.0, 60.0)], 600.0),
        ([("play", 0.0, 1.0), ("stop", 0.0, 60.0)], 60.0),
    ],
)
def test_a_player_stood_at_the_last_position_told_else_as_far_as_its_seconds_reach(played, rows, stood):
    events = [
        (kind, "film", at, {"play_id": "a", "position": position, "value": value})
        for at, (kind, position, value) in enumerate(rows)
    ]
    found = played(*events)
    assert (found.position.tolist(), found.reported.tolist()) == ([stood], [len(rows) > 1])
    assert found.furthest[0] >= stood


@pytest.mark.parametrize(
    ("item", "value", "seconds"),
    [("film", -1e9, 0.0), ("film", 24_001.0, 24_000.0), ("film", 1e9, 24_000.0), ("endless", 1e9, 86_400.0)],
)
def test_seconds_are_neither_negative_nor_more_than_can_be_watched(played, item, value, seconds):
    assert played(("stop", item, 1.0, {"value": value})).seconds.tolist() == [seconds]
