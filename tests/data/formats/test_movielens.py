from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from frontrow.core import Kind
from frontrow.data.catalogue import Catalogue, Person
from frontrow.data.events import concatenated
from frontrow.data.formats import movielens
from frontrow.data.prepare import dataset
from frontrow.errors import BadInput

U_ITEM = "{}|{}|01-Jan-1995||http://x|" + "|".join("{}" for _ in range(19)) + "\n"


@pytest.fixture
def folder(tmp_path):
    def made(**files):
        for name, content in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return made


def _ratings(imported):
    events = concatenated(list(imported.events)).events()
    assert all(event.kind == Kind.RATING for event in events)
    return [(event.user_id, event.item_id, event.value, event.at) for event in events]


CSV = {
    "movies__csv": 'movieId,title,genres\n1,"Matrix, The (1999)",Action|Sci-Fi\n2,Nothing,(no genres listed)\n',
    "ratings__csv": "userId,movieId,rating,timestamp\n7,1,4.5,100\n7,2,3,50\n8,2,0.5,100\n",
}


def test_csv_files_are_read_in_order_of_time(folder):
    imported = movielens.read(
        folder(**CSV, tags__csv="userId,movieId,tag,timestamp\n1,1,Surreal,5\n1,1,neo,6\n2,1,dark,7\n")
    )
    first, second = imported.titles
    assert (first.item_id, first.title, first.year, first.genres) == ("1", "The Matrix", 1999, ("Action", "Sci-Fi"))
    assert first.moods == ("surreal", "dark")
    assert (second.title, second.genres, second.moods, second.maturity) == ("Nothing", (), (), 0)
    assert _ratings(imported) == [("7", "2", 3.0, 50.0), ("7", "1", 4.5, 100.0), ("8", "2", 0.5, 100.0)]
    assert [user.user_id for user in imported.users] == ["7", "8"]


def test_importing_twice_gives_the_same_ids(folder):
    ids = [concatenated(list(movielens.read(folder(**CSV)).events)).strings("event_id") for _ in range(2)]
    assert ids[0] == ids[1] == ["ml-7-2-50", "ml-7-1-100", "ml-8-2-100"]


def test_dat_files_are_read(folder):
    movies = "1::Misérables, Les (1995)::Drama|War\n2::A: B (2000)::Comedy\n".encode("latin-1")
    imported = movielens.read(folder(movies__dat=movies, ratings__dat="1::2::5::978300760\n1::1::3::978300750\n"))
    assert [title.title for title in imported.titles] == ["Les Misérables", "A: B"]
    assert _ratings(imported) == [("1", "1", 3.0, 978300750.0), ("1", "2", 5.0, 978300760.0)]


def test_u_data_is_read(folder):
    flags = [0] * 19
    flags[1] = flags[5] = 1
    imported = movielens.read(
        folder(u__item=U_ITEM.format(1, "GoldenEye (1995)", *flags), u__data="196\t1\t3\t881250949\n")
    )
    assert (imported.titles[0].title, imported.titles[0].genres) == ("GoldenEye", ("Action", "Comedy"))
    assert _ratings(imported) == [("196", "1", 3.0, 881250949.0)]


def _table(**columns):
    return pa.table({name: pa.array(values) for name, values in columns.items()})


def test_parquet_is_read_with_its_order_and_what_is_known_of_the_films(tmp_path):
    ratings = _table(user_id=[1, 1, 1], movie_id=[5, 6, 5], rating=[4, 2, 9], timestamp=[10, 10, 3], user_seq=[1, 0, 2])
    pq.write_table(ratings, tmp_path / "ratings.parquet")
    films = _table(
        movie_id=[5, 6],
        title=["Toy Story (1995)", "Heat (1995)"],
        genres=["Animation|Comedy", "Crime"],
        x_rated=["PG-13", None],
        x_director=["John Lasseter", "N/A"],
        x_writer=["Joss Whedon (screenplay)", None],
        x_actors=["Tom Hanks, Tim Allen", None],
        x_plot=["A boy.", "N/A"],
        x_runtime=["81 min", None],
    )
    pq.write_table(films, tmp_path / "movies_with_facts.parquet")
    refused: list[BadInput] = []
    imported = movielens.read(tmp_path, refused.append)
    assert _ratings(imported) == [("1", "6", 2.0, 10.0), ("1", "5", 4.0, 10.0)]
    story, heat = imported.titles
    assert (story.maturity, story.runtime, story.synopsis, story.year) == (13, 4860, "A boy.", 1995)
    assert story.people == (
        Person("Tom Hanks"),
        Person("Tim Allen"),
        Person("John Lasseter", "director"),
        Person("Joss Whedon", "writer"),
    )
    assert (heat.maturity, heat.people, heat.synopsis) == (16, (), "")
    assert "ratings.parquet, row 2, column 'rating': 9" in str(refused[0])


def test_parquet_without_facts_has_unknown_maturity(tmp_path):
    pq.write_table(_table(user_id=[1], movie_id=[5], rating=[4], timestamp=[10]), tmp_path / "ratings.parquet")
    pq.write_table(_table(movie_id=[5], title=["Heat"], genres=["Crime"]), tmp_path / "movies.parquet")
    assert movielens.read(tmp_path).titles[0].maturity == 0


def test_parquet_ratings_go_with_an_atomic_list_of_items(tmp_path):
    pq.write_table(_table(user_id=[1], movie_id=[5], rating=[4], timestamp=[10]), tmp_path / "ratings.parquet")
    (tmp_path / "ml.item").write_text(
        "item_id:token\tmovie_title:token_seq\tclass:token_seq\n5\tHeat, The\tCrime War\n"
    )
    (title,) = movielens.read(tmp_path).titles
    assert (title.title, title.genres) == ("The Heat", ("Crime", "War"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x,1,six,5", "line 4, column 'rating': 'six'. Expected a number from 0.5 to 5."),
        ("x,1,6,5", "line 4, column 'rating': '6'. Expected a number from 0.5 to 5."),
        (",1,4,5", "line 4, column 'userId': ''. Expected a text that is not empty."),
        ("x,1,4,-1", "line 4, column 'timestamp': '-1'. Expected a number from 0 to 1e+11."),
        ("x,1,4,nan", "line 4, column 'timestamp': 'nan'. Expected a number from 0 to 1e+11."),
        ("x,1,4", "line 4: 3 columns. Expected 4 columns."),
    ],
)
def test_a_bad_rating_is_refused_by_file_line_and_column_and_the_others_kept(folder, line, message):
    bad = "userId,movieId,rating,timestamp\n1,1,4,5\n1,2,4,6\n" + line + "\n2,1,4,7\n"
    directory = folder(**CSV | {"ratings__csv": bad})
    refused: list[BadInput] = []
    assert len(_ratings(movielens.read(directory, refused.append))) == 3
    assert [str(one) for one in refused] == [f"{directory / 'ratings.csv'}, {message}"]
    with pytest.raises(BadInput, match="line 4"):
        movielens.read(directory)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_lines_count_as_lines_and_are_no_ratings(folder, end):
    lines = ["userId,movieId,rating,timestamp", "", "1,1,4,5", "", "", "x,1,4", "1,2,six,6", "2,1,4,7", "", ""]
    directory = folder(**CSV | {"ratings__csv": end.join(lines)})
    refused: list[BadInput] = []
    assert len(_ratings(movielens.read(directory, refused.append))) == 2
    assert [str(one).partition(":")[0].rpartition("ratings.csv, ")[2] for one in refused] == [
        "line 6",
        "line 7, column 'rating'",
    ]


def test_a_bad_movie_is_refused_by_line(folder):
    movies = "1::Heat (1995)::Crime\nnonsense\n\n1::Heat (1995)::Crime\n"
    refused: list[BadInput] = []
    directory = folder(movies__dat=movies, ratings__dat="1::1::5::978300760\n")
    assert len(movielens.read(directory, refused.append).titles) == 1
    assert "movies.dat, line 2: 1 fields ['nonsense']. Expected 3 fields parted by '::'" in str(refused[0])
    assert "movie '1' stands twice" in str(refused[1])


def test_a_missing_column_is_refused_by_name(folder):
    directory = folder(**CSV | {"ratings__csv": "userId,movieId,stars\n1,2,3\n"})
    with pytest.raises(BadInput, match=r"no column 'rating' among userId, movieId, stars"):
        movielens.read(directory)


@pytest.mark.parametrize("content", ["", b"userId,movieId,rating,timestamp\n\xff,1,4,5\n"])
def test_a_file_that_is_no_text_is_refused(folder, content):
    with pytest.raises(BadInput, match=r"ratings\.csv: .*Expected a UTF-8 text"):
        movielens.read(folder(**CSV | {"ratings__csv": content}))


def test_a_file_that_is_no_parquet_is_refused(folder):
    with pytest.raises(BadInput, match=r"ratings\.parquet.*Expected a Parquet file"):
        movielens.read(folder(ratings__parquet="no", movies__parquet="no"))


def test_a_folder_without_files_says_what_is_expected(tmp_path):
    assert not movielens.detects(tmp_path)
    with pytest.raises(BadInput, match=r"no MovieLens files.*movies\.csv and ratings\.csv"):
        movielens.read(tmp_path)


@pytest.fixture(scope="module")
def real(shared_data):
    """Return the import, the events and the data set of a real directory, each made once."""

    @cache
    def made(name):
        imported = movielens.read(shared_data / name)
        events = concatenated(list(imported.events))
        return imported, events, dataset(events, Catalogue.of(imported.titles), 2e9)

    return made


@pytest.mark.data
@pytest.mark.parametrize(
    ("name", "ratings", "titles", "users"),
    [("ml-1m", 1_000_209, 3883, 6040), ("ml-latest-small", 100_836, 9742, 610), ("ml-100k", 100_000, 1682, 943)],
)
def test_the_real_files_are_read_whole(real, name, ratings, titles, users):
    imported, events, data = real(name)
    assert (len(events), len(imported.titles), len(imported.users)) == (ratings, titles, users)
    assert np.all(np.diff(events.number("at")) >= 0)
    assert len(data.histories.values) == ratings


@pytest.mark.data
def test_histories_of_ml_1m_are_in_the_genuine_order_of_each_user(real, shared_data):
    _, _, data = real("ml-1m")
    table = pq.read_table(shared_data / "ml-1m" / "ratings.parquet")
    user, movie, place = (table[name].to_numpy() for name in ("user_id", "movie_id", "user_seq"))
    for wanted in (1, 3000, 6040):
        rows = np.flatnonzero(user == wanted)
        rows = rows[np.argsort(place[rows])]
        history = data.histories[data.users.index(str(wanted))]
        assert data.catalogue.items.select(history) == [str(one) for one in movie[rows]]
