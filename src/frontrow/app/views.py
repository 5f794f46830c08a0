"""Keeps the view at the newest titles: those this process changes at once, those that others change soon."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

from frontrow.app.service import Live, Service
from frontrow.app.view import View
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.weights import Weights
from frontrow.knowledge import Knowledge
from frontrow.stores import Shelf


class Views:
    """The view of now, and the only writer of titles in this process.

    Whoever reads :attr:`now` waits for nothing. Everything else here takes as long as the store and the making of a
    pipeline take, and belongs in a thread other than that of the requests.

    Parameters
    ----------
    titles
        The shelf that all processes share.
    service
        The bundle in service.
    weights
        What feedback is worth as long as there is no bundle.
    settled
        Called when a new view is in memory, to stay there for long.
    """

    def __init__(
        self, titles: Shelf[Title], service: Service, weights: Weights, settled: Callable[[], None] = lambda: None
    ) -> None:
        self._shelf = titles
        self._service = service
        self._weights = weights
        self._settled = settled
        self._lock = threading.Lock()
        self._version = -1
        self._live: Live | None = None
        self._now: View | None = None

    @property
    def now(self) -> View:
        """What a page is made from."""
        return self._now or self.refresh()

    def refresh(self) -> View:
        """Take in another bundle, and titles that another process changed; return the view of now."""
        with self._lock:
            version = self._shelf.version()  # before the titles: what changes in between is seen the next time
            if self._now is None or version != self._version:
                return self._show(self._shelf.all(), version)
            if self._service.live is not self._live:
                return self._show(self._now.titles, version)
            return self._now

    def put(self, titles: Mapping[str, Title]) -> None:
        """Keep titles; what they say holds when this returns."""
        before = self._version
        self._shelf.put(titles)
        self._take_in(list(titles), before)

    def delete(self, item_id: str) -> bool:
        """Delete a title, and return whether it was there; nothing shows it when this returns."""
        before = self._version
        deleted = self._shelf.delete([item_id])
        self._take_in([item_id], before)
        return deleted > 0

    def newest(self, item_ids: Sequence[str]) -> Mapping[str, Title]:
        """Return those of the titles that there are, as they are now, whichever process changed them."""
        seen = self._version  # before the view: a view is set before its version
        return self.now.titles if self._shelf.version() == seen else self._shelf.get(item_ids)

    def _take_in(self, item_ids: Sequence[str], before: int) -> None:
        """Read these titles again, and only these.

        The version is taken as seen only where the one write since ``before`` was this one; else the next
        :meth:`refresh` reads everything.
        """
        with self._lock:
            version = self._shelf.version()
            if self._now is None or version == self._version:
                return
            found = self._shelf.get(item_ids)
            titles = {**self._now.titles, **found}
            for item_id in item_ids:
                if item_id not in found:
                    titles.pop(item_id, None)
            alone = self._version == before and version == before + 1
            self._show(titles, version if alone else self._version)

    def _show(self, titles: Mapping[str, Title], version: int) -> View:
        live = self._service.live
        serving = live or self._service.made(Knowledge(Catalogue.of(titles.values()), weights=self._weights))
        before = self._now if live is self._live else None
        now = self._now = View.of(serving, titles, self._service, before)
        self._live, self._version = live, version
        self._settled()
        return now
