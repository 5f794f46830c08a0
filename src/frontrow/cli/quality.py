"""``frontrow check``: what is odd about the data."""

from __future__ import annotations

import time

from frontrow.cli.console import DEFAULT_FILE, ConfigPath, configuration, console, steps
from frontrow.data.catalogue import Catalogue
from frontrow.data.events import concatenated
from frontrow.data.quality import report
from frontrow.stores.registry import open_store


def check(config: ConfigPath = DEFAULT_FILE) -> None:
    """Look through the whole log for duplicates, clock skew, orphan plays and the like, each with an example.

    Example: `frontrow check`
    """
    settings = configuration(config)
    store = open_store(settings.store.url)
    try:
        with steps("check") as progress:
            progress("looking through the log")
            events = concatenated(list(store.log.replay()))
            found = report(events, Catalogue.of(store.titles.all().values()), time.time())
    finally:
        store.close()
    console.print(found.table())
