"""The API in words at ``/schema``: a page of our own, which asks nothing of any other host."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from litestar import Request
from litestar.openapi.plugins import OpenAPIRenderPlugin

NOT_BUILT = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Frontrow's API</title></head>
<body><h1>Frontrow's API</h1>
<p>The OpenAPI document: <a href="/schema/openapi.json">/schema/openapi.json</a>.</p>
<p>The page that shows it is not built here; an installed package has it. In a checkout,
<code>make setup</code> builds it.</p>
</body></html>
"""


class SchemaPage(OpenAPIRenderPlugin):
    """Serves the built page that shows the OpenAPI document, or a word on where the document is.

    Parameters
    ----------
    folder
        Where the interface was built to; the page is its ``schema.html``.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(path="/")
        self._page = folder / "schema.html"

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Return the page; it fetches the document itself."""
        return self._page.read_bytes() if self._page.is_file() else NOT_BUILT
