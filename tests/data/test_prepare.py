import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontrow.core import Event, Kind
from frontrow.data.events import EventColumns
from frontrow.data.prepare import dataset
from frontrow.data.profile import profile
from frontrow.data.signals import Weights

kinds = st.sampled_from(
    [Kind.PLAY, Kind.PROGRESS, Kind.STOP, Kind.THUMB, Kind.RATING, Kind.LIST, Kind.HIDE, Kind.SEARCH]
)
events = st.builds(
    Event,
    event_id=st.just("x"),
    kind=kinds,
    at=st.integers(0, 20).map(lambda n: n * 600.0),
    user_id=st.sampled_from(["u", "v", "w"]),
    item_id=st.sampled_from(["film", "short", "endless", "series", "other", "gone"]),
    episode_id=st.sampled_from(["", "e0", "e1", "e2", "e9"]),
    value=st.sampled_from([-1.0, 0.0, 1.0, 2.0, 4.0, 500.0, 1000.0, 6000.0]),
    position=st.sampled_from([0.0, 60.0, 500.0, 1000.0, 5900.0]),
    play_id=st.sampled_from(["", "", "a", "b"]),
    country=st.sampled_from(["", "DE", "FR"]),
)


@given(st.lists(events, max_size=40), st.sampled_from([1, 1000]))
def test_a_profile_is_the_users_row_of_the_data_set(catalogue, batch, quantiles_from):
    weights = Weights(quantiles_from=quantiles_from)
    data = dataset(EventColumns.of(batch), catalogue, 1e6, weights)
    for name in ("u", "v", "w"):
        own = EventColumns.of([event for event in batch if event.user_id == name])
        found = profile(own, catalogue, weights, data.quantiles)
        user = data.users.index(name)
        assert (user < 0) == (len(found.history) == 0)
        if user >= 0:
            row = slice(data.histories.offsets[user], data.histories.offsets[user + 1])
            assert data.histories[user].tolist() == found.history.tolist()
            assert data.grades[row].tolist() == found.weights.tolist()
            assert data.at[row].tolist() == found.watched_at.tolist()


@given(st.lists(events, max_size=40))
def test_what_a_data_set_holds_is_sorted_and_in_range(catalogue, batch):
    data = dataset(EventColumns.of(batch), catalogue, 1e6)
    for user, history in enumerate(data.histories):
        at = data.at[data.histories.offsets[user] : data.histories.offsets[user + 1]]
        assert len(set(history.tolist())) == len(history) > 0
        assert np.all(np.diff(at) >= 0)
    assert np.all(np.diff(data.plays.at) >= 0)
    assert np.all((data.plays.user >= 0) & (data.plays.user < len(data.users)))
    assert np.all((data.plays.country >= -1) & (data.plays.country < len(data.countries)))
    assert np.all(np.isfinite(data.grades))


def test_users_are_those_with_a_history_in_the_order_of_the_log(columns, catalogue):
    rows = [("rating", "film", 9.0 - n, {"user_id": name, "value": 4.0}) for n, name in enumerate("zya")]
    data = dataset(columns(("search", "", 0.0, {"user_id": "none"}), *rows), catalogue, 1e6)
    assert data.users.names == ("z", "y", "a")
    assert [one.tolist() for one in data.histories] == [[0], [0], [0]]


def test_plays_are_views_in_order_of_time_with_their_country(columns, catalogue, watched):
    data = dataset(
        columns(
            *watched("short", 9000.0, 600.0, country="FR"),
            *watched("film", 0.0, 3000.0, country="DE"),
            *watched("film", 5000.0, 100.0),
            *watched("film", 7000.0, 200.0),
        ),
        catalogue,
        1e6,
    )
    assert data.plays.item.tolist() == [0, 0, 1]
    assert data.plays.at.tolist() == [0.0, 7000.0, 9000.0]
    assert data.plays.seconds.tolist() == [3000.0, 200.0, 600.0]
    assert [data.countries[one] if one >= 0 else "" for one in data.plays.country] == ["DE", "", "FR"]


def test_a_rating_is_a_view_of_a_title_that_was_not_viewed(columns, catalogue, watched):
    rated = [("rating", item, 5000.0, {"value": 4.0, "country": "DE"}) for item in ("film", "short")]
    rows = columns(*watched("film", 0.0, 3000.0), *rated, ("thumb", "short", 6000.0))
    data = dataset(rows, catalogue, 1e6)
    assert data.plays.item.tolist() == [0, 1]
    assert data.plays.at.tolist() == [0.0, 5000.0]
    assert len(dataset(rows, catalogue, 1e6, Weights(rating_is_view=False)).plays.at) == 1


def test_episodes_count_for_their_series(columns, catalogue, watched):
    rows = [row for n in range(3) for row in watched("series", n * 2000.0, 900.0, episode_id=f"e{n}")]
    data = dataset(columns(*rows), catalogue, 1e6)
    assert data.plays.item.tolist() == [3, 3, 3]
    assert data.histories.values.tolist() == [3]


def test_no_events_are_an_empty_data_set(columns, catalogue):
    data = dataset(columns(), catalogue, 5.0)
    assert (len(data.users), len(data.histories), len(data.plays.at), data.now) == (0, 0, 0, 5.0)


def test_the_table_of_quantiles_goes_with_the_data(columns, catalogue, watched):
    rows = [(k, i, a, {**f, "user_id": f"u{n}"}) for n in range(5) for k, i, a, f in watched("film", 0.0, 900.0 + n)]
    data = dataset(columns(*rows), catalogue, 1e6, Weights(quantiles_from=5))
    again = dataset(columns(*rows[:3]), catalogue, 1e6, quantiles=data.quantiles)
    assert again.grades[0] == data.grades[0]
