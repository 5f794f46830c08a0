from dataclasses import replace

import numpy as np
import pytest

from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged
from frontrow.models import Queries
from frontrow.models.trending import Trending

RNG = np.random.default_rng(0)


def plays(item, per_day, days, country=""):
    return [(0, item, day + 0.5, country) for day in days for _ in range(per_day)]


def test_the_rise_is_the_stated_formula(make_data):
    past, recent = [10.0, 4.0], [1.0, 6.0]
    listed = [(0, 0, 5, "")] * 10 + [(0, 1, 5, "")] * 4 + [(0, 0, 1, "")] + [(0, 1, 1, "")] * 6
    learner = Trending(recent_days=2, baseline_days=8, prior_days=4, prior_plays=1)
    rise = learner.fit(make_data([[0]], 2, plays=listed), RNG).rises()
    average = 14 / 16
    expected = [(b + 4 * average) / 12 for b in past]
    expected = [7 * e / sum(expected) for e in expected]
    assert rise == pytest.approx([(x - e) / (e + 1) ** 0.5 for x, e in zip(recent, expected, strict=True)], rel=1e-5)


def test_a_planted_trend_stands_above_steady_titles_and_a_hit(make_data):
    steady = [play for item in range(2, 20) for play in plays(item, 4, range(31))]
    listed = steady + plays(0, 40, range(31)) + plays(1, 1, range(3, 31)) + plays(1, 8, range(3))
    rise = Trending().fit(make_data([[0]], 20, plays=listed), RNG).rises()
    assert rise.argmax() == 1
    assert rise[1] > 4
    assert np.abs(np.delete(rise, 1)).max() < 1.5


def test_a_weekend_busy_for_all_lifts_nobody(make_data):
    listed = [p for item in range(3) for p in plays(item, 2, range(3, 31)) + plays(item, 10, range(3))]
    assert Trending().fit(make_data([[0]], 3, plays=listed), RNG).rises() == pytest.approx([0, 0, 0], abs=1e-5)


def test_a_title_is_compared_with_the_days_it_was_there(make_data):
    listed = plays(0, 4, range(10)) + plays(1, 4, range(31))
    data = make_data([[0]], 2, plays=listed)
    unaware = Trending().fit(data, RNG).rises()
    titles = data.catalogue.titles
    new = Catalogue.of([type(titles[0])(item_id="new", title="New", added_at=data.now - 10 * 86_400), titles[1]])
    aware = Trending().fit(replace(data, catalogue=new), RNG).rises()
    assert unaware[0] > 1.0
    assert abs(aware[0]) < 0.5


def test_a_country_with_few_plays_follows_the_whole(make_data):
    listed = plays(0, 20, range(3), "DE") + plays(1, 20, range(3, 31), "DE") + plays(1, 1, range(1), "NO")
    model = Trending().fit(make_data([[0]], 2, plays=listed), RNG)
    queries = Queries(Ragged.of([[], [], []]), np.empty(0, np.float32), np.zeros(3), ("DE", "NO", "XX"))
    scores = model.scores(queries)
    assert scores.argmax(axis=1).tolist() == [0, 0, 0]
    assert scores[1] == pytest.approx(model.rises(), rel=0.02)
    assert scores[2].tolist() == model.rises().tolist()


def test_no_plays_give_no_trend(make_data):
    assert Trending().fit(make_data([[]], 2, plays=[]), RNG).rises().tolist() == [0, 0]
