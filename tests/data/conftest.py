"""A small catalogue and short ways to write events."""

from itertools import count

import pytest

from frontrow.core import Event, Kind
from frontrow.data.catalogue import Catalogue, Episode, Title
from frontrow.data.events import EventColumns

HOUR = 3600.0


def _catalogue():
    episodes = tuple(Episode(episode_id=f"e{n}", number=n + 1, runtime=1000.0) for n in range(3))
    return Catalogue.of(
        [
            Title(item_id="film", title="A Film", runtime=6000.0),
            Title(item_id="short", title="A Short", runtime=600.0),
            Title(item_id="endless", title="No Runtime"),
            Title(item_id="series", title="A Series", kind="series", runtime=1000.0, episodes=episodes),
            Title(item_id="other", title="Another", kind="series", episodes=(Episode(episode_id="e0", number=1),)),
        ]
    )


@pytest.fixture(scope="session")
def catalogue():
    """Two films, a film without a runtime, a series of three episodes and one of one episode without a runtime."""
    return _catalogue()


@pytest.fixture(scope="session")
def columns():
    """``columns(*(kind, item, at, fields))`` makes events of user "u" unless the fields say otherwise."""
    ids = count()

    def made(*rows):
        return EventColumns.of([_event(f"x{next(ids)}", *row) for row in rows])

    return made


def _event(event_id, kind, item, at, fields=None):
    return Event(
        **{"event_id": event_id, "kind": Kind(kind), "item_id": item, "at": at, "user_id": "u", **(fields or {})}
    )


@pytest.fixture(scope="session")
def watched():
    """``watched(item, at, seconds)``: the three events of one playback, ended where it was left."""
    ids = count()

    def made(item, at, seconds, **fields):
        end = fields.pop("end", seconds)
        play = {"play_id": f"p{next(ids)}", **fields}
        return [
            ("play", item, at, {**play, "position": max(end - seconds, 0.0)}),
            ("progress", item, at + seconds / 2, {**play, "value": seconds / 2, "position": end - seconds / 2}),
            ("stop", item, at + seconds, {**play, "value": seconds, "position": end}),
        ]

    return made
