"""Users' states follow the log, whoever writes it."""

from typing import Any

import numpy as np
import pytest
from msgspec import structs

from frontrow.app.profiles import Profiles
from frontrow.core import Event, Kind
from frontrow.data.catalogue import Catalogue, Episode, Title
from frontrow.data.events import EventColumns
from frontrow.data.signals import Weights, profile
from frontrow.knowledge import Knowledge
from frontrow.stores.memory import MemoryStore

TITLES = tuple(Title(item_id=f"t{n}", title=f"T{n}", runtime=1000.0) for n in range(6))
KNOWLEDGE = Knowledge(Catalogue(TITLES))


def event(number: int, kind: Kind, item: int, user: str = "u", **more: Any) -> Event:
    return Event(event_id=f"e{number}", kind=kind, at=float(number), user_id=user, item_id=f"t{item}", **more)


def watched(number: int, item: int) -> Event:
    return event(number, Kind.STOP, item, value=1000.0, position=1000.0, play_id=f"p{number}")


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def profiles(store: MemoryStore) -> Profiles:
    return Profiles(store.log)


def test_a_stranger_has_an_empty_state(profiles: Profiles) -> None:
    assert len(profiles.of("u", KNOWLEDGE).history) == 0


def test_an_event_appended_by_anyone_counts_at_once(store: MemoryStore, profiles: Profiles) -> None:
    for number in range(4):
        store.log.append([watched(number, number)])
        assert profiles.of("u", KNOWLEDGE).history.tolist() == list(range(number + 1))
    store.log.append([event(9, Kind.HIDE, 5)])
    assert profiles.of("u", KNOWLEDGE).hidden.tolist() == [5]


def test_followed_piece_by_piece_it_is_what_a_replay_gives(store: MemoryStore, profiles: Profiles) -> None:
    rng = np.random.default_rng(0)
    kinds = (Kind.STOP, Kind.THUMB, Kind.LIST, Kind.HIDE, Kind.IMPRESSION, Kind.PLAY)
    events = [event(n, kinds[rng.integers(6)], int(rng.integers(6)), value=1.0) for n in range(60)]
    for start in range(0, 60, 7):
        store.log.append(events[start : start + 7])
        found = profiles.of("u", KNOWLEDGE)
    whole = profile(EventColumns.of(events), KNOWLEDGE.catalogue)
    assert found.history.tolist() == whole.history.tolist()
    assert found.hidden.tolist() == whole.hidden.tolist()
    assert found.listed.tolist() == whole.listed.tolist()
    assert found.thumbs == whole.thumbs
    np.testing.assert_allclose(found.weights, whole.weights)


def test_nothing_new_means_the_same_object(store: MemoryStore, profiles: Profiles) -> None:
    store.log.append([watched(1, 1)])
    first = profiles.of("u", KNOWLEDGE)
    assert profiles.of("u", KNOWLEDGE) is first
    store.log.append([event(2, Kind.IMPRESSION, 3, row=0, slot=0), event(3, Kind.HIDE, 2, user="another")])
    assert profiles.of("u", KNOWLEDGE) is first  # what was merely shown changes nothing


def test_another_bundle_means_another_index(store: MemoryStore, profiles: Profiles) -> None:
    store.log.append([watched(1, 1)])
    assert profiles.of("u", KNOWLEDGE).history.tolist() == [1]
    turned = Knowledge(Catalogue(TITLES[::-1]))
    assert profiles.of("u", turned).history.tolist() == [4]


def test_a_user_forgotten_elsewhere_is_forgotten_here(store: MemoryStore, profiles: Profiles) -> None:
    store.log.append([watched(1, 1), watched(2, 2)])
    assert len(profiles.of("u", KNOWLEDGE, version=store.users.version()).history) == 2
    store.forget("u")
    assert len(profiles.of("u", KNOWLEDGE, version=store.users.version()).history) == 0


def test_a_user_forgotten_elsewhere_who_came_back_starts_anew(store: MemoryStore, profiles: Profiles) -> None:
    store.log.append([watched(1, 1)])
    profiles.of("u", KNOWLEDGE, version=store.users.version())
    store.forget("u")
    store.log.append([watched(5, 4)])
    assert profiles.of("u", KNOWLEDGE, version=store.users.version()).history.tolist() == [4]


def test_a_changed_record_of_somebody_else_keeps_the_state(store: MemoryStore, profiles: Profiles) -> None:
    store.log.append([watched(1, 1)])
    first = profiles.of("u", KNOWLEDGE, version=1)
    assert profiles.of("u", KNOWLEDGE, version=2) is first
    assert len(profiles.of("nobody", KNOWLEDGE, version=2).history) == 0
    assert len(profiles.of("nobody", KNOWLEDGE, version=3).history) == 0


def test_picks_of_the_record_begin_the_history(profiles: Profiles) -> None:
    assert profiles.of("u", KNOWLEDGE, ("t3", "t0")).history.tolist() == [3, 0]
    assert profiles.of("u", KNOWLEDGE, ("t5",)).history.tolist() == [5]


def test_feedback_is_worth_what_the_bundle_was_trained_with(store: MemoryStore, profiles: Profiles) -> None:
    store.log.append([event(1, Kind.THUMB, 1, value=1.0)])
    assert profiles.of("u", Knowledge(KNOWLEDGE.catalogue, weights=Weights(thumb_up=7.0))).weights.tolist() == [7.0]


def test_a_new_episode_is_continued_with(store: MemoryStore, profiles: Profiles) -> None:
    first, second = (Episode(episode_id=f"e{n}", number=n, runtime=1000.0) for n in (1, 2))
    series = Title(item_id="s", title="S", kind="series", episodes=(first,))
    given = {"kind": Kind.STOP, "at": 5.0, "user_id": "u", "item_id": "s", "episode_id": "e1", "play_id": "p"}
    store.log.append([Event(event_id="e", value=1000.0, position=1000.0, **given)])  # type: ignore[arg-type]  # as a table
    assert profiles.of("u", Knowledge(Catalogue((series,)))).resume == ()
    longer = structs.replace(series, episodes=(first, second))
    [resume] = profiles.of("u", Knowledge(Catalogue((longer,)))).resume
    assert (resume.episode, resume.position) == (1, 0.0)


def test_the_least_recently_asked_for_are_let_go(store: MemoryStore) -> None:
    few = Profiles(store.log, size=2)
    first = few.of("a", KNOWLEDGE)
    few.of("b", KNOWLEDGE)
    assert few.of("a", KNOWLEDGE) is first
    few.of("c", KNOWLEDGE)
    assert few.of("a", KNOWLEDGE) is first  # b went
    few.of("b", KNOWLEDGE)
    few.of("c", KNOWLEDGE)
    assert few.of("a", KNOWLEDGE) is not first
