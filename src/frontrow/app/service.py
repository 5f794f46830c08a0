"""Puts the bundle that the live pointer names in service, while requests go on."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from frontrow import bundle
from frontrow.app.measures import Measures
from frontrow.bundle import Bundles
from frontrow.core import Query
from frontrow.errors import BundleRefused
from frontrow.knowledge import Knowledge
from frontrow.pipeline import Pipeline, Plan

log = logging.getLogger(__name__)

_LONGEST_WAIT = 60.0  # seconds between two attempts to load a bundle


@dataclass(frozen=True)
class Live:
    """What serves: a knowledge and the pipeline over it. A request keeps the one it began with."""

    knowledge: Knowledge
    pipeline: Pipeline


class Service:
    """The bundle in service and the thread that looks for the next.

    A new bundle is loaded and its pipeline made beside the old one; then a single assignment swaps them.

    Parameters
    ----------
    bundles
        The directory and its live pointer.
    plan
        How pages are made.
    measures
        Counts loads and the failures of components.
    poll_seconds
        How often the pointer is looked at.
    looked
        Called by the thread each time it has looked.
    clock
        Seconds, rising.
    """

    def __init__(
        self,
        bundles: Bundles,
        plan: Plan,
        measures: Measures,
        poll_seconds: float = 1.0,
        *,
        looked: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bundles = bundles
        self._plan = plan
        self._measures = measures
        self._poll_seconds = poll_seconds
        self._looked = looked
        self._clock = clock
        self._path: Path | None = None  # of the bundle that serves, or was refused
        self._waits = poll_seconds
        self._not_before = 0.0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bundle-watch", daemon=True)
        self.live: Live | None = None

    def start(self) -> None:
        """Load the live bundle, when there is one, and look for others from now on.

        Where it cannot be read, the one that served before it does, as it would had this process been running.
        """
        self.refresh()
        if self.live is None and self._path is not None:
            self.live = next(filter(None, map(self._loaded, self._bundles.earlier())), None)
            log.warning("%s serves instead", f"bundle {self.live.knowledge.version}" if self.live else "no bundle")
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join()

    def refresh(self) -> None:
        """Swap to the bundle the pointer names, if it is another; one that cannot be read leaves the old in service.

        A bundle that is refused is not read again until the pointer moves; after any other error it is tried again,
        each time after a longer while.
        """
        if self._clock() < self._not_before:
            return
        path: Path | None = None
        try:
            path = self._bundles.live()
            if path is None or path == self._path:
                return
            live = self.made(bundle.load(path).knowledge)
        except Exception as error:  # a damaged bundle of any kind must not end the pages of the old one
            self._tell(error)
            self._measures.loads.labels("refused").inc()
            self._postpone(path if isinstance(error, BundleRefused) else None)
            return
        self._path, self._waits = path, self._poll_seconds
        before, self.live = self.live, live
        self._count(before, live)

    def _tell(self, error: Exception) -> None:
        """Log why the live bundle cannot serve, and which does: in one line where a refusal says it all."""
        still = f" Bundle {self.live.knowledge.version} serves on." if self.live else ""
        if isinstance(error, BundleRefused):
            log.error("%s%s", error, still)
        else:
            log.exception("the bundle in %s cannot serve now; it is tried again.%s", self._bundles.directory, still)

    def _loaded(self, path: Path) -> Live | None:
        try:
            return self.made(bundle.load(path).knowledge)
        except BundleRefused as error:
            log.warning("%s", error)
            return None

    def _postpone(self, refused: Path | None) -> None:
        if refused:
            self._path = refused
            return
        self._not_before = self._clock() + self._waits
        self._waits = min(2 * self._waits, _LONGEST_WAIT)

    def made(self, knowledge: Knowledge) -> Live:
        """Return a knowledge with its pipeline, which has made a page already: no viewer waits for the first."""
        live = Live(knowledge, Pipeline.of(knowledge, self._plan, self._failed))
        live.pipeline.page(Query("", "warm-up", knowledge.trained_at))
        return live

    def _failed(self, component: str, error: Exception) -> None:
        log.warning("%s failed and was left out: %r", component, error)
        self._measures.failures.labels(component).inc()

    def _count(self, before: Live | None, live: Live) -> None:
        self._measures.loads.labels("served").inc()
        if before:
            self._measures.bundle.labels(before.knowledge.version).set(0)
        self._measures.bundle.labels(live.knowledge.version).set(1)
        self._measures.trained_at.set(live.knowledge.trained_at)
        log.info("bundle %s serves", live.knowledge.version)

    def _run(self) -> None:
        while not self._closing.wait(self._poll_seconds):
            self.refresh()
            try:
                self._looked()
            except Exception:  # a store that cannot be read now can be read later
                log.exception("what changed could not be taken in; it is tried again")
