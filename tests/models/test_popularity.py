import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontrow.data.ragged import Ragged
from frontrow.models import Queries
from frontrow.models.popularity import Popularity

RNG = np.random.default_rng(0)
PLAIN = np.inf


def asked(*countries):
    n = len(countries)
    return Queries(Ragged.of([[]] * n), np.empty(0, np.float32), np.zeros(n), countries)


def test_a_play_one_half_life_old_counts_half(make_data):
    data = make_data([[0]], 2, plays=[(0, 0, 0.0, ""), (0, 0, 30.0, ""), (0, 1, 60.0, "")])
    assert Popularity(half_life_days=30.0).fit(data, RNG).counts().tolist() == [1.5, 0.25]


def test_the_window_includes_both_its_ends_and_nothing_outside(make_data):
    days = [7.0 + 1e-6, 7.0, 0.0, -1e-6]
    data = make_data([[0]], 4, plays=[(0, item, day, "") for item, day in enumerate(days)])
    model = Popularity(half_life_days=PLAIN, window_days=7.0).fit(data, RNG)
    assert model.counts().tolist() == [0, 1, 1, 0]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 20), st.sampled_from(["DE", "NO", ""])), max_size=40))
def test_counts_equal_a_recount_play_by_play(make_data, plays):
    data = make_data([[0]], 5, plays=[(0, item, float(days), country) for item, days, country in plays])
    model = Popularity(half_life_days=PLAIN, window_days=7.0).fit(data, RNG)
    for country in ("DE", "NO", "FR", ""):
        recount = [0] * 5
        for item, days, where in plays:
            recount[item] += days <= 7 and country in ("", where)
        assert model.counts(country).tolist() == recount


def test_scores_are_shares_shrunk_to_the_whole(make_data):
    plays = [(0, 0, 1, "DE"), (0, 1, 1, "NO"), (0, 1, 1, "NO"), (0, 1, 1, "NO")]
    model = Popularity(half_life_days=PLAIN, prior=4.0).fit(make_data([[0]], 2, plays=plays), RNG)
    scores = model.scores(asked("DE", "", "XX", "NO"))
    assert scores[0] == pytest.approx([(1 + 4 * 0.25) / 5, (0 + 4 * 0.75) / 5])
    assert scores[1] == pytest.approx([0.25, 0.75])
    assert scores[2].tolist() == scores[1].tolist()
    assert scores[3] == pytest.approx([(0 + 4 * 0.25) / 7, (3 + 4 * 0.75) / 7])


def test_a_country_with_many_plays_follows_its_own(make_data):
    plays = [(0, 0, 1, "DE")] * 60 + [(0, 1, 1, "NO")] * 90
    model = Popularity(prior=10.0).fit(make_data([[0]], 2, plays=plays), RNG)
    assert model.scores(asked("DE", "")).argmax(axis=1).tolist() == [0, 1]


def test_without_countries_everybody_gets_the_whole(make_data):
    plays = [(0, 0, 1, "DE"), (0, 1, 1, "NO"), (0, 1, 1, "NO")]
    model = Popularity(by_country=False).fit(make_data([[0]], 2, plays=plays), RNG)
    assert model.countries == ()
    assert model.scores(asked("DE"))[0].argmax() == 1


def test_no_plays_give_zeros(make_data):
    model = Popularity().fit(make_data([[]], 3, plays=[]), RNG)
    assert model.scores(asked("DE", "")).tolist() == [[0.0] * 3] * 2
