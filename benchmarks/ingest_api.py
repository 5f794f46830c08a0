"""The case ``api`` of :mod:`benchmarks.ingest`: events over real HTTP, durable when each answer comes.

One worker process checks every event against a catalogue, as it does in service. ``api``: several clients at once, a
hundred events a request; ``api/one-by-one``: a single event a request, as a player sends its progress.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from benchmarks import servers
from benchmarks.client import Timing, timed
from benchmarks.report import Report
from frontrow.config import Config, anchored
from frontrow.core import Event
from frontrow.data.catalogue import Episode, Title
from frontrow.stores.registry import open_store

if TYPE_CHECKING:
    from benchmarks.ingest import Load

CLIENTS = 8
BATCH = 100  # events a request
MOST = 60_000  # events sent in batches
ALONE = 4_000  # events sent one by one


def api(load: Load, report: Report) -> None:
    """Measure batches and single events, each into a store of its own."""
    _case("api", load.structs[:MOST], BATCH, load.rounds, report)
    _case("api/one-by-one", load.structs[:ALONE], 1, load.rounds, report)


def _case(case: str, events: Sequence[Event], size: int, rounds: int, report: Report) -> None:
    timings = [_sent(events, size) for _ in range(rounds)]
    each = np.concatenate([one.each for one in timings])
    report.add(case, "events_per_s", len(events) / median(one.wall for one in timings), "1/s")
    report.add(case, "p50_ms", float(np.percentile(each, 50)), "ms")
    report.add(case, "p99_ms", float(np.percentile(each, 99)), "ms")


def _sent(events: Sequence[Event], size: int) -> Timing:
    """Report the events to a new server in batches, and see that its log has them all."""
    bodies = [msgspec.json.encode({"events": events[start : start + size]}) for start in range(0, len(events), size)]
    with TemporaryDirectory() as folder:
        config = anchored(Config(), Path(folder))
        _put_titles(config, events)
        with servers.platform(config, ready="/v1/health/live") as port:
            requests = [[("POST", "/v1/events", body) for body in bodies[client::CLIENTS]] for client in range(CLIENTS)]
            timing = timed(port, requests)
        store = open_store(config.store.url)
        kept = sum(len(batch) for batch in store.log.replay())
        store.close()
    if kept != len(events):
        raise RuntimeError(f"{len(events)} events were acknowledged and {kept} are in the log")
    return timing


def _put_titles(config: Config, events: Sequence[Event]) -> None:
    episodes: dict[str, set[str]] = {}
    for event in events:
        episodes.setdefault(event.item_id, set()).update({event.episode_id} - {""})
    store = open_store(config.store.url)
    store.titles.put(
        {
            item_id: Title(
                item_id=item_id,
                title=item_id,
                episodes=tuple(Episode(episode_id=one, number=place) for place, one in enumerate(sorted(names))),
            )
            for item_id, names in episodes.items()
        }
    )
    store.close()
