from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

import msgspec
import numpy as np
import pytest

from frontrow.core import Event, Kind
from frontrow.data.catalogue import Catalogue
from frontrow.data.events import code, concatenated
from frontrow.data.quality import report
from frontrow.data.signals import dataset
from frontrow.errors import BadInput
from frontrow.evaluate.held_out import held_out, next_items
from frontrow.models.registry import LEARNERS
from frontrow.simulate import simulate, users

DAY = 86_400.0


class Plays(NamedTuple):
    """Kind by kind, the events of the log, joined to titles and profiles."""

    item: np.ndarray
    user: np.ndarray
    at: np.ndarray


def of_kind(log, kind: Kind) -> Plays:
    mask = log.number("kind") == code(kind)
    items, item_ids = log.coded("item_id")
    people, user_ids = log.coded("user_id")
    item = np.array([int(name[1:] or -1) for name in item_ids])[items[mask]]
    user = np.array([int(name[-5:]) - 1 for name in user_ids])[people[mask]]
    return Plays(item, user, log.number("at")[mask])


def test_the_same_seed_gives_the_same_log(titles, small, until, days) -> None:
    short = replace(small, people=replace(small.people, days=3))
    one, same, other = (list(simulate(titles, short, seed, until)) for seed in (4, 4, 5))
    assert all(a.table.equals(b.table) for a, b in zip(one, same, strict=True))
    assert not one[0].table.equals(other[0].table)
    assert not set(one[0].strings("event_id")) & set(other[0].strings("event_id"))


def test_there_is_a_batch_a_day_each_within_its_day_and_in_order(days, until) -> None:
    assert len(days) == 14
    for number, batch in enumerate(days):
        at = batch.number("at")
        begin = until - (14 - number) * DAY
        assert len(at)
        assert (np.diff(at) >= 0).all()
        assert begin <= at[0]
        assert at[-1] < begin + DAY


def test_progress_is_told_after_every_day(titles, small, until) -> None:
    told: list[tuple[int, int]] = []
    short = replace(small, people=replace(small.people, days=2))
    for batch in simulate(titles, short, 4, until, lambda done, total: told.append((done, total))):
        assert len(batch)
    assert told == [(1, 2), (2, 2)]


def test_every_event_is_one_the_api_would_accept(log) -> None:
    events = log.events()
    assert msgspec.json.decode(msgspec.json.encode(events), type=list[Event]) == events


def test_event_ids_are_unique(log) -> None:
    ids = log.strings("event_id")
    assert len(set(ids)) == len(ids)


def test_every_play_is_followed_by_its_stop_within_the_runtime(log, titles, until) -> None:
    runtime = {title.item_id: title.runtime for title in titles}
    plays = defaultdict(list)
    for one in log.events():
        if one.play_id:
            plays[one.play_id].append(one)
    unended = 0
    for first, *rest in plays.values():
        assert first.kind is Kind.PLAY
        if not rest or rest[-1].kind is not Kind.STOP:
            unended += 1
            assert first.at > until - 6 * 3600
            continue
        stop = rest[-1]
        assert (stop.item_id, stop.episode_id, stop.user_id) == (first.item_id, first.episode_id, first.user_id)
        assert stop.value == pytest.approx(stop.at - first.at, abs=0.01)
        assert stop.position == pytest.approx(first.position + stop.value, abs=0.01)
        assert stop.position <= runtime[stop.item_id] + 0.01
        assert all(one.value <= stop.value for one in rest[:-1])
    assert unended < 0.02 * len(plays)


def test_nobody_watches_two_things_at_once(log) -> None:
    mask = np.isin(log.number("kind"), [code(Kind.PLAY), code(Kind.STOP)])
    people, _ = log.coded("user_id")
    kind, user = log.number("kind")[mask], people[mask]
    order = np.argsort(user, kind="stable")
    kind, user = kind[order], user[order]
    same = user[1:] == user[:-1]
    assert (kind[1:] != kind[:-1])[same].all()


def test_children_never_play_what_is_not_for_them(log, titles, small, until) -> None:
    limit = np.array([one.maturity for one in users(titles, small, 1, until)])
    plays = of_kind(log, Kind.PLAY)
    age = np.array([title.maturity for title in titles])
    assert (limit[plays.user] < 18).sum() > 20
    assert (age[plays.item] <= limit[plays.user]).all()


def test_nothing_is_played_or_shown_outside_its_territory_or_before_its_time(log, titles, small, until) -> None:
    catalogue = Catalogue.of(titles)
    country = np.array([one.country for one in users(titles, small, 1, until)])
    for kind in (Kind.PLAY, Kind.IMPRESSION):
        found = of_kind(log, kind)
        for code_ in np.unique(country):
            mine = country[found.user] == code_
            assert catalogue.available(code_)[found.item[mine]].all()
        assert (catalogue.added_at[found.item] <= found.at).all()


def test_titles_that_arrive_are_watched(log, titles, until) -> None:
    plays = of_kind(log, Kind.PLAY)
    new = np.array([title.added_at > until - 14 * DAY for title in titles])
    assert new[plays.item].sum() > 10


def test_a_title_interrupted_is_taken_up_again_where_it_was_left(log) -> None:
    left: dict[tuple[str, str, str], tuple[float, float]] = {}
    resumed = later = 0
    for one in log.events():
        key = (one.user_id, one.item_id, one.episode_id)
        if one.kind is Kind.PLAY and one.position > 0:
            resumed += 1
            at, position = left[key]
            assert one.position == pytest.approx(position, abs=0.01)
            later += one.at - at > DAY / 2
        if one.kind is Kind.STOP:
            left[key] = (one.at, one.position)
    assert resumed > 20
    assert later > 5


def test_nobody_s_device_is_always_the_same(log) -> None:
    devices, names = log.coded("device")
    counts = np.bincount(devices[log.number("kind") == code(Kind.PLAY)], minlength=len(names))
    by_name = dict(zip(names, counts.tolist(), strict=True))
    assert by_name["tv"] > by_name["tablet"] > 0


def test_some_viewers_are_heavy_and_some_sparse(log) -> None:
    plays = np.bincount(of_kind(log, Kind.PLAY).user, minlength=300)
    assert (plays < 3).sum() > 30
    assert plays.max() > 3 * np.median(plays)


def test_a_world_must_end_at_midnight(titles, small, until) -> None:
    with pytest.raises(BadInput, match="ends with a day"):
        next(simulate(titles, small, 0, until + 1))


def test_a_world_needs_titles(small, until) -> None:
    with pytest.raises(BadInput, match="no titles"):
        next(simulate([], small, 0, until))


def test_the_log_teaches_taste(titles, small, until) -> None:
    """A personal model foretells held-out days better than popularity; of real viewers it says nothing."""
    large = replace(small, people=replace(small.people, viewers=700, days=28))
    catalogue = Catalogue.of(titles)
    log = concatenated(list(simulate(titles, large, 2, until)))
    at = until - 5 * DAY
    whole = dataset(log, catalogue, until)
    before = dataset(log.where(log.number("at") < at), catalogue, at)
    part = held_out(before, whole)
    ndcg = {
        name: next_items(part, LEARNERS[name]().fit(before, np.random.default_rng(0)))["ndcg@10"]
        for name in ("popularity", "ease")
    }
    assert ndcg["ease"] > 1.5 * ndcg["popularity"]


def test_the_quality_checks_find_nothing_odd_in_the_log(log, catalogue, until) -> None:
    assert report(log, catalogue, until).findings == ()
