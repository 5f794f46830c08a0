import numpy as np

from frontrow.models.by_country import counted, country_rows


def test_plays_are_summed_by_title_and_country_with_the_whole_in_row_0(make_data):
    data = make_data([[0, 1]], 3, plays=[(0, 0, 3, "DE"), (0, 1, 2, "NO"), (0, 0, 1, "DE"), (0, 1, 0, "")])
    table = counted(data, np.array([1.0, 2.0, 4.0, 8.0]))
    assert data.countries.names == ("DE", "NO")
    assert table.tolist() == [[5, 10, 0], [5, 0, 0], [0, 2, 0]]
    assert table.dtype == np.float32


def test_only_the_whole_is_counted_when_countries_are_not_wanted(make_data):
    data = make_data([[0]], 2, plays=[(0, 0, 1, "DE")])
    assert counted(data, np.ones(1), by_country=False).tolist() == [[1, 0]]


def test_unknown_countries_are_the_whole():
    assert country_rows(("DE", "NO"), ["NO", "", "XX", "DE"]).tolist() == [2, 0, 0, 1]
    assert country_rows((), []).shape == (0,)


def test_a_catalogue_without_titles_has_an_empty_table(make_data):
    assert counted(make_data([[]], 0, plays=[]), np.empty(0), by_country=True).shape[1] == 0
