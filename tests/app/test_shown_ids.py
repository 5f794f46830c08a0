"""The titles of a page as JSON: what the page log keeps is what a plain encoder would have written."""

import msgspec
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontrow.app.shown_ids import quoted, rows_as_json
from frontrow.core import Row
from frontrow.data.vocabulary import Vocabulary

NAMES = st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8, unique=True)


def row(kind: str, items: list[int]) -> Row:
    return Row(kind, "", np.array(items, np.int32))


def test_ids_of_unlike_length_stand_side_by_side() -> None:
    ids = quoted(Vocabulary(("heat", "a", "dark\0")))
    kept = rows_as_json([row("top", [2, 0]), row("empty", []), row("new", [1])], ids)
    assert kept == b'[["top",["dark\\u0000","heat"]],["empty",[]],["new",["a"]]]'
    assert rows_as_json([], ids) == b"[]"
    assert quoted(Vocabulary(())).shape == (0,)


@given(NAMES, st.data())
def test_it_is_what_a_plain_encoder_writes(names: list[str], data: st.DataObject) -> None:
    places = st.lists(st.integers(0, len(names) - 1), max_size=5)
    rows = data.draw(st.lists(st.tuples(st.text(max_size=5), places), max_size=4))
    plain = [[kind, [names[item] for item in items]] for kind, items in rows]
    kept = rows_as_json([row(kind, items) for kind, items in rows], quoted(Vocabulary(tuple(names))))
    assert kept == msgspec.json.encode(plain)
