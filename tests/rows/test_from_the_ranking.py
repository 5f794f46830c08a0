"""The rows that cut the ranking: top picks, new releases, trending, popular, hidden gems, watch it again."""

import pytest

from frontrow.rows.countries import within
from frontrow.rows.hidden_gems import HiddenGems
from frontrow.rows.new_releases import NewReleases
from frontrow.rows.popular import PopularRow
from frontrow.rows.top_picks import TopPicks
from frontrow.rows.trending import TrendingNow
from frontrow.rows.watch_again import WatchAgain

DAY = 86_400.0
NOW = 1000 * DAY


def items(rows):
    return [row.items.tolist() for row in rows]


def test_top_picks_are_the_head_of_the_ranking(make_knowledge, ask, ranked):
    (row,) = TopPicks(make_knowledge([{}] * 5), offer=3)(ask(history=[0], watched=[0]), ranked([4, 2, 1, 3]))
    assert (row.title, row.items.tolist()) == ("Top Picks for You", [4, 2, 1])


def test_top_picks_do_not_claim_to_know_a_new_viewer(make_knowledge, ask, ranked):
    (row,) = TopPicks(make_knowledge([{}] * 2))(ask(), ranked([0, 1]))
    assert row.title == "Picks to Get You Started"


def test_new_releases_keep_the_viewers_order(make_knowledge, ask, ranked):
    knowledge = make_knowledge([{"added_at": NOW - days * DAY} for days in (5, 59, 61, 0)])
    assert items(NewReleases(knowledge, days=60)(ask(), ranked([2, 1, 0, 3]))) == [[1, 0, 3]]


def test_trending_holds_only_what_rises(make_knowledge, ask, ranked):
    knowledge = make_knowledge([{}] * 4, rise=[3.0, -1.0, 5.0, 0.0])
    assert items(TrendingNow(knowledge, personal=0.0)(ask(), ranked([0, 1, 2, 3]))) == [[2, 0]]


def test_trending_leans_to_the_viewer(make_knowledge, ask, ranked):
    knowledge = make_knowledge([{}] * 3, rise=[3.0, 4.0, 5.0])
    assert items(TrendingNow(knowledge, personal=1.0)(ask(), ranked([1, 0, 2]))) == [[1, 0, 2]]


def test_popular_counts_the_viewers_country(make_knowledge, ask, ranked):
    knowledge = make_knowledge([{}] * 4, plays=[9, 9, 9, 9], german=[1, 0, 3, 2])
    (row,) = PopularRow(knowledge)(ask("DE"), ranked([3, 1, 0]))
    assert (row.title, row.items.tolist()) == ("Popular in Germany", [3, 0])


def test_hidden_gems_are_well_ranked_and_little_played(make_knowledge, ask, ranked):
    knowledge = make_knowledge([{}] * 8, plays=[90, 80, 70, 60, 4, 3, 2, 1])
    gems = HiddenGems(knowledge, least_played=0.5, best=0.5)
    query = ask(history=[1], watched=[1])
    assert items(gems(query, ranked([0, 7, 2, 5, 4, 3, 6]))) == [[7, 5]]


def test_hidden_gems_need_a_history(make_knowledge, ask, ranked):
    knowledge = make_knowledge([{}] * 4, plays=[9, 8, 1, 1])
    assert items(HiddenGems(knowledge, best=1.0)(ask(), ranked([2, 3]))) == []


def test_where_all_are_played_alike_none_is_hidden(make_knowledge, ask, ranked):
    gems = HiddenGems(make_knowledge([{}] * 4, plays=[2, 2, 2, 2]), best=1.0)
    assert items(gems(ask(history=[0], watched=[0]), ranked([1, 2, 3]))) == []


def test_watch_again_needs_an_end_a_liking_and_some_time(make_knowledge, ask, ranked):
    query = ask(
        history=[0, 1, 2, 3, 4],
        weights=[1.0, 2.0, -1.0, 1.0, 1.0],
        watched_at=[NOW - 50 * DAY, NOW - 40 * DAY, NOW - 30 * DAY, NOW - 20 * DAY, NOW - DAY],
        finished=[0, 1, 2, 4],
        watched=[0, 1, 2, 3, 4],
    )
    assert items(WatchAgain(make_knowledge([{}] * 5))(query, ranked([]))) == [[1, 0]]


def test_watch_again_shows_nothing_sent_away(make_knowledge, ask, ranked):
    query = ask(history=[0], finished=[0], watched=[0], hidden=[0], watched_at=[0.0])
    assert items(WatchAgain(make_knowledge([{}]))(query, ranked([]))) == []


@pytest.mark.parametrize("kind", [TopPicks, NewReleases, TrendingNow, PopularRow, HiddenGems])
def test_without_candidates_there_is_no_row(make_knowledge, ask, ranked, kind):
    assert items(kind(make_knowledge([{}] * 3, plays=[1, 2, 3]))(ask(history=[0]), ranked([]))) == []


@pytest.mark.parametrize(
    ("code", "text"), [("DE", " in Germany"), ("US", " in the United States"), ("ZZ", " in ZZ"), ("", "")]
)
def test_countries_are_called_by_name(code, text):
    assert within(code) == text
