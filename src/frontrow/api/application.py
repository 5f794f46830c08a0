"""The HTTP API as an ASGI application over the platform."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from litestar import Litestar
from litestar.datastructures import State
from litestar.openapi.config import OpenAPIConfig

from frontrow import __version__
from frontrow.api.accounts import ACCOUNTS
from frontrow.api.answers import PLATFORM
from frontrow.api.edge import Edge
from frontrow.api.events import report_events
from frontrow.api.health import live, metrics, ready
from frontrow.api.items import ITEMS
from frontrow.api.pages import PAGES
from frontrow.api.problems import HANDLERS
from frontrow.api.schema import SchemaPage
from frontrow.api.users import USERS
from frontrow.api.viewer import INTERFACE, viewer
from frontrow.app import App


def application(app: App, interface: Path = INTERFACE) -> Edge:
    """Return the API over a platform; it starts the platform and closes it.

    Parameters
    ----------
    interface
        The folder of the built viewer's page.
    """

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        app.start()
        try:
            yield
        finally:
            app.close()

    api = Litestar(
        route_handlers=[report_events, PAGES, ITEMS, USERS, ACCOUNTS, live, ready, metrics, *viewer(interface)],
        exception_handlers=HANDLERS,
        lifespan=[lifespan],
        state=State({PLATFORM: app}),
        request_max_body_size=app.settings.max_bytes,
        openapi_config=OpenAPIConfig(
            title="Frontrow",
            version=__version__,
            description="Personalized pages of a streaming catalogue.",
            path="/schema",
            render_plugins=[SchemaPage(interface)],
        ),
        return_dto=None,
        logging_config=None,
    )
    return Edge(api, app.measures)
