import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.core import Event, Kind
from frontrow.data.events import code
from frontrow.data.rules import are_right_values, problem_of, right_value


def _event(kind, **fields):
    always = {
        "item_id": "t",
        "row": 0,
        "slot": 0,
        "text": {"message": "sent", "subscription": "started"}.get(kind, "x"),
    }
    return Event(event_id="e", kind=Kind(kind), at=1.0, user_id="u", **{**always, **fields})


@pytest.mark.parametrize(
    ("kind", "fields", "wrong"),
    [
        ("play", {"item_id": ""}, ("item_id", "")),
        ("search", {"item_id": "", "text": ""}, ("text", "")),
        ("message", {"item_id": "", "text": "lost"}, ("text", "lost")),
        ("subscription", {"item_id": "", "text": "paused"}, ("text", "paused")),
        ("progress", {"value": -0.1}, ("value", -0.1)),
        ("stop", {"value": -1e9}, ("value", -1e9)),
        ("preview", {"value": -1.0}, ("value", -1.0)),
        ("rating", {"value": 0.4}, ("value", 0.4)),
        ("rating", {"value": 5.1}, ("value", 5.1)),
        ("thumb", {"value": 5.0}, ("value", 5.0)),
        ("hide", {"value": 0.5}, ("value", 0.5)),
        ("impression", {"row": -1}, ("row", -1)),
        ("impression", {"slot": -1}, ("slot", -1)),
        ("play", {"probability": 0.0}, ("probability", 0.0)),
    ],
)
def test_the_first_broken_rule_names_its_field_and_value(kind, fields, wrong):
    found = problem_of(_event(kind, **fields))
    assert found[:2] == wrong
    assert found.problem
    assert found.remedy


@pytest.mark.parametrize("kind", list(Kind))
def test_an_event_of_each_kind_can_be_right(kind):
    assert problem_of(_event(kind, value=1.0)) is None
    assert right_value(kind)


@given(st.sampled_from(list(Kind)), st.floats(-1e9, 1e9) | st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 5.0]))
def test_the_rule_in_columns_is_that_of_single_events(kind, value):
    (right,) = are_right_values(np.array([code(kind)], np.int8), np.array([value]))
    assert right == (problem_of(_event(kind, value=value)) is None)


def test_no_number_is_a_right_value_of_no_kind():
    assert not are_right_values(np.arange(len(Kind)), np.full(len(Kind), np.nan)).any()
