"""A worker process: the API over a platform of its own, by the configuration in its environment."""

from __future__ import annotations

import gc
import os
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import msgspec

from frontrow.api.application import application
from frontrow.api.edge import Edge
from frontrow.api.server import SERVED
from frontrow.app import App
from frontrow.bundle import Bundles
from frontrow.config import Config, import_learners
from frontrow.stores.registry import open_store

_YOUNG = 10_000  # objects made between two looks for cycles among them; a page makes a thousand, and leaves none


def worker() -> Edge:
    """Return the application of a worker process, by the configuration in its environment."""
    gc.set_threshold(_YOUNG)
    config = unpacked(os.environ[SERVED])
    import_learners(config.models)  # this process was spawned: what the one that read the file imported is not here
    # titles stay for long: a full collection that walked them all would hold up a request for a tenth of a second
    return application(platform_of(config, settled=gc.freeze))


def platform_of(config: Config, settled: Callable[[], None] = lambda: None) -> App:
    """Return the platform that a configuration describes; see :class:`~frontrow.app.App` for ``settled``."""
    return App(
        open_store(config.store.url),
        Bundles(config.bundles.directory),
        plan=config.page,
        weights=config.signals,
        settings=config.server,
        settled=settled,
    )


def unpacked(text: str) -> Config:
    """Return the configuration that was packed."""
    return msgspec.msgpack.decode(b64decode(text), type=Config, dec_hook=_text_as_path)


def _text_as_path(kind: type[Path], value: str) -> Path:
    return kind(value)
