import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.core import SCORE, Candidates, Event, Evidence, Kind, Profile, Reasons, Row

scores = st.lists(st.integers(-3, 3), max_size=12)


def _candidates(values):
    return Candidates(np.arange(len(values), dtype=np.int32), {SCORE: np.array(values, np.float32)})


@given(scores, st.one_of(st.none(), st.integers(0, 15)))
def test_the_best_are_the_highest_and_ties_keep_their_order(values, k):
    best = _candidates(values).best(k)
    wanted = sorted(range(len(values)), key=lambda place: -values[place])[:k]
    assert best.items.tolist() == wanted
    assert best.columns[SCORE].tolist() == [values[place] for place in wanted]


def test_the_best_by_a_column_of_truth_values_are_the_true():
    found = _candidates([0, 0, 0]).with_column("kept", np.array([False, True, False]))
    assert found.best(1, by="kept").items.tolist() == [1]


@given(
    scores.flatmap(
        lambda values: st.tuples(st.just(values), st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    )
)
def test_a_mask_and_its_positions_choose_the_same(pair):
    values, mask = pair
    found = _candidates(values)
    by_mask, by_place = found.at(np.array(mask, np.bool_)), found.at(np.flatnonzero(np.array(mask, np.bool_)))
    assert by_mask.items.tolist() == by_place.items.tolist() == [at for at, kept in enumerate(mask) if kept]
    assert by_mask.columns[SCORE].tolist() == by_place.columns[SCORE].tolist()


def test_a_column_must_have_a_value_for_every_candidate():
    found = _candidates([1, 2])
    assert set(found.with_column("x", np.zeros(2)).columns) == {SCORE, "x"}
    assert set(found.columns) == {SCORE}, "what was given is not changed"
    with pytest.raises(ValueError, match="'x' has 3 values for 2 candidates"):
        found.with_column("x", np.zeros(3))


def test_candidates_know_how_many_they_are():
    assert len(_candidates([1, 2, 3])) == 3


def test_the_slots_of_a_row_pair_items_with_evidence():
    why = Reasons.each([Evidence("rank", "1st"), Evidence("rank", "2nd")])
    row = Row("top", "Top", np.array([7, 5], np.int32), why)
    assert [(slot.item, slot.evidence.text) for slot in row.slots()] == [(7, "1st"), (5, "2nd")]
    with pytest.raises(ValueError, match="shorter"):
        Row("top", "Top", np.array([7, 5], np.int32), why.part(0, 1)).slots()


def test_reasons_are_the_evidence_of_each_place():
    evidence = [Evidence("rank", "1st", 7, 1.0), None, Evidence("new", "New this week", value=2.5)]
    reasons = Reasons.each(evidence)
    assert reasons.which.tolist() == [0, -1, 1]
    assert list(reasons) == [evidence[0], evidence[2]], "a place without one is passed over"
    assert list(reasons.part(1, 3)) == [evidence[2]]
    assert (len(reasons), len(reasons.part(1, 2)), len(Reasons())) == (3, 1, 0)


def test_a_sentence_is_said_with_the_value_of_its_place():
    reasons = Reasons([Evidence("trending", "Trending now")], np.zeros(2, np.int32), np.array([1.5, 2.5]))
    assert [one.value for one in reasons] == [1.5, 2.5]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "nap"},
        {"at": -1},
        {"at": float("inf")},
        {"user_id": ""},
        {"event_id": "x" * 129},
        {"row": -2},
        {"probability": 1.1},
        {"position": -1},
        {"text": "x" * 1001},
        {"colour": "red"},
    ],
)
def test_an_event_out_of_range_is_refused(wrong):
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"event_id": "e", "kind": "play", "at": 1.0, "user_id": "u", **wrong}, Event)


def test_an_event_survives_json_without_its_defaults():
    event = Event(event_id="e", kind=Kind.PLAY, at=1.0, user_id="u")
    assert msgspec.json.decode(msgspec.json.encode(event), type=Event) == event
    assert msgspec.json.encode(event) == b'{"event_id":"e","kind":"play","at":1.0,"user_id":"u"}'


def test_an_empty_profile_has_empty_arrays_of_the_right_kind():
    profile = Profile()
    assert profile.history.dtype == profile.hidden.dtype == np.int32
    assert (profile.weights.dtype, profile.watched_at.dtype) == (np.float32, np.float64)
