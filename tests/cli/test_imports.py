"""What an import may change of the records there are."""

import msgspec
import pytest
from typer.testing import CliRunner

from frontrow import cli
from frontrow.data.accounts import User
from frontrow.data.catalogue import Title
from frontrow.stores.registry import open_store

CHILD = User(user_id="1", name="Kid", maturity=7, account_id="home")
ADULT_FILM = Title(item_id="1", title="Ours", maturity=18, territories=("DE",))
MOVIELENS = {
    "movies.csv": "movieId,title,genres\n1,Theirs (1999),Drama\n2,New (2000),Drama\n",
    "ratings.csv": "userId,movieId,rating,timestamp\n1,1,4,100\n2,2,4,101\n",
}
INTER = {"x.inter": "user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t1\t4\t100\n2\t2\t4\t101\n"}
OURS = {
    "titles.jsonl": b"".join(
        msgspec.json.encode(Title(item_id=name, title="Theirs", maturity=12)) + b"\n" for name in "12"
    ).decode(),
    "users.jsonl": '{"user_id":"1","maturity":16}\n{"user_id":"2"}\n',
}


@pytest.fixture
def imported(tmp_path, monkeypatch):
    """``imported(files, *words)``: import into a store with one child and one restricted film; what it holds then."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")

    def made(files, *words):
        store = open_store("sqlite:///frontrow.db")
        store.users.put({"1": CHILD})
        store.titles.put({"1": ADULT_FILM})
        store.close()
        folder = tmp_path / "files"
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_text(content)
        result = CliRunner().invoke(cli.app, ["import", "auto", str(folder), *words])
        assert result.exit_code == 0, (result.output, result.exception)
        store = open_store("sqlite:///frontrow.db")
        try:
            return store.titles.all(), store.users.all(), result.output
        finally:
            store.close()

    return made


@pytest.mark.parametrize("files", [MOVIELENS, INTER, OURS], ids=["movielens", "recbole", "jsonl"])
def test_records_there_are_stay_as_they_were_and_missing_ones_are_added(imported, files):
    titles, users, output = imported(files)
    assert (titles["1"], users["1"]) == (ADULT_FILM, CHILD)
    assert (list(titles), list(users)) == (["1", "2"], ["1", "2"])
    assert "1 titles and 1 users were there already and are kept as they were" in output


@pytest.mark.parametrize(
    "files",
    [MOVIELENS, INTER, INTER | {"x.user": "user_id:token\tage:token\n1\t30\n2\t40\n"}],
    ids=["movielens", "recbole", "recbole with ages"],
)
def test_users_of_whom_files_do_not_say_what_they_may_see_never_replace(imported, files):
    _, users, output = imported(files, "--replace")
    assert (users["1"], list(users)) == (CHILD, ["1", "2"])
    assert "1 users were there already" in output


def test_titles_that_events_merely_name_never_replace(imported):
    assert imported(INTER, "--replace")[0]["1"] == ADULT_FILM


@pytest.mark.parametrize(
    ("files", "name", "maturity"), [(MOVIELENS, "Theirs", 0), (OURS, "Theirs", 12)], ids=["movielens", "jsonl"]
)
def test_replace_lets_the_titles_of_the_files_take_their_place(imported, files, name, maturity):
    title = imported(files, "--replace")[0]["1"]
    assert (title.title, title.maturity, title.territories) == (name, maturity, ())


def test_replace_lets_the_users_of_the_files_take_their_place(imported):
    _, users, output = imported(OURS, "--replace")
    assert users["1"] == User(user_id="1", maturity=16)
    assert "kept" not in output


def test_replace_takes_users_of_an_atomic_file_that_says_what_they_may_see(imported):
    users = imported(INTER | {"x.user": "user_id:token\tmaturity:float\n1\t12\n"}, "--replace")[1]
    assert users["1"] == User(user_id="1", maturity=12)
