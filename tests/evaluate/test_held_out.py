"""What is asked comes from before the moment alone; what is looked for is new after it."""

from dataclasses import replace

import numpy as np
import pytest

from frontrow.core import Event
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.events import EventColumns
from frontrow.data.prepare import dataset
from frontrow.evaluate.held_out import METRICS, held_out, next_items
from frontrow.models.popularity import Popularity

DAY = 86_400.0
NOW = 1000 * DAY
CUT = NOW - 5 * DAY


@pytest.fixture
def past(make_data):
    """Return what was known of user 1, of user 0, of one who comes back and of one who has watched nothing, in that
    order.
    """
    made = make_data(
        [[1, 0], [0], [5], []],
        6,
        grades=[1, 1, 0.5, 1],
        plays=[(1, 0, 8, "DE"), (1, 0, 6, "NO"), (0, 0, 7, "DE"), (2, 5, 7, "")],
        now=CUT,
    )
    return renamed(made, "u1", "u0", "back", "u2")


@pytest.fixture
def whole(make_data):
    """Return user 0 who turned to 2 and 3 and disliked 4, 1 who went on with 0 and 1, 2 who began after the moment, and
    one whom something was known of and turned to 1.
    """
    made = make_data([[0, 2, 3, 4], [1, 0], [1], [5, 1]], 6, grades=[9, 1, 2, -1, 1, 1, 0.5, 1, 0.5], plays=[])
    return renamed(made, "u0", "u1", "u2", "back")


def renamed(data, *names):
    return replace(data, users=type(data.users)(names))


def test_queries_hold_what_was_known_and_targets_what_was_new_and_liked(past, whole):
    part = held_out(past, whole)
    assert part.users.tolist() == [0, 3]  # nothing was known of u2
    assert [list(h) for h in part.queries.histories] == [[0], [5]]
    assert [list(t) for t in part.targets] == [[2, 3], [1]]
    assert part.queries.now.tolist() == [CUT, CUT]


def test_a_query_is_weighed_as_it_was_at_the_moment(past, whole):
    assert held_out(past, whole).queries.weights.tolist() == [0.5, 1]  # not the 9 it came to afterwards


def test_the_country_is_that_of_the_last_play_before(past, whole):
    assert held_out(past, whole).queries.country == ("NO", "")


def test_where_nothing_new_followed_there_is_no_query(past, make_data):
    assert len(held_out(past, past).users) == 0
    empty = make_data([], 3, plays=[])
    assert len(held_out(empty, empty).users) == 0


def test_of_events_nothing_after_the_moment_is_in_a_query_and_no_known_title_is_a_target():
    def event(kind, item, day, value):
        stamp = f"{kind}{item}{day}"
        return Event(event_id=stamp, kind=kind, at=day * DAY, user_id="u", item_id=item, value=value)

    before = [event("rating", "rated", 1, 4.0), event("thumb", "thumbed", 1, 1.0), event("rating", "turned", 1, 5.0)]
    after = [
        event("rating", "rated", 8, 5.0),
        event("thumb", "thumbed", 8, 2.0),
        event("thumb", "turned", 8, -1.0),
        event("rating", "new", 9, 5.0),
    ]
    catalogue = Catalogue.of(Title(item_id=one, title=one) for one in ("rated", "thumbed", "turned", "new"))
    past, whole = (
        dataset(EventColumns.of(events), catalogue, now * DAY) for events, now in ((before, 5.0), (before + after, 9.0))
    )
    part = held_out(past, whole)
    np.testing.assert_array_equal(part.queries.histories.values, past.histories.values)
    np.testing.assert_array_equal(part.queries.weights, past.grades)
    assert [catalogue[item].item_id for item in part.targets[0]] == ["new"]


def test_next_items_measures_a_model_on_what_followed(past, whole, make_data):
    before = make_data([[2, 2]], 6, plays=[(0, 2, 9, ""), (0, 2, 8, ""), (0, 1, 8, "")])
    model = Popularity().fit(before, np.random.default_rng(0))
    found = next_items(held_out(past, whole), model)
    # user 0 is shown 2, 1, 3, 4, 5 of targets 2 and 3; the one who came back is shown 2, 1, 0, 3, 4 of target 1
    first, second, third = 1 / np.log2([2, 3, 4])
    ndcg = ((first + third) / (first + second) + second) / 2
    assert found == pytest.approx({"ndcg@10": ndcg, "recall@10": 1.0, "coverage": 1.0})
    assert set(found) == set(METRICS)
