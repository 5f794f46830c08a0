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
CONFIG = Config(training=TrainingSettings(held_out_days=3.0))


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


def test_a_log_of_the_future_alone_is_no_log(store):
    with pytest.raises(BadInput, match="no events dated up to now"):
        gathered(store, CONFIG, NOW - 99 * DAY)
