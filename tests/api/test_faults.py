"""What is said of JSON that will not do."""

from typing import Any

import msgspec
import pytest

from frontrow.api.faults import Fault, fault, read, shown
from frontrow.core import Event
from frontrow.data.catalogue import Title


def fault_of(raw: bytes, kind: Any) -> Fault:
    with pytest.raises(msgspec.DecodeError) as caught:
        read(raw, kind)
    return fault(raw, kind, caught.value)


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        (b'{"item_id": 3, "title": "T"}', Title, ("item_id", "3", "Expected `str`, got `int`.", "Give `str`.")),
        (b'{"item_id": "t", "titel": "T"}', Title, ("titel", "T", "there is no field titel.", "Did you mean title?")),
        (b'{"item_id": "t"}', Title, ("title", "", "the field title is missing.", "Give title.")),
        (
            b'{"item_id": "t", "title": "T", "people": [{"name": "A"}, {"nam": "B"}]}',
            Title,
            ("people[1].nam", "B", "there is no field nam.", "Leave it out."),
        ),
        (
            b'{"item_id": "t", "title": "T", "kind": "book"}',
            Title,
            ("kind", "book", "Invalid enum value 'book'.", "One of movie, series."),
        ),
        (b'{"item_id": "t", "title": "T", "year": 1e400}', Title, None),
    ],
)
def test_the_field_its_value_the_problem_and_the_remedy(raw: bytes, kind: Any, expected: Any) -> None:
    found = fault_of(raw, kind)
    if expected:
        assert found == Fault(*expected)
    assert found.remedy


def test_a_name_with_any_character_is_named() -> None:
    assert fault_of(b'{"a\\nb`": 1}', Event).field == "a\nb`"


def test_text_that_is_no_utf8_or_no_json_or_too_deep_is_told_apart() -> None:
    assert "UTF-8" in fault_of(b'{"item_id": "\xff"}', Title).problem
    assert "malformed" in fault_of(b'{"item_id" "t"}', Title).problem
    assert (
        "deeply"
        in fault_of(b'{"item_id": "t", "genres": ' + b"[" * 10**5, msgspec.defstruct("X", [("y", int)])).problem
    )


def test_a_value_is_cut_to_a_readable_length() -> None:
    assert shown("x" * 500) == "x" * 80 + "…"
    assert shown({"a": [1, None]}) == '{"a":[1,null]}'
