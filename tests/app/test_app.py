"""The platform as one object: whose country holds, what is logged, and that who is forgotten stays so."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Raw

from frontrow.app import App, Visit
from frontrow.bundle import Bundles
from frontrow.config import ServerSettings
from frontrow.core import Event, Kind
from frontrow.data.catalogue import Title
from frontrow.pipeline import DEFAULT_PLAN, Plan
from frontrow.stores import Account, LoggedPage, User
from frontrow.stores.memory import MemoryStore

NOW = 2e9
TITLES = {f"t{n}": Title(item_id=f"t{n}", title=f"T{n}", maturity=n) for n in range(9)}


def made(folder: Path, plan: Plan = DEFAULT_PLAN, days: float = 30.0) -> App:
    store = MemoryStore()
    store.titles.put(TITLES)
    return App(store, Bundles(folder), plan=plan, settings=ServerSettings(keep_pages_days=days), clock=lambda: NOW)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    platform = made(tmp_path)
    platform.start()
    yield platform
    platform.close()


def test_the_visits_country_comes_before_the_users_and_that_before_the_accounts(app: App) -> None:
    app.store.accounts.put({"home": Account(account_id="home", country="DE")})
    app.store.users.put(
        {
            "ada": User(user_id="ada", account_id="home", country="FR"),
            "bob": User(user_id="bob", account_id="home"),
            "eve": User(user_id="eve", account_id="gone"),
        }
    )
    visits = [Visit("ada", country="US"), Visit("ada"), Visit("bob"), Visit("eve"), Visit("stranger")]
    assert [app.query(visit, app.view()).country for visit in visits] == ["US", "FR", "DE", "", ""]


def test_a_visit_sees_no_more_than_the_users_age_allows(app: App) -> None:
    app.store.users.put({"kid": User(user_id="kid", maturity=6)})
    visits = [Visit("kid"), Visit("kid", maturity=12), Visit("kid", maturity=3), Visit(maturity=12), Visit()]
    assert [app.query(visit, app.view()).maturity for visit in visits] == [6, 6, 3, 12, 18]


@pytest.mark.parametrize(("features", "probability"), [(("popular",), 1.0), (("popular", "explore"), None)])
def test_a_page_that_tries_things_is_logged_with_no_probability(
    tmp_path: Path, features: tuple[str, ...], probability: float | None
) -> None:
    app = made(tmp_path, Plan(features=features))
    app.start()
    app.page(Visit("ada"))
    app.close()
    [kept] = app.store.pages.all().values()
    assert kept.probability == probability


def test_a_page_that_waits_when_its_viewer_is_forgotten_is_not_kept(app: App) -> None:
    app.page(Visit("ada"))
    app.page(Visit("bob"))
    app.forget("ada")
    app.close()
    assert {page.user_id for page in app.store.pages.all().values()} == {"bob"}


def test_an_event_from_before_its_user_was_forgotten_is_not_taken_again(app: App) -> None:
    event = Event(event_id="e", kind=Kind.PLAY, at=NOW - 1, user_id="ada", item_id="t1")
    app.forget("ada")
    assert app.commit.append([event]).result(10).stored == 0
    assert len(app.store.log.of_user("ada")) == 0


def test_pages_older_than_the_setting_are_dropped(tmp_path: Path) -> None:
    app = made(tmp_path, days=2.0)
    for name, age in (("old", 3.0), ("young", 1.0)):
        page = LoggedPage(page_id=name, user_id="u", at=NOW - age * 86_400.0, rows=Raw(b"[]"))
        app.store.pages.put({name: page})
    app.start()
    until = time.monotonic() + 10
    while len(app.store.pages.all()) > 1 and time.monotonic() < until:
        time.sleep(0.01)
    app.close()
    assert list(app.store.pages.all()) == ["young"]
