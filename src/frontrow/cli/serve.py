"""``frontrow serve``: the page in a browser and the API."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import Annotated

import typer
from rich.panel import Panel

from frontrow.api.server import serve as listen
from frontrow.bundle import Bundles
from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console
from frontrow.config import Config
from frontrow.errors import BadInput


def serve(
    port: Annotated[int | None, typer.Option(help="The port; absent: what the configuration says.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; absent: what the configuration says.")] = None,
    config: ConfigPath = DEFAULT_FILE,
) -> None:
    """Serve the viewer's page and the API until interrupted.

    Example: `frontrow serve --port 8080 --workers 2`
    """
    run(configuration(config), port, workers)


def run(config: Config, port: int | None = None, workers: int | None = None) -> None:
    """Say where to look, and serve until interrupted."""
    server = replace(config.server, port=port or config.server.port, workers=workers or config.server.workers)
    if Bundles(config.bundles.directory).live() is None:
        console.print("[yellow]no bundle yet:[/] pages show titles in their order until `frontrow train` has made one")
    refuse_taken(server.host, server.port)
    address = f"http://{server.host}:{server.port}"
    console.print(
        Panel(f"the viewer's page  {address}\nthe API            {address}/schema", title="serving", expand=False)
    )
    listen(replace(config, server=server))


def refuse_taken(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on: the workers share theirs, so a second server would join unnoticed.

    Raises
    ------
    BadInput
        Names the address and what the system says of it.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a socket just closed is no hindrance
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        raise BadInput(f"{host}:{port} cannot be listened on: {error}.", "Choose another with --port.") from error
