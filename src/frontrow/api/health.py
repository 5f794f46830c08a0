"""Health for whoever watches over the processes, and figures for Prometheus."""

from __future__ import annotations

from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
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
    summary="Is a bundle in service?",
    responses={503: ResponseSpec(Health, description="No bundle yet.")},
)
async def ready(request: Asked) -> Response[Health]:
    """Answer 503 until a bundle is in service; pages come before that too, but from titles alone."""
    bundle = platform(request).view().knowledge.version
    return Response(Health("ready", bundle) if bundle else Health("starting"), status_code=200 if bundle else 503)


@get("/metrics", media_type="text/plain", tags=["health"], summary="Figures for Prometheus", sync_to_thread=False)
def metrics(request: Asked) -> Response[bytes]:
    """Return what was counted, of all worker processes."""
    return Response(platform(request).measures.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
