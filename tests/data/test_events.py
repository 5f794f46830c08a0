import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.core import Event, Kind
from frontrow.data.events import EVENT_SCHEMA, KINDS, EventColumns, code, concatenated

words = st.sampled_from(["", "a", "b", "ü"])
events = st.builds(
    Event,
    event_id=st.text(min_size=1, max_size=3),
    kind=st.sampled_from(list(Kind)),
    at=st.floats(0, 1e10),
    user_id=st.sampled_from(["u", "v"]),
    item_id=words,
    episode_id=words,
    value=st.floats(-10, 10),
    row=st.integers(-1, 10_000),
    country=words,
    text=words,
)


@given(st.lists(events, max_size=8))
def test_events_come_back_as_they_were(batch):
    columns = EventColumns.of(batch)
    assert columns.events() == batch
    assert len(columns) == len(batch)
    assert columns.table.schema.equals(EVENT_SCHEMA)


@given(st.lists(st.lists(events, max_size=4), max_size=4))
def test_batches_laid_end_to_end_hold_all_events_in_order(batches):
    whole = concatenated([EventColumns.of(batch) for batch in batches])
    assert whole.events() == [event for batch in batches for event in batch]


@given(st.lists(events, max_size=12), st.data())
def test_codes_stand_for_the_names_of_a_column(batch, data):
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(batch), max_size=len(batch))), np.bool_)
    some = concatenated([EventColumns.of(batch[:5]), EventColumns.of(batch[5:])]).where(mask)
    codes, names = some.coded("item_id")
    assert codes.dtype == np.int32
    assert [names[one] for one in codes] == [event.item_id for event, kept in zip(batch, mask, strict=True) if kept]


def test_a_few_events_of_a_large_batch_name_only_their_own():
    large = EventColumns.of([Event(event_id=f"{n}", kind=Kind.PLAY, at=0.0, user_id=f"u{n}") for n in range(50)])
    codes, names = large.where(np.arange(50) == 7).coded("user_id")
    assert (codes.tolist(), names) == ([0], ["u7"])


def test_batches_of_many_pieces_are_read_in_one():
    pieces = [EventColumns.of([Event(event_id=name, kind=Kind.PLAY, at=0.0, user_id=name)]) for name in "abc"]
    apart = EventColumns(pa.concat_tables([piece.table for piece in pieces]))
    codes, names = apart.coded("user_id")
    assert [names[one] for one in codes] == ["a", "b", "c"]
    assert apart.strings("event_id") == ["a", "b", "c"]


def test_more_text_than_one_array_holds_is_coded_piece_by_piece():
    of_64_mib = EventColumns.of([Event(event_id="e", kind=Kind.PLAY, at=0.0, user_id="u")]).table
    place = of_64_mib.schema.get_field_index("text")
    of_64_mib = of_64_mib.set_column(place, "text", pa.array(["x" * (64 << 20)]))
    events = EventColumns(pa.concat_tables([of_64_mib] * 33))
    with pytest.raises(pa.ArrowInvalid, match="offset overflow"):
        events.table.column("text").combine_chunks()
    codes, names = events.encoded("text")
    assert (codes.tolist(), len(names)) == ([0] * 33, 1)


def test_plain_text_of_many_pieces_is_coded_as_one():
    batches = [
        EventColumns.of([Event(event_id=one, kind=Kind.PLAY, at=0.0, user_id="u") for one in ids]).table
        for ids in ("ab", "ca")
    ]
    codes, names = EventColumns(pa.concat_tables(batches)).coded("event_id")
    assert ([names[one] for one in codes], codes.dtype) == (["a", "b", "c", "a"], np.int32)


def test_the_code_of_a_kind_is_its_place():
    assert [KINDS[code(kind)] for kind in Kind] == list(Kind)


def test_no_batches_are_no_events():
    assert len(concatenated([])) == 0
    assert concatenated([]).coded("item_id")[1] == []
