import numpy as np
import pytest

from frontrow.core import Kind
from frontrow.data.events import EVENT_SCHEMA
from frontrow.simulate.log import Entries, numbered


def who(*viewers: int) -> np.ndarray:
    return np.array(viewers, np.int32)


def test_entries_become_events_in_the_order_of_time(population) -> None:
    entries = [
        Entries(Kind.THUMB, np.array([30.0, 10.0]), who(0, 1), item=who(3, 4), value=who(-1, 2)),
        Entries(Kind.SEARCH, np.array([20.0]), who(2), device=who(1), text=["war"]),
    ]
    events = population.recorder.events(entries, (), "x")
    assert events.table.schema == EVENT_SCHEMA
    assert [(one.kind, one.at, one.user_id, one.item_id, one.value, one.text) for one in events.events()] == [
        (Kind.THUMB, 10.0, "viewer-00002", "t4", 2.0, ""),
        (Kind.SEARCH, 20.0, "viewer-00003", "", 1.0, "war"),
        (Kind.THUMB, 30.0, "viewer-00001", "t3", -1.0, ""),
    ]
    assert events.strings("event_id") == ["x-e-0", "x-e-1", "x-e-2"]


def test_what_an_event_has_not_is_empty(population) -> None:
    (event,) = population.recorder.events([Entries(Kind.SEARCH, np.array([1.0]), who(0))], ("p",), "x").events()
    assert (event.item_id, event.episode_id, event.play_id, event.page_id, event.device, event.artwork) == ("",) * 6
    assert (event.row, event.slot, event.probability) == (-1, -1, 1.0)


def test_a_play_names_its_page_and_its_episode(population) -> None:
    world = population.world
    first = int(world.episodes.offsets[6])  # the second series of the small world
    entry = Entries(
        Kind.PLAY,
        np.array([1.0, 2.0]),
        who(0, 0),
        item=who(6, 1),
        part=who(first + 2, 8),
        page=who(1, -1),
        play=who(7, 8),
    )
    series, film = population.recorder.events([entry], ("p0", "p1"), "x").events()
    assert (series.episode_id, series.page_id, series.play_id) == ("t6-e3", "p1", "x-p-7")
    assert (film.episode_id, film.page_id) == ("", "")


def test_a_viewer_s_country_and_language_stand_on_every_event(population) -> None:
    world, viewers = population.world, population.viewers
    everybody = np.arange(len(viewers), dtype=np.int32)
    events = population.recorder.events([Entries(Kind.SEARCH, np.zeros(len(viewers)), everybody)], (), "x")
    names = [country.code for country in world.parameters.countries]
    assert [one.country for one in events.events()] == [names[index] for index in viewers.country]
    assert [one.language for one in events.events()] == world.languages.select(viewers.language)


def test_no_events_are_a_batch_too(population) -> None:
    assert len(population.recorder.events([Entries(Kind.SEARCH, np.empty(0), who())], (), "x")) == 0


@pytest.mark.parametrize(("number", "text"), [(0, "p-0"), (12, "p-12"), (-1, "")])
def test_numbers_become_ids(number: int, text: str) -> None:
    assert numbered("p", np.array([number])).to_pylist() == [text]
