"""A server that is killed with no warning loses no event that it acknowledged, and keeps none twice."""

import http.client
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from frontrow.core import Event
from frontrow.stores.registry import open_store

KILLS = int(os.environ.get("FRONTROW_KILLS", "5"))
CLIENTS = 4
BATCH = 25
POSTING = 0.25  # seconds between the first acknowledgement and the kill


class Reporter(threading.Thread):
    """Reports batches until the server is gone; remembers what was acknowledged.

    What got no answer is sent again to the next server, as a client would, so the log sees repeats.
    """

    def __init__(self, connection: http.client.HTTPConnection, name: str, unanswered: list[Event]) -> None:
        super().__init__()
        self.acknowledged: list[str] = []
        self.unanswered = unanswered
        self._connection = connection
        self._label = name

    def run(self) -> None:
        number = 0
        batch = self.unanswered
        try:
            while True:
                batch = batch or [self._event(number + place) for place in range(BATCH)]
                number += BATCH
                self.unanswered = batch
                if self._post(batch) == 202:
                    self.acknowledged += [event.event_id for event in batch]
                    self.unanswered = batch = []
        except (OSError, http.client.HTTPException):
            return
        finally:
            self._connection.close()  # what fails while it is sent leaves the connection open

    def _post(self, batch: list[Event]) -> int:
        body = msgspec.json.encode({"events": batch})
        self._connection.request("POST", "/v1/events", body, {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        answer.read()
        return answer.status

    def _event(self, number: int) -> Event:
        return Event(
            event_id=f"{self._label}-{number}",
            kind="play",  # type: ignore[arg-type]  # the word goes over the wire
            at=time.time(),
            user_id=f"u{number % 7}",
            item_id="t1",
        )


@pytest.mark.xdist_group("servers")
def test_every_acknowledged_event_is_in_the_log_exactly_once(world: Any, start_server: Callable[..., Any]) -> None:
    acknowledged: list[str] = []
    unanswered: list[list[Event]] = [[] for _ in range(CLIENTS)]
    server = start_server(world)
    for kill in range(KILLS):
        server.wait()
        following = start_server(world) if kill + 1 < KILLS else None
        reporters = [Reporter(server.connect(), f"k{kill}c{n}", unanswered[n]) for n in range(CLIENTS)]
        for reporter in reporters:
            reporter.start()
        until = time.monotonic() + 20
        while not any(reporter.acknowledged for reporter in reporters) and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(POSTING)
        server.kill()
        for reporter in reporters:
            reporter.join()
        acknowledged += [event_id for reporter in reporters for event_id in reporter.acknowledged]
        unanswered = [reporter.unanswered for reporter in reporters]
        server = following

    store = open_store(world.config.store.url)
    counts = Counter(event_id for batch in store.log.replay() for event_id in batch.strings("event_id"))
    store.close()
    assert len(acknowledged) >= KILLS * BATCH
    assert [event_id for event_id in acknowledged if counts[event_id] != 1] == []
    assert max(counts.values()) == 1
