"""The outermost layer: every answer is counted, timed and carries the headers that keep a browser safe."""

from __future__ import annotations

from time import perf_counter
from typing import cast

from litestar import Litestar
from litestar.enums import ScopeType
from litestar.types import HTTPScope, Message, Receive, Scope, Send

from frontrow.app.measures import Measures

# The interface's own files, drawings as images, styles that React sets on elements; nothing from elsewhere.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
_OPEN_PAGES = "/schema"  # the OpenAPI viewer brings its own scripts


class Edge:
    """An ASGI application around the API.

    Parameters
    ----------
    inner
        The API.
    measures
        Counts requests by route; what no route takes counts as ``unmatched``.
    """

    def __init__(self, inner: Litestar, measures: Measures) -> None:
        self.inner = inner
        self._measures = measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or take part in starting and stopping."""
        if scope["type"] != ScopeType.HTTP:
            await self.inner(scope, receive, send)
            return
        began = perf_counter()
        status = 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if not scope["path"].startswith(_OPEN_PAGES):
                    message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        try:
            await self.inner(scope, receive, sent)
        finally:
            self._count(scope, status, perf_counter() - began)

    def _count(self, scope: HTTPScope, status: int, seconds: float) -> None:
        route = cast(dict[str, str], scope).get("path_template") or "unmatched"
        self._measures.requests.labels(scope["method"], route, str(status)).inc()
        self._measures.seconds.labels(route).observe(seconds)
