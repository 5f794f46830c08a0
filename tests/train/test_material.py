"""What is read of the log."""

import hashlib
from dataclasses import replace

import pytest

from frontrow.config import Config, TrainingSettings
from frontrow.core import Event
from frontrow.data.catalogue import Title
from frontrow.errors import BadInput
from frontrow.stores.memory import MemoryStore
from frontrow.train.material import gathered

DAY = 86_400.0
NOW = 1_800_000_000.0
CONFIG = Config(training=TrainingSettings(held_out_days=3.0, held_out_users=0))


@pytest.fixture
def store():
    """Return a log of one rating a day, of one user, on the 20 days before now; the one on day n is of title n."""
    made = MemoryStore()
    made.titles.put({f"t{n}": Title(item_id=f"t{n}", title=f"Title {n}") for n in range(20)})
    made.log.append(
        [
            Event(event_id=f"e{n}", kind="rating", at=NOW - n * DAY, user_id="u", item_id=f"t{n}", value=5.0)
            for n in range(20)
        ]
    )
    return made


def watched(data):
    return {data.catalogue[item].item_id for item in data.histories[0]}


def test_the_past_ends_where_the_held_out_days_begin(store):
    found = gathered(store, CONFIG, NOW)
    assert watched(found.whole) == {f"t{n}" for n in range(20)}
    assert watched(found.past) == {f"t{n}" for n in range(4, 20)}
    assert (found.whole.now, found.past.now) == (NOW, NOW - 3 * DAY)
    assert {found.whole.catalogue[item].item_id for item in found.held_out.targets[0]} == {"t0", "t1", "t2", "t3"}


def test_only_the_last_days_count_where_that_is_set(store):
    found = gathered(store, replace(CONFIG, training=replace(CONFIG.training, days=9.0)), NOW)
    assert watched(found.whole) == {f"t{n}" for n in range(10)}
    assert (found.extent.events, found.extent.first_at, found.extent.last_seq) == (10, NOW - 9 * DAY, 20)


def test_events_later_than_the_run_are_left_out_and_counted(store):
    found = gathered(store, CONFIG, NOW - 5 * DAY)
    assert (found.extent.events, found.extent.future) == (15, 5)
    assert (found.whole.now, found.extent.last_at) == (NOW - 5 * DAY, NOW - 5 * DAY)


def test_the_hash_is_of_the_ids_that_count_whatever_the_batches(store, monkeypatch):
    whole = gathered(store, CONFIG, NOW - 5 * DAY).extent.digest
    assert whole == hashlib.sha256("".join(f"e{n}\n" for n in range(5, 20)).encode()).hexdigest()
    replay = store.log.replay
    monkeypatch.setattr(type(store.log), "replay", lambda self: replay(size=3))
    assert gathered(store, CONFIG, NOW - 5 * DAY).extent.digest == whole


def test_a_log_shorter_than_the_held_out_days_holds_nothing_out(store):
    found = gathered(store, Config(training=TrainingSettings(held_out_days=99.0)), NOW)
    assert (found.past, found.held_out, len(found.whole.users)) == (None, None, 1)


def test_a_log_in_which_nobody_turned_to_a_new_title_holds_nothing_out(store):
    store.log.append([Event(event_id="x", kind="rating", at=NOW + 4 * DAY, user_id="u", item_id="t1", value=5.0)])
    assert gathered(store, CONFIG, NOW + 4 * DAY).held_out is None


@pytest.fixture
def others(store):
    """Return the same log with users who watched t1 first and t0 on the day 1, 5, 9, 10 or 18 before the last."""
    store.log.append(
        [
            Event(event_id=f"{item}{n}", kind="rating", at=NOW - day * DAY, user_id=f"n{n}", item_id=item, value=5.0)
            for n in (1, 5, 9, 10, 18)
            for item, day in (("t1", 19), ("t0", n))
        ]
    )
    return store


@pytest.mark.parametrize(
    ("least", "days", "users"), [(0, 2, 2), (2, 2, 2), (3, 8, 3), (4, 8, 3), (99, 8, 3)]
)  # 2, 4 and 8 of 19 days; with 16 less than half of the log would be left
def test_the_held_out_days_are_doubled_until_they_have_enough_users(others, least, days, users):
    rule = TrainingSettings(held_out_days=2.0, held_out_users=least)
    found = gathered(others, Config(training=rule), NOW)
    assert (found.held_out_s, found.held_out_users) == (days * DAY, users)
    assert found.past.now == NOW - days * DAY


def test_days_without_anybody_are_doubled_past(store):
    store.log.append([Event(event_id="x", kind="rating", at=NOW + 4 * DAY, user_id="u", item_id="t1", value=5.0)])
    rule = TrainingSettings(held_out_days=3.0, held_out_users=1)
    found = gathered(store, Config(training=rule), NOW + 4 * DAY)
    assert (found.held_out_s, found.held_out_users) == (6 * DAY, 1)


def test_a_log_of_the_future_alone_is_no_log(store):
    with pytest.raises(BadInput, match="no events dated up to now"):
        gathered(store, CONFIG, NOW - 99 * DAY)
