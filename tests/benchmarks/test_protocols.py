"""Every protocol on the real data: the published counts, and nothing learnt from what is to be foretold."""

from dataclasses import replace
from functools import cache
from itertools import islice

import numpy as np
import pytest

from benchmarks.protocols import PROTOCOLS, data_folder
from benchmarks.protocols.split import Log, before, core
from benchmarks.protocols.strong import HIDDEN, hidden, permuted
from frontrow.data.ragged import Ragged
from frontrow.errors import NotFound
from frontrow.evaluate.ranking import cut

data = [pytest.mark.data, pytest.mark.usefixtures("shared_data")]

# protocol: titles, users learnt from, events learnt from, queries, targets of its first split
COUNTS = {
    "ml1m-loo": (3706, 6040, 1_000_209 - 2 * 6040, 6040, 6040),
    "ml1m-time": (3416, 5445, 809_690, 1204, 1204),
    "strong-ml1m": (3497, 4828, 462_561, 603, 10_829),
    "strong-ml100k": (1417, 752, 44_415, 93, 1024),
    "gowalla": (40_981, 29_858, 810_128, 29_858, 217_242),
    "cold-items": (3307, 6038, 669_846, 6038, 835_789 - 669_846),
    "cold-users": (3706, 4352, 708_942, 1088, 92_178),
    "latest-time": (3650, 520, 73_121, 8976, 8976),
    "ml100k-temporal": (1682, 897, 43_685, 897, 11_364),
}
IN_TIME = ("ml1m-time", "latest-time")


@cache
def first(name):
    return next(PROTOCOLS[name].splits(data_folder()))


def parts(name):
    """Return test and validation, of many queries the first two thousand."""
    split = first(name)
    return few(split), few(split.validation)


def few(split):
    if len(split.queries.histories.values) <= 1_200_000:
        return split
    some = slice(0, 2000)
    targets = Ragged(split.targets.values[: split.targets.offsets[2000]], split.targets.offsets[:2001])
    return replace(split, queries=cut(split.queries, some), targets=targets)


@pytest.mark.parametrize("name", COUNTS)  # strong-ml100k-tenths has no validation part
class TestEvery:
    pytestmark = data

    def test_counts_are_those_published(self, name):
        split = first(name)
        learnt = split.data.histories
        assert COUNTS[name] == (
            len(split.data.catalogue),
            int((learnt.lengths > 0).sum()),
            len(learnt.values),
            len(split.queries.histories),
            len(split.targets.values),
        )

    def test_shapes_fit_together(self, name):
        for split in parts(name):
            total = len(split.queries.histories.values)
            assert len(split.targets) == len(split.queries.histories) == len(split.queries.now)
            assert len(split.queries.weights) == total
            assert split.queries.at is None or len(split.queries.at) == total
            assert len(split.data.grades) == len(split.data.at) == len(split.data.histories.values)
            assert ((split.data.grades > 0) & (split.data.grades <= 1)).all()
            assert (np.diff(split.data.plays.at) >= 0).all()

    def test_no_target_is_known_to_who_asks(self, name):
        for split in parts(name):
            n = len(split.data.catalogue)
            known = split.queries.histories.owners.astype(np.int64) * n + split.queries.histories.values
            wanted = split.targets.owners.astype(np.int64) * n + split.targets.values
            assert not np.isin(wanted, known).any()


@pytest.mark.parametrize("name", ["ml1m-loo", "gowalla", "cold-items", "ml100k-temporal"])
class TestSameUsers:
    pytestmark = data

    def test_validation_asks_for_nothing_that_the_test_asks_for(self, name):
        split, validation = parts(name)
        n = len(split.data.catalogue)
        test, tuning = (one.targets.owners.astype(np.int64) * n + one.targets.values for one in (split, validation))
        assert not np.isin(test, tuning).any()


@pytest.mark.parametrize("name", IN_TIME)
class TestInTime:
    pytestmark = data

    def test_nothing_learnt_is_as_late_as_any_target(self, name):
        for split in parts(name):
            assert split.data.plays.at.max() < split.queries.now.min()
            assert split.data.at.max() <= split.data.now

    def test_validation_ends_where_the_test_begins(self, name):
        split, validation = parts(name)
        assert validation.queries.now.max() < split.queries.now.min()

    def test_who_asks_knows_all_up_to_the_target_and_nothing_after(self, name):
        for split in parts(name):
            owners = split.queries.histories.owners
            assert (split.queries.at <= split.queries.now[owners]).all()
            assert (split.queries.histories.lengths > 0).all()


class TestOne:
    pytestmark = data

    def test_leave_last_out_asks_with_all_but_the_last(self):
        split = first("ml1m-loo")
        user = 17
        assert split.queries.histories[user][:-1].tolist() == split.data.histories[user].tolist()
        assert split.queries.histories[user][-1] == split.validation.targets[user][0]
        assert split.validation.data is split.data

    def test_a_query_is_asked_at_the_time_of_its_target(self):
        split = first("ml1m-loo")
        last = split.queries.histories.offsets[1:] - 1
        assert (split.queries.at[last] <= split.queries.now).all()

    def test_ml1m_says_of_its_movies_what_models_may_read(self):
        titles = first("ml1m-loo").data.catalogue.titles
        toy_story = next(title for title in titles if title.item_id == "1")
        assert (toy_story.title, toy_story.year) == ("Toy Story (1995)", 1995)
        assert "Animation" in toy_story.genres
        assert [one.name for one in toy_story.people if one.role == "director"] == ["John Lasseter"]
        assert "Andy" in toy_story.synopsis
        assert np.mean([bool(title.synopsis) for title in titles]) > 0.98

    def test_successive_targets_are_of_as_many_users_as_last_ones(self):
        last, successive = PROTOCOLS["ml1m-time"].splits(data_folder())
        assert successive.data is last.data
        assert len(successive.users) == len(successive.targets) == 99_923
        assert len(np.unique(successive.users)) == len(last.targets) == 1204

    def test_held_out_users_are_not_learnt_from_and_hide_a_fifth(self):
        split = first("strong-ml1m")
        shown, away = split.queries.histories.lengths, split.targets.lengths
        assert np.array_equal(away, ((shown + away) * HIDDEN).astype(int))
        assert (away >= 1).sum() == (shown + away >= 5).sum()

    def test_cold_items_have_no_events_and_are_alone_ranked(self):
        for split in parts("cold-items"):
            assert split.candidates.sum() in (661, 529)
            assert not split.candidates[split.data.histories.values].any()
            assert not split.candidates[split.queries.histories.values].any()
            assert split.candidates[split.targets.values].all()
        inner = first("cold-items").validation
        assert not (inner.candidates & first("cold-items").candidates).any()

    def test_cold_users_show_so_many_of_the_most_rated(self):
        splits = list(islice(PROTOCOLS["cold-users"].splits(data_folder()), 5))
        assert [split.label for split in splits] == ["0", "1", "3", "5", "3-of-200"]
        assert all(split.data is splits[0].data for split in splits)
        plays = np.bincount(splits[0].data.histories.values, minlength=3706)
        for split, picks, shown in zip(splits, (0, 1, 3, 5, 3), (40, 40, 40, 40, 200), strict=True):
            picked = split.queries.histories
            assert picked.lengths.max() == picks
            assert len(np.unique(picked.values)) <= shown
            assert plays[picked.values].min(initial=9_999) >= np.sort(plays)[-shown]
        assert splits[4].queries.histories.lengths.mean() > splits[2].queries.histories.lengths.mean()

    def test_every_user_is_new_to_one_draw_and_to_no_fit_of_it(self):
        splits = [split for split in PROTOCOLS["cold-users"].splits(data_folder()) if split.label == "3"]
        new = np.concatenate([split.users for split in splits])
        assert len(new) == len(np.unique(new)) == 5440
        tuning = splits[0].validation
        for split in splits:
            assert len(split.data.users) + len(split.users) + 600 == 6040
            assert np.array_equal(split.validation.targets.values, tuning.targets.values)

    def test_the_temporal_split_holds_out_the_last_fifth_of_what_users_liked(self):
        split = first("ml100k-temporal")
        learnt, held = split.data.histories.lengths, split.targets.lengths
        assert np.array_equal(learnt, (learnt + held) * 4 // 5)
        assert len(split.data.catalogue.genres) == 19


def test_the_core_is_taken_until_nothing_more_goes():
    user = np.array([0, 0, 1, 1, 2, 2, 3])
    item = np.array([0, 1, 0, 1, 1, 2, 2])
    # user 3 goes, with it item 2 has one entry and goes, with it user 2
    assert core(user, item, 2).tolist() == [True, True, True, True, False, False, False]


def test_who_asks_before_an_event_knows_what_came_before_it():
    log = Log(
        np.array([0, 0, 0, 1, 1], np.int32),
        np.array([5, 3, 4, 5, 6], np.int32),
        np.array([1, 0.5, 1, 1, 1], np.float32),
        np.array([1.0, 2, 3, 1, 2]),
    )
    queries = before(log, np.array([0, 2, 4]))
    assert [one.tolist() for one in queries.histories] == [[], [5, 3], [5]]
    assert queries.weights.tolist() == [1.0, 0.5, 1.0]
    assert queries.now.tolist() == [1, 3, 2]
    assert queries.at.tolist() == [1, 2, 1]


def test_the_draws_of_the_published_procedure():
    parts = permuted(40)
    order = np.random.RandomState(98765).permutation(40)
    assert [len(part) for part in parts] == [32, 4, 4]
    assert parts.test.tolist() == sorted(order[-4:])
    again = np.random.RandomState(98765)
    expected = [again.choice(length, size=length // 5, replace=False) for length in (7, 12)]
    masks = np.split(hidden(np.array([7, 4, 12])), [7, 11])
    assert [np.flatnonzero(mask).tolist() for mask in masks] == [sorted(expected[0]), [], sorted(expected[1])]


def test_a_folder_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("FRONTROW_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(NotFound, match="nowhere"):
        data_folder()
