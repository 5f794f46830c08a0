import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.core import Event, Kind
from frontrow.data.accounts import User
from frontrow.data.catalogue import Title
from frontrow.data.events import EventColumns, concatenated
from frontrow.data.formats import atomic, recbole
from frontrow.data.formats.imported import Imported
from frontrow.errors import BadInput

names = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=6)
VALUES = {
    Kind.PLAY: st.floats(-1e9, 1e9),
    Kind.PROGRESS: st.floats(0, 1e9),
    Kind.STOP: st.floats(0, 1e9),
    Kind.THUMB: st.sampled_from([-1.0, 0.0, 1.0, 2.0]),
    Kind.RATING: st.floats(0.5, 5),
    Kind.LIST: st.sampled_from([0.0, 1.0]),
    Kind.HIDE: st.sampled_from([0.0, 1.0]),
}


def event(kind):
    return st.builds(
        Event,
        event_id=names,
        kind=st.just(kind),
        at=st.floats(0, 1e11),
        user_id=names,
        item_id=names,
        value=VALUES[kind],
    )


@given(
    titles=st.lists(
        st.builds(
            Title,
            item_id=names,
            title=names,
            kind=st.sampled_from(["movie", "series"]),
            year=st.integers(0, 3000),
            runtime=st.floats(0, 1e6),
            maturity=st.integers(0, 18),
            genres=st.lists(names, max_size=3).map(tuple),
            added_at=st.floats(0, 1e11),
        ),
        unique_by=lambda title: title.item_id,
        max_size=4,
    ),
    users=st.lists(
        st.builds(User, user_id=names, maturity=st.integers(0, 18), country=st.sampled_from(["", "DE"])),
        unique_by=lambda user: user.user_id,
        max_size=4,
    ),
    events=st.lists(st.sampled_from(list(VALUES)).flatmap(event), max_size=6),
)
def test_what_is_written_comes_back(tmp_path_factory, titles, users, events):
    folder = tmp_path_factory.mktemp("recbole")
    recbole.write(folder, Imported(tuple(titles), [EventColumns.of(events)], tuple(users)))
    again = recbole.read(folder)
    assert again.titles == tuple(titles)
    assert again.users == tuple(users)
    key = ("kind", "at", "user_id", "item_id", "value")
    read = [tuple(getattr(one, name) for name in key) for one in concatenated(list(again.events)).events()]
    written = [tuple(getattr(one, name) for name in key) for one in sorted(events, key=lambda event: event.at)]
    assert read == written


def _folder(tmp_path, **files):
    for kind, content in files.items():
        (tmp_path / f"set.{kind}").write_text(content)
    return tmp_path


INTER = "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"


def test_ratings_are_rating_events_in_order_of_time(tmp_path):
    imported = recbole.read(_folder(tmp_path, inter=INTER + "u\ta\t4\t20\nv\tb\t0.5\t10\n"))
    first, second = concatenated(list(imported.events)).events()
    assert (first.user_id, first.item_id, first.value, first.at, first.kind) == ("v", "b", 0.5, 10.0, Kind.RATING)
    assert (first.event_id, second.event_id) == ("recbole-set-3", "recbole-set-2")
    assert [title.item_id for title in imported.titles] == ["b", "a"]
    assert [user.user_id for user in imported.users] == ["v", "u"]


def test_interactions_without_a_rating_are_views(tmp_path):
    content = "timestamp:float\tuser_id:token\titem_id:token\n5\tu\ta\n"
    (event,) = concatenated(list(recbole.read(_folder(tmp_path, inter=content)).events)).events()
    assert (event.kind, event.value, event.at) == (Kind.PROGRESS, recbole.VIEW_SECONDS, 5.0)


def test_a_kind_without_a_value_has_the_default(tmp_path):
    content = "user_id:token\titem_id:token\tkind:token\ttimestamp:float\nu\ta\tthumb\t5\n"
    (event,) = concatenated(list(recbole.read(_folder(tmp_path, inter=content)).events)).events()
    assert (event.kind, event.value) == (Kind.THUMB, 1.0)


def test_a_value_its_kind_cannot_have_is_refused_and_the_other_rows_kept(tmp_path):
    rows = [("stop", -1e9), ("thumb", 5), ("stop", 60), ("rating", 1e9), ("thumb", 0.5), ("thumb", -1), ("play", 0)]
    lines = "".join(f"u\ta\t{kind}\t{value}\t{at}\n" for at, (kind, value) in enumerate(rows))
    content = "user_id:token\titem_id:token\tkind:token\trating:float\ttimestamp:float\n" + lines
    refused: list[BadInput] = []
    events = concatenated(list(recbole.read(_folder(tmp_path, inter=content), refused.append).events)).events()
    assert [(event.kind, event.value, event.at) for event in events] == [
        ("stop", 60, 2),
        ("thumb", -1, 5),
        ("play", 0, 6),
    ]
    assert [str(one).partition("set.inter, ")[2] for one in refused] == [
        "line 2, column 'rating', of a stop: -1e+09. Expected 0 or more.",
        "line 3, column 'rating', of a thumb: 5. Expected one of -1, 0, 1, 2.",
        "line 5, column 'rating', of a rating: 1e+09. Expected 0.5 to 5.",
        "line 6, column 'rating', of a thumb: 0.5. Expected one of -1, 0, 1, 2.",
    ]


def test_items_of_other_makers_are_read(tmp_path):
    item = "item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n"
    item += "a\tMatrix, The\t1999\tAction Sci-Fi\nb\tOdd\tV\t\nc\t\t\t\n"
    folder = _folder(tmp_path, inter=INTER + "u\ta\t4\t20\n", item=item, user="user_id:token\tage:token\nu\t24\n")
    imported = recbole.read(folder)
    matrix, odd, nameless = imported.titles
    assert (matrix.title, matrix.year, matrix.genres) == ("The Matrix", 1999, ("Action", "Sci-Fi"))
    assert (odd.year, odd.genres, nameless.title) == (0, (), "c")
    assert imported.users == (User(user_id="u"),)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"inter": INTER + "u\ta\tx\t1\n"}, r"set\.inter, line 2, column 'rating': 'x'.*0\.5 to 5"),
        ({"inter": INTER + "u\ta\n"}, r"set\.inter, line 2: 2 columns"),
        ({"inter": "user_id\titem_id:token\n"}, r"set\.inter, line 1, field 1: 'user_id'.*name:type"),
        ({"inter": "user_id:token\titem_id:word\n"}, "field 2: 'item_id:word'.*token, token_seq, float, float_seq"),
        ({"inter": "user_id:token\titem_id:token\n"}, "no column 'timestamp'"),
        (
            {"inter": INTER.replace("rating:float", "kind:token") + "u\ta\tseen\t1\n"},
            "'kind': 'seen'.*one of play, progress",
        ),
        ({"inter": INTER, "item": "item:token\n"}, r"set\.item, line 1: no field 'item_id'"),
        ({"inter": INTER, "item": "item_id:token\truntime:float\na\tlong\n"}, r"set\.item, line 2: .*'long'"),
        (
            {"inter": INTER, "item": "item_id:token\truntime:float\na\tinf\n"},
            r"set\.item, line 2: 'inf' is not a finite",
        ),
        (
            {"inter": INTER, "item": "item_id:token\tkind:token\na\tplay\n"},
            r"set\.item, line 2: Invalid enum value 'play'",
        ),
        ({"inter": INTER, "item": "item_id:token\na\na\n"}, r"set\.item, line 3: item_id 'a' stands twice"),
        ({"inter": INTER, "item": "item_id:token\na\tb\n"}, r"set\.item, line 2: 2 fields"),
        ({"inter": INTER, "user": "user_id:token\tmaturity:float\nu\t99\n"}, r"set\.user, line 2: "),
    ],
)
def test_what_is_wrong_is_named_by_file_line_and_field(tmp_path, files, message):
    with pytest.raises(BadInput, match=message):
        recbole.read(_folder(tmp_path, **files))


def test_the_good_lines_are_kept(tmp_path):
    item = "item_id:token\truntime:float\nx\t1\nx\t2\ny\n\nw\tlong\nz\t3\n"
    folder = _folder(tmp_path, inter=INTER + "u\ta\t4\t20\nu\ta\t9\t20\n", item=item)
    refused: list[BadInput] = []
    imported = recbole.read(folder, refused.append)
    assert [title.item_id for title in imported.titles] == ["x", "z"]
    assert sum(len(batch) for batch in imported.events) == 1
    assert len(refused) == 4


@pytest.mark.parametrize("n", [0, 2])
def test_there_must_be_one_file_of_interactions(tmp_path, n):
    for one in range(n):
        (tmp_path / f"{one}.inter").write_text(INTER)
    with pytest.raises(BadInput, match=rf"{n} \.inter files.*Expected one"):
        recbole.read(tmp_path)


@given(st.text(max_size=20), st.booleans())
def test_any_text_can_stand_in_a_field(text, spaces):
    field = atomic.escaped(text, spaces)
    assert atomic.plain(field) == text
    assert not set(field) & set("\t\n\r")
    assert not (spaces and " " in field)


def test_no_interactions_are_no_events(tmp_path):
    imported = recbole.read(_folder(tmp_path, inter=INTER))
    assert sum(len(batch) for batch in imported.events) == 0
    assert np.size(imported.titles) == 0
