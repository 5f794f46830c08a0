import runpy
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from frontrow.simulate.films import PATH, films

SCRIPT = Path(__file__).parents[2] / "scripts" / "build_films.py"


def test_the_table_is_small_and_its_notice_is_beside_it():
    assert PATH.stat().st_size < 1_000_000
    notice = PATH.with_suffix(".NOTICE").read_text()
    assert "CC0-1.0" in notice and "scripts/build_films.py" in notice


def test_ids_are_readable_and_unique():
    ids = [film.item_id for film in films()]
    assert len(set(ids)) == len(ids)
    assert {"the-godfather-1972", "heat-1995", "seven-samurai-1954"} <= set(ids)
    assert all(item_id.isascii() and len(item_id) <= 70 for item_id in ids)


def test_the_catalogue_is_a_mixture():
    decades = Counter(film.year // 10 * 10 for film in films())
    genres = Counter(genre for film in films() for genre in film.genres)
    countries = Counter(country for film in films() for country in film.countries)
    assert min(decades.values()) >= 150 and set(decades) == set(range(1940, 2020, 10))
    assert len(genres) == 20 and min(genres.values()) >= 100
    assert sum(count >= 30 for count in countries.values()) >= 25


def test_films_without_the_united_states_are_a_quarter_and_more():
    assert sum("US" not in film.countries for film in films()) > len(films()) / 4


def test_names_are_whole():
    names = {name for film in films() for name in (*film.cast, *film.directors, *film.writers)}
    assert not names & {"Jr.", "Sr.", "II", "III", ""}


def test_the_script_builds_the_table_that_is_kept():
    pytest.importorskip("bokeh_sampledata")
    script = runpy.run_path(str(SCRIPT))
    found = script["with_prominence"](script["films"]())
    built = script["table"](script["billed"](found, script["chosen"](found)))
    assert built.to_pylist() == pq.read_table(PATH).to_pylist()


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("A, B", ("A", "B")),
        ("Cuba Gooding, Jr., B", ("Cuba Gooding, Jr.", "B")),
        ("Diana, Princess of Wales", ("Diana, Princess of Wales",)),
        ("", ()),
        (None, ()),
    ],
)
def test_a_comma_within_a_name_splits_nothing(cell, values):
    pytest.importorskip("bokeh_sampledata")
    assert runpy.run_path(str(SCRIPT))["listed"](cell) == values
