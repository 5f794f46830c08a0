"""The platform as one object, with no HTTP in it: the store, the bundle in service, the state of users."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from frontrow.app.measures import Measures
from frontrow.app.page_log import PageLog
from frontrow.app.picker import picks
from frontrow.app.profiles import Profiles
from frontrow.app.records import Records
from frontrow.app.service import Live, Service
from frontrow.app.view import View
from frontrow.bundle import Bundles
from frontrow.config import ServerSettings
from frontrow.core import Page, Profile, Query
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.signals import Weights
from frontrow.pipeline import DEFAULT_PLAN, Plan
from frontrow.stores import LoggedPage, Store, User
from frontrow.stores.group_commit import GroupCommit


@dataclass(frozen=True)
class Visit:
    """Who opens a page, and what the request says of it; what it leaves open ("" or None) the user's record says.

    Parameters
    ----------
    hour
        Local hour of the day, 0 to 23; None: that of UTC.
    """

    user_id: str
    device: str = ""
    country: str = ""
    language: str = ""
    hour: int | None = None


@dataclass(frozen=True)
class Shown:
    """A page, and what it was made from."""

    page: Page
    query: Query
    view: View


class App:
    """Pages, state and bundles of one process.

    Parameters
    ----------
    store, bundles
        Shared by all processes.
    plan, weights, settings
        How pages are made; what feedback is worth; the server's limits.
    clock
        The only clock there is: seconds since the epoch, UTC.
    settled
        Called when a new bundle or new titles are in memory, to stay there for long.
    """

    def __init__(
        self,
        store: Store,
        bundles: Bundles,
        *,
        plan: Plan = DEFAULT_PLAN,
        weights: Weights | None = None,
        settings: ServerSettings | None = None,
        clock: Callable[[], float] = time.time,
        settled: Callable[[], None] = lambda: None,
    ) -> None:
        self.store = store
        self.settings = settings or ServerSettings()
        self.clock = clock
        self._settled = settled
        self.measures = Measures()
        self.service = Service(bundles, plan, self.measures, self.settings.poll_seconds)
        self.users = Records(store.users)
        self.profiles = Profiles(store.log, weights or Weights())
        self.commit = GroupCommit(store.log)
        self.page_log = PageLog(store.pages, self.measures)
        self._view: View | None = None
        self._live: Live | None = None
        self._titles_version = -1

    def start(self) -> None:
        """Load the bundle in service, and follow the live pointer from now on."""
        self.page_log.start()
        self.service.start()
        self.view()

    def close(self) -> None:
        """Keep the events and pages that wait to be written, and give back the store."""
        self.service.close()
        self.commit.close()
        self.page_log.close()
        self.store.close()

    def view(self) -> View:
        """Return what a page is made from now; the same object until the bundle or a title changes."""
        version = self.store.titles.version()
        live = self.service.live
        view = self._view
        if view is None or live is not self._live or version != self._titles_version:
            titles = view.titles if view and version == self._titles_version else self.store.titles.all()
            serving = live or self.service.over(Catalogue.of(titles.values()))
            view = View(serving.knowledge, serving.pipeline, titles)
            self._view, self._live, self._titles_version = view, live, version
            self._settled()
        return view

    def page(self, visit: Visit) -> Shown:
        """Make a page for a user now, count it, and have it logged."""
        view = self.view()
        query = self.query(visit, view)
        page = view.fit(view.pipeline.page(query), query.country, query.maturity)
        self.measures.pages.labels(page.tier).inc()
        self.page_log.add(logged(page, query, view))
        return Shown(page, query, view)

    def query(self, visit: Visit, view: View) -> Query:
        """Return a visit with what is known of the user."""
        now = self.clock()
        user = self.user(visit.user_id)
        return Query(
            user_id=visit.user_id,
            page_id=f"{int(now * 1000):x}-{secrets.token_hex(6)}",
            now=now,
            country=visit.country or user.country,
            language=visit.language or user.language,
            device=visit.device,
            hour=datetime.fromtimestamp(now, UTC).hour if visit.hour is None else visit.hour,
            maturity=user.maturity,
            profile=self.profile(user, view),
        )

    def user(self, user_id: str) -> User:
        """Return a user's record; of a stranger, one that says nothing."""
        return self.users.get(user_id) or User(user_id=user_id)

    def profile(self, user: User, view: View) -> Profile:
        """Return what a user's events say of them now, deleted titles left out."""
        return view.seen_by(self.profiles.of(user.user_id, view.knowledge, user.picks, self.users.version))

    def picker(self, country: str, maturity: int) -> list[Title]:
        """Return titles for a new viewer to pick from."""
        view = self.view()
        return [view.title(item) for item in picks(view.knowledge, country, maturity, view.barred(country, maturity))]

    def forget(self, user_id: str) -> int:
        """Delete everything about a user; return how many records there were."""
        return self.store.forget(user_id)


def logged(page: Page, query: Query, view: View) -> LoggedPage:
    """Return what the page log keeps of a page."""
    names = view.catalogue.items.names
    return LoggedPage(
        page_id=page.page_id,
        user_id=page.user_id,
        at=query.now,
        rows=tuple((row.kind, tuple([names[item] for item in row.items.tolist()])) for row in page.rows),
        device=query.device,
        country=query.country,
        bundle=view.knowledge.version,
        tier=page.tier,
    )
