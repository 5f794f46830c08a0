import pyarrow as pa
import pytest

from frontrow.core import Event, Kind
from frontrow.data.events import EVENT_SCHEMA, concatenated
from frontrow.data.formats import FORMATS, detect, read
from frontrow.data.formats.imported import Imported, batches
from frontrow.errors import BadInput

FILES = {
    "movielens": {"movies.csv": "movieId,title,genres\n", "ratings.csv": "userId,movieId,rating,timestamp\n"},
    "jsonl": {"users.jsonl": '{"user_id":"u"}\n'},
    "recbole": {"a.inter": "user_id:token\titem_id:token\ttimestamp:float\n"},
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_known_by_its_files(tmp_path, name):
    for file, content in FILES[name].items():
        (tmp_path / file).write_text(content)
    assert detect(tmp_path) == name
    assert read("auto", tmp_path).titles == read(name, tmp_path).titles == ()


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.write])
def test_a_format_reads_what_it_writes_of_another(tmp_path, name, catalogue, columns):
    given = read("jsonl", _written(tmp_path / "first", catalogue, columns))
    write = FORMATS[name].write
    assert write
    write(tmp_path / "second", given)
    again = read("auto", tmp_path / "second")
    assert [title.item_id for title in again.titles] == [title.item_id for title in catalogue.titles]
    assert [event.value for event in concatenated(list(again.events)).events()] == [4.0, 2.0]


def _written(folder, catalogue, columns):
    ratings = columns(("rating", "film", 1.0, {"value": 4.0}), ("rating", "short", 2.0, {"value": 2.0}))
    write = FORMATS["jsonl"].write
    assert write
    write(folder, Imported(catalogue.titles, [ratings]))
    return folder


def test_a_folder_of_no_format_says_what_each_expects(tmp_path):
    with pytest.raises(
        BadInput, match=r"no format known.*movielens: movies\.csv.*jsonl: titles\.jsonl.*recbole: NAME\.inter"
    ):
        detect(tmp_path)


@pytest.mark.parametrize("name", ["auto", "movielens"])
def test_a_folder_that_is_not_there_is_named(tmp_path, name):
    with pytest.raises(BadInput, match="gone: no such directory"):
        read(name, tmp_path / "gone")


def test_an_unknown_format_is_named_with_those_there_are(tmp_path):
    with pytest.raises(BadInput, match=r"No format 'netflix'\. Expected auto, movielens, jsonl, recbole"):
        read("netflix", tmp_path)


def test_columns_left_out_hold_the_defaults_of_an_event():
    given = {
        "event_id": pa.array(["a", "b", "c"]),
        "kind": pa.array([1, 1, 1], pa.int8()),
        "user_id": pa.array(["u"] * 3),
    }
    made = list(batches({**given, "at": pa.array([1.0, 2.0, 3.0])}, size=2))
    assert [len(batch) for batch in made] == [2, 1]
    assert made[1].events() == [Event(event_id="c", kind=Kind.PLAY, at=3.0, user_id="u")]
    assert made[0].table.schema.equals(EVENT_SCHEMA)
