import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.core import Event, Kind
from frontrow.data.accounts import User
from frontrow.data.catalogue import Episode, Person, Title
from frontrow.data.events import EventColumns, concatenated
from frontrow.data.formats import jsonl
from frontrow.data.formats.imported import Imported
from frontrow.errors import BadInput

names = st.text(min_size=1, max_size=6)
titles = st.builds(
    Title,
    item_id=names,
    title=names,
    genres=st.lists(names, max_size=2).map(tuple),
    people=st.lists(st.builds(Person, names, st.sampled_from(["cast", "writer"])), max_size=2).map(tuple),
    countries=st.just(("DE",)),
    synopsis=st.text(max_size=20),
    episodes=st.lists(st.builds(Episode, episode_id=names, number=st.integers(0, 9)), max_size=2).map(tuple),
)
VALUES = {Kind.THUMB: st.sampled_from([-1, 0, 1, 2]), Kind.RATING: st.floats(0.5, 5)}
VALUES |= dict.fromkeys([Kind.LIST, Kind.HIDE], st.sampled_from([0, 1]))
TEXTS = {Kind.MESSAGE: st.just("opened"), Kind.SUBSCRIPTION: st.just("cancelled")}


def event(kind):
    return st.builds(
        Event,
        event_id=names,
        kind=st.just(kind),
        at=st.floats(0, 1e11),
        user_id=names,
        item_id=names,
        value=VALUES.get(kind, st.floats(0, 1e9)),
        row=st.integers(0, 10_000),
        slot=st.integers(0, 10_000),
        text=TEXTS.get(kind, st.text(min_size=1, max_size=10)),
    )


events = st.sampled_from(list(Kind)).flatmap(event)
users = st.builds(User, user_id=names, picks=st.lists(names, max_size=2).map(tuple), created_at=st.floats(0, 1e11))


@given(
    st.lists(titles, max_size=3, unique_by=lambda title: title.item_id),
    st.lists(events, max_size=4),
    st.lists(users, max_size=3, unique_by=lambda user: user.user_id),
)
def test_what_is_written_comes_back(tmp_path_factory, given_titles, given_events, given_users):
    folder = tmp_path_factory.mktemp("jsonl")
    jsonl.write(folder, Imported(tuple(given_titles), [EventColumns.of(given_events)], tuple(given_users)))
    again = jsonl.read(folder)
    assert again.titles == tuple(given_titles)
    assert again.users == tuple(given_users)
    assert concatenated(list(again.events)).events() == given_events


GOOD = '{"event_id":"a","kind":"play","at":1,"user_id":"u","item_id":"t"}'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            '{"event_id":"b","kind":"play","at":-1,"user_id":"u"}',
            r"line 2, field 'at', value '-1': Expected `float` >= 0",
        ),
        (
            '{"event_id":"b","kind":"plya","at":1,"user_id":"u"}',
            "line 2, field 'kind', value 'plya': Invalid enum value.*one of impression, play, ",
        ),
        ('{"event_id":"b","kind":"play","at":1}', "line 2: Object missing required field `user_id`"),
        (
            '{"event_id":"b","kind":"play","at":1,"user_id":"u","colour":1}',
            "line 2: .*unknown field `colour`.*fields of Event: event_id, kind, at",
        ),
        ('{"event_id":', "line 2: not JSON"),
        ("[1]", "line 2: Expected `object`, got `array`"),
        (
            '{"event_id":"b","kind":"stop","at":1,"user_id":"u","item_id":"t","value":-1e9}',
            r"line 2, field 'value', value '-1000000000\.0': the value of a stop counts seconds\. Give 0 or more",
        ),
        (
            '{"event_id":"b","kind":"rating","at":1,"user_id":"u","item_id":"t","value":1e9}',
            "line 2, field 'value', .*stars.*Give 0.5 to 5",
        ),
        (
            '{"event_id":"b","kind":"thumb","at":1,"user_id":"u","item_id":"t","value":5}',
            r"line 2, field 'value', value '5\.0': .*Give one of -1, 0, 1, 2",
        ),
        ('{"event_id":"b","kind":"thumb","at":1,"user_id":"u"}', "line 2, field 'item_id', value '': .*needs a title"),
        ('{"event_id":"b","kind":"play","at":"noon","user_id":"u"}', "line 2, field 'at', value 'noon'"),
    ],
)
def test_a_bad_line_is_refused_by_file_line_and_field_and_the_others_kept(tmp_path, line, message):
    (tmp_path / "events.jsonl").write_text(f"{GOOD}\n{line}\n\n{GOOD}\n")
    refused: list[BadInput] = []
    assert sum(len(batch) for batch in jsonl.read(tmp_path, refused.append).events) == 2
    with pytest.raises(BadInput, match=r"events\.jsonl, " + message):
        raise refused[0]
    assert len(refused) == 1
    with pytest.raises(BadInput, match=r"events\.jsonl, line 2"):
        list(jsonl.read(tmp_path).events)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "users.jsonl").write_bytes(b'{"user_id":"\xff"}\n')
    with pytest.raises(BadInput, match=r"users\.jsonl, line 1"):
        jsonl.read(tmp_path)


def test_a_wrong_word_is_refused_with_the_words_there_are(tmp_path):
    (tmp_path / "titles.jsonl").write_text('{"item_id":"a","title":"A","kind":"play"}\n')
    with pytest.raises(BadInput, match=r"field 'kind', value 'play': .*one of movie, series"):
        jsonl.read(tmp_path)


def test_a_record_that_stands_twice_is_refused(tmp_path):
    (tmp_path / "titles.jsonl").write_text('{"item_id":"a","title":"A"}\n{"item_id":"a","title":"B"}\n')
    refused: list[BadInput] = []
    assert [title.title for title in jsonl.read(tmp_path, refused.append).titles] == ["A"]
    assert "line 2: 'a' stands twice" in str(refused[0])


def test_any_of_the_files_will_do(tmp_path):
    (tmp_path / "users.jsonl").write_text('{"user_id":"u"}\n')
    imported = jsonl.read(tmp_path)
    assert (imported.titles, imported.users, list(imported.events)) == ((), (User(user_id="u"),), [])


def test_none_of_the_files_is_refused(tmp_path):
    with pytest.raises(BadInput, match=r"no JSON lines.*titles\.jsonl"):
        jsonl.read(tmp_path)
