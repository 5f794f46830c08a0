"""The platform as one object, with no HTTP in it: the store, the bundle in service, the state of users."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec import Raw

from frontrow.app.measures import Measures
from frontrow.app.page_log import PageLog
from frontrow.app.picker import picks
from frontrow.app.profiles import Profiles
from frontrow.app.records import Records
from frontrow.app.service import Service
from frontrow.app.shown_ids import rows_as_json
from frontrow.app.view import View
from frontrow.app.views import Views
from frontrow.bundle import Bundles
from frontrow.config import ServerSettings
from frontrow.core import Page, Profile, Query
from frontrow.data.catalogue import Title
from frontrow.data.signals import Weights
from frontrow.pipeline import DEFAULT_PLAN, Plan
from frontrow.stores import LoggedPage, Store, User
from frontrow.stores.group_commit import GroupCommit

_EXPLORES = "explore"


@dataclass(frozen=True)
class Visit:
    """Who asks, and what the request says of it; what it leaves open ("" or None) the user's record says.

    Parameters
    ----------
    hour
        Local hour of the day, 0 to 23; None: that of UTC.
    maturity
        The highest age rating to show, in years; never more than the user's record says.
    """

    user_id: str = ""
    device: str = ""
    country: str = ""
    language: str = ""
    hour: int | None = None
    maturity: int = 18


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
        How pages are made; what feedback is worth while there is no bundle to say it; the server's limits.
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
        self.measures = Measures()
        self.service = Service(bundles, plan, self.measures, self.settings.poll_seconds, looked=self._look)
        self.titles = Views(store.titles, self.service, weights or Weights(), settled)
        self.users = Records(store.users)
        self.accounts = Records(store.accounts)
        self.profiles = Profiles(store.log)
        self.commit = GroupCommit(store.log)
        self.page_log = PageLog(store.pages, self.measures, keep_days=self.settings.keep_pages_days, clock=clock)

    def start(self) -> None:
        """Load the bundle in service, and follow the live pointer from now on."""
        self.page_log.start()
        self.service.start()
        self.titles.refresh()

    def close(self) -> None:
        """Keep the events and pages that wait to be written, and give back the store."""
        self.service.close()
        self.commit.close()
        self.page_log.close()
        self.store.close()

    def view(self) -> View:
        """Return what a page is made from now; the same object until the bundle or a title changes."""
        return self.titles.now

    def page(self, visit: Visit) -> Shown:
        """Make a page for a user now, count it, and have it logged."""
        view = self.view()
        query = self.query(visit, view)
        page = view.pipeline.page(query)
        self.measures.pages.labels(page.tier).inc()
        self.page_log.add(logged(page, query, view))
        return Shown(page, query, view)

    def query(self, visit: Visit, view: View) -> Query:
        """Return a visit with what is known of the user."""
        now = self.clock()
        user = self.user(visit.user_id) if visit.user_id else User(user_id="")
        return Query(
            user_id=visit.user_id,
            page_id=f"{int(now * 1000):x}-{secrets.token_hex(6)}",
            now=now,
            country=visit.country or user.country or self._country(user.account_id),
            language=visit.language or user.language,
            device=visit.device,
            hour=datetime.fromtimestamp(now, UTC).hour if visit.hour is None else visit.hour,
            maturity=min(user.maturity, visit.maturity),
            profile=self.profile(user, view) if visit.user_id else Profile(),
        )

    def user(self, user_id: str) -> User:
        """Return a user's record; of a stranger, one that says nothing."""
        return self.users.get(user_id) or User(user_id=user_id)

    def profile(self, user: User, view: View) -> Profile:
        """Return what a user's events say of them now."""
        return self.profiles.of(user.user_id, view.knowledge, user.picks, self.users.version)

    def picker(self, visit: Visit, offset: int = 0) -> tuple[list[Title], bool]:
        """Return titles for a new viewer to pick from, after so many shown before, and whether others follow."""
        view = self.view()
        shown = picks(view, self.query(visit, view), offset=offset)
        return [view.title(item) for item in shown.items], shown.more

    def forget(self, user_id: str) -> int:
        """Delete everything about a user, for good; return how many records there were."""
        return self.store.forget(user_id, self.clock)

    def _country(self, account_id: str) -> str:
        account = self.accounts.get(account_id) if account_id else None
        return account.country if account else ""

    def _look(self) -> None:
        self.titles.refresh()


def logged(page: Page, query: Query, view: View) -> LoggedPage:
    """Return what the page log keeps of a page."""
    return LoggedPage(
        page_id=page.page_id,
        user_id=page.user_id,
        at=query.now,
        rows=Raw(rows_as_json(page.rows, view.quoted)),
        device=query.device,
        country=query.country,
        bundle=view.knowledge.version,
        tier=page.tier,
        # the same page for the same query, unless it tries what the scores alone would not
        probability=None if _EXPLORES in view.pipeline.plan.features else 1.0,
    )
