"""Health for whoever watches over the processes, and figures for Prometheus."""

from __future__ import annotations

from litestar import Response, get
from prometheus_client import CONTENT_TYPE_LATEST

from frontrow.api.answers import Asked, platform
from frontrow.api.wire import Health


@get("/v1/health/live", tags=["health"], summary="Is the process there?")
async def live() -> Health:
    """Answer, which is all there is to say."""
    return Health("live")


@get(
    "/v1/health/ready",
    tags=["health"],
    summary="Can it take requests, and which bundle serves?",
)
async def ready(request: Asked) -> Health:
    """Answer once pages and events are taken; without a bundle yet, pages come from titles alone."""
    return Health("ready", platform(request).view().knowledge.version)


@get("/metrics", media_type="text/plain", tags=["health"], summary="Figures for Prometheus", sync_to_thread=False)
def metrics(request: Asked) -> Response[bytes]:
    """Return what was counted, of all worker processes."""
    return Response(platform(request).measures.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
