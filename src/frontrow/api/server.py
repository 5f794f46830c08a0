"""The server: worker processes that each hold the whole platform, behind one listening socket.

Workers are started afresh (``spawn``), never forked: the number of BLAS threads and the directory of the shared figures
are read when a module is first imported, and a database connection does not survive a fork. This module imports little
of the platform: the main process only watches over its workers.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from granian.constants import Interfaces
from granian.server import Server

from frontrow.config import Config
from frontrow.errors import BadConfig

SERVED = "FRONTROW_SERVED_CONFIG"  # the configuration packed, for the worker processes
FIGURES = "PROMETHEUS_MULTIPROC_DIR"  # where worker processes share what they count
_TARGET = "frontrow.api.worker:worker"
_IN_MEMORY = "memory:"
_PATIENCE = 20  # seconds a worker may take to finish its requests
WORKERS: Mapping[str, str] = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMBA_NUM_THREADS": "1",
    # making a page touches places all over memory: in huge pages they are found sooner, 8 % of its time
    "GLIBC_TUNABLES": os.environ.get("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"),
}
"""The environment of worker processes."""


def serve(config: Config) -> None:
    """Serve until the process is told to stop (SIGINT or SIGTERM); requests under way are answered first.

    Parameters
    ----------
    config
        As read from its file: paths are absolute.

    Raises
    ------
    BadConfig
        If several processes were to share a store that is in the memory of one.
    """
    if config.server.workers > 1 and config.store.url == _IN_MEMORY:
        raise BadConfig(
            f"[server] workers = {config.server.workers}, but the store {_IN_MEMORY!r} is one process's own.",
            'Set workers = 1, or [store] url = "sqlite:///frontrow.db".',
        )
    multiprocessing.set_start_method("spawn", force=True)
    with tempfile.TemporaryDirectory(prefix="frontrow-figures-") as figures:
        os.environ.update(WORKERS)
        os.environ[FIGURES] = figures
        os.environ[SERVED] = packed(config)
        Server(
            _TARGET,
            address=config.server.host,
            port=config.server.port,
            interface=Interfaces.ASGI,
            workers=config.server.workers,
            workers_kill_timeout=_PATIENCE,
            respawn_failed_workers=True,
            websockets=False,
            factory=True,
            log_access=False,
        ).serve()


def packed(config: Config) -> str:
    """Return a configuration as text; not JSON, which has no infinity."""
    return b64encode(msgspec.msgpack.encode(config, enc_hook=_path_as_text)).decode()


def _path_as_text(value: Any) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} is in no configuration")
