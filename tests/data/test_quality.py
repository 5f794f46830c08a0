"""Clean events have no finding; each corruption, put into them, is found by its check and by no other."""

import io
from dataclasses import replace

import msgspec
import numpy as np
import pyarrow as pa
import pytest
from rich.console import Console

from frontrow.core import Event, Kind
from frontrow.data.catalogue import Catalogue
from frontrow.data.events import EventColumns
from frontrow.data.quality import CHECKS, report

DAY = 86_400.0
START = 20_000 * DAY
NOW = START + 40 * DAY


@pytest.fixture(scope="module")
def clean(watched):
    """Return forty days of a hundred impressions, sixty playbacks and a few opinions each."""
    events, n = [], 0
    for day in range(40):
        for viewer in range(60):
            at = START + day * DAY + viewer * 1000.0
            user = {"user_id": f"u{viewer}"}
            rows = [
                (
                    "impression",
                    "film",
                    at - 5,
                    {**user, "page_id": f"g{day}-{viewer}", "row": 0, "slot": 1, "probability": 0.5},
                ),
                *watched("series", at, 800.0, episode_id="e1", **user),
                ("thumb", "short", at + 900, user),
                ("search", "", at + 950, {**user, "text": "war"}),
            ]
            for kind, item, when, fields in rows:
                n += 1
                events.append(Event(event_id=f"n{n}", kind=Kind(kind), item_id=item, at=when, **fields))
    return sorted(events, key=lambda event: event.at)


@pytest.fixture
def found(catalogue):
    def names(events, now=NOW, titles=catalogue):
        return {one.check: one for one in report(EventColumns.of(events), titles, now).findings}

    return names


def _changed(event, **fields):
    return msgspec.structs.replace(event, **fields)


def _first(events, kind, **fields):
    row = next(at for at, event in enumerate(events) if event.kind == kind)
    return [*events[:row], _changed(events[row], **fields), *events[row + 1 :]]


def _without(events, kind):
    row = next(at for at, event in enumerate(events) if event.kind == kind)
    return events[:row] + events[row + 1 :]


def _stop_back(events):
    """Let a stop say less than the progress before it."""
    row = next(at for at, event in enumerate(events) if event.kind == Kind.STOP)
    return [*events[:row], _changed(events[row], value=100.0), *events[row + 1 :]]


CORRUPTIONS = {
    "repeated id": lambda events: [*events, events[-1]],
    "repeated content": lambda events: [*events, _changed(events[-1], event_id="again")],
    "in the future": lambda events: [*events[:-1], _changed(events[-1], at=NOW + 301.0)],
    "clock never set": lambda events: [_changed(events[0], at=12.0), *events[1:]],
    "came late": lambda events: [*events, _changed(events[3], event_id="late", text="x")],
    "no item": lambda events: _first(events, Kind.THUMB, item_id=""),
    "unknown item": lambda events: _first(events, Kind.THUMB, item_id="gone"),
    "unknown episode": lambda events: _first(events, Kind.THUMB, item_id="series", episode_id="e7"),
    "impossible value": lambda events: _first(events, Kind.PROGRESS, value=-1.0),
    "watched too long": lambda events: _first(events, Kind.STOP, value=1251.0),
    "impression without position": lambda events: _first(events, Kind.IMPRESSION, slot=-1),
    "impossible probability": lambda events: _first(events, Kind.IMPRESSION, probability=0.0),
    "orphan play": lambda events: [*events, _changed(_of(events, Kind.PLAY), event_id="o", play_id="o", at=NOW - DAY)],
    "orphan stop": lambda events: _without(events, Kind.PLAY),
    "seconds watched fall": _stop_back,
    "position falls": lambda events: _first(events, Kind.STOP, position=10.0),
    "too busy": lambda events: (
        events
        + [
            Event(event_id=f"b{n}", kind=Kind.DETAILS, item_id="film", user_id="bot", at=NOW - 3600.0 + n, value=1.0)
            for n in range(601)
        ]
    ),
    "odd volume": lambda events: [event for event in events if not 30 * DAY <= event.at - START < 31 * DAY],
}


def _of(events, kind):
    return next(event for event in events if event.kind == kind)


def test_clean_events_have_no_finding(clean, found):
    assert found(clean) == {}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corruption_is_found_by_its_check_alone(clean, found, name):
    findings = found(CORRUPTIONS[name](clean))
    assert set(findings) == {name}
    one = findings[name]
    assert one.count >= 1
    assert 0 < one.share <= 1
    assert one.example
    assert one.remedy == CHECKS[name].remedy


def test_every_check_is_tried_by_a_corruption():
    assert set(CORRUPTIONS) | {"before it was added"} == set(CHECKS)


def test_events_from_before_a_title_was_added_are_found(clean, found, catalogue):
    later = [
        msgspec.structs.replace(t, added_at=START + 5 * DAY) if t.item_id == "film" else t for t in catalogue.titles
    ]
    one = found(clean, titles=Catalogue.of(later))["before it was added"]
    assert one.count == 4 * 60 + 1, "four days of sixty, and one five seconds before the day that is allowed"


@pytest.mark.parametrize("probability", [np.nan, 1.5, -0.1])
def test_a_probability_that_is_none_is_found(clean, catalogue, probability):
    columns = EventColumns.of(clean)
    column = pa.array(np.where(np.arange(len(clean)) == 3, probability, 1.0))
    place = columns.table.schema.get_field_index("probability")
    broken = EventColumns(columns.table.set_column(place, "probability", column))
    (one,) = report(broken, catalogue, NOW).findings
    assert (one.check, one.count, one.share) == ("impossible probability", 1, 1 / len(clean))


@pytest.mark.parametrize(
    ("kind", "value"), [("rating", 0.0), ("rating", 1e9), ("thumb", 5.0), ("list", -1.0), ("details", -3.0)]
)
def test_a_value_its_kind_cannot_have_is_found(clean, found, kind, value):
    odd = _changed(_of(clean, Kind.THUMB), event_id="odd", kind=Kind(kind), value=value)
    one = found([*clean, odd][-500:])["impossible value"]
    assert (one.count, f"value={value}" in one.example) == (1, True)


def test_the_example_names_the_event_and_what_it_holds(clean, found):
    example = found(CORRUPTIONS["unknown item"](clean))["unknown item"].example
    assert example.startswith("event n")
    assert "kind=thumb" in example
    assert "item_id=gone" in example


def test_a_play_of_today_may_still_go_on(clean, found):
    play = _changed(_of(clean, Kind.PLAY), event_id="o", play_id="o", at=NOW - 3600.0)
    assert found([*clean, play]) == {}


def test_playbacks_without_an_id_are_joined_by_title(clean, found):
    rows = [_changed(event, play_id="") for event in clean]
    assert found(rows) == {}
    assert set(found(_without(rows, Kind.PLAY))) <= {"orphan stop"}


def test_a_flood_is_odd_and_says_the_day_and_the_median(clean, found):
    flood = [
        Event(event_id=f"f{n}", kind=Kind.SEARCH, user_id=f"f{n}", at=START + 20 * DAY + n, text="x")
        for n in range(200)
    ]
    one = found(sorted([*clean, *flood], key=lambda event: event.at))["odd volume"]
    assert one.example == "2024-10-24: 260 search events, where the 14 days before had 60"
    assert one.count == 1


def test_a_week_of_events_is_too_little_to_judge_volumes(clean, found):
    week = [event for event in clean if event.at < START + 7 * DAY]
    assert found(week, now=START + 7 * DAY) == {}


def test_the_report_is_a_table_a_person_can_read(clean, catalogue):
    console = Console(width=200, record=True, file=io.StringIO())
    broken = report(EventColumns.of(CORRUPTIONS["unknown item"](clean)), catalogue, NOW)
    console.print(broken.table())
    text = console.export_text()
    assert "unknown item" in text
    assert "Import the title" in text
    assert "2024-10-03 to 2024-11-12" in text
    console.print(replace(broken, findings=()).table())
    assert "nothing odd" in console.export_text()


def test_no_events_are_no_finding(catalogue):
    empty = report(EventColumns.of([]), catalogue, NOW)
    assert (empty.findings, empty.events) == ((), 0)
    assert str(empty.table().title).startswith("0 events: ")
