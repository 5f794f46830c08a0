"""The viewer's page at ``/``: the built interface, or a word on how to build it."""

from __future__ import annotations

from pathlib import Path

from litestar import Response, Router, get
from litestar.datastructures import CacheControlHeader
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.static_files import create_static_files_router

INTERFACE = Path(__file__).parent.parent / "ui"
_YEAR = 31_536_000  # seconds; a built file's name holds its hash, so it never changes

NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Frontrow</title></head>
<body><h1>Frontrow serves</h1>
<p>The viewer's page is not built here; an installed package has it. In a checkout,
<code>make setup</code> builds it.</p>
<p>The API: <a href="/schema">/schema</a>. Its health: <a href="/v1/health/ready">/v1/health/ready</a>.</p>
</body></html>
"""


def viewer(folder: Path = INTERFACE) -> list[HTTPRouteHandler | Router]:
    """Return the handlers of the viewer's page.

    Parameters
    ----------
    folder
        Where the interface was built to: ``index.html`` and ``assets/``.
    """

    @get("/", media_type=MediaType.HTML, include_in_schema=False, sync_to_thread=False)
    def index() -> Response[str]:
        """Return the page; a browser asks each time whether it is still the same."""
        page = folder / "index.html"
        text = page.read_text(encoding="utf-8") if page.is_file() else NOT_BUILT
        return Response(text, media_type=MediaType.HTML, headers={"Cache-Control": "no-cache"})

    forever = CacheControlHeader(public=True, max_age=_YEAR, immutable=True)
    return [index, create_static_files_router("/assets", [folder / "assets"], cache_control=forever)]
