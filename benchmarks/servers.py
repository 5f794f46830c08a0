"""Real servers in processes of their own, for benchmarks to ask."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.client import Connection
from frontrow.api.server import SERVED, WORKERS, packed
from frontrow.config import Config

_PATIENCE = 120.0  # seconds for a server to start
_PLATFORM = """
import os
from frontrow.api.server import SERVED, serve
from frontrow.api.worker import unpacked
serve(unpacked(os.environ[SERVED]))
"""
_BOUND = """
import sys
from granian.constants import Interfaces
from granian.server import Server
Server("benchmarks.bound:application", port=int(sys.argv[1]), interface=Interfaces.ASGI, factory=True,
       websockets=False).serve()
"""


@contextmanager
def platform(config: Config, ready: str = "/v1/health/ready") -> Iterator[int]:
    """Serve a configuration with one worker on a free port, and yield the port once a path answers 200."""
    port = free_port()
    served = replace(config, server=replace(config.server, port=port, workers=1))
    with _running(_PLATFORM, port, {SERVED: packed(served)}, ready):
        yield port


@contextmanager
def bound(variables: Mapping[str, str]) -> Iterator[int]:
    """Serve :mod:`benchmarks.bound` on a free port, and yield the port."""
    port = free_port()
    with _running(_BOUND, port, variables, "/v1/pages/home?user_id=u"):
        yield port


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _running(program: str, port: int, variables: Mapping[str, str], ready: str) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(port)],
        env={**os.environ, **WORKERS, **variables},
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, port, ready)
        yield
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it was ready")
        try:
            connection = Connection(port)
            status, _ = connection.ask("GET", path)
            connection.close()
        except OSError:
            status = 0
        if status == 200:
            return
        time.sleep(0.1)
    raise TimeoutError("the server was not ready in time")
