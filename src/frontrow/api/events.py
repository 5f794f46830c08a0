"""``POST /v1/events``: durable when the answer comes."""

from __future__ import annotations

import asyncio

from litestar import post
from litestar.params import JSONBody

from frontrow.api.answers import Asked, platform
from frontrow.api.batches import Batch, BatchBody, all_refused, require_few
from frontrow.api.checks import check
from frontrow.api.problems import declared
from frontrow.api.wire import EventsReceipt, EventsRequest
from frontrow.core import Event


@post(
    "/v1/events",
    status_code=202,
    dto=BatchBody[EventsRequest],
    return_dto=None,
    tags=["events"],
    summary="Report events",
    responses=declared(400, 413, 415, 422, 503),
)
async def report_events(request: Asked, data: JSONBody[Batch[Event]]) -> EventsReceipt:
    """Keep the good events of a batch and name the others; the answer comes when the good ones are on disk.

    An event sent twice counts once, so a client that got no answer sends the batch again.
    """
    app = platform(request)
    require_few(data, "events", app.settings.max_events)
    now, tolerance = app.clock(), app.settings.future_tolerance
    titles = app.titles.newest([event.item_id for event in data.records])
    batch = data.checked(lambda event: check(event, now, tolerance, titles), lambda event: event.event_id)
    app.measures.events.labels("refused").inc(len(batch.refused))
    if batch.refused and not batch.entries:
        raise all_refused(batch, "events")
    receipt = await asyncio.wrap_future(app.commit.append(batch.records))
    app.measures.events.labels("accepted").inc(receipt.stored)
    app.measures.events.labels("repeated").inc(receipt.repeated)
    return EventsReceipt(receipt.stored, receipt.repeated, batch.refused)
