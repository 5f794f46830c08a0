"""A demo world that is served, and a real browser to look at it with."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "docs" / "screenshots"
FRONTROW = Path(sys.executable).with_name("frontrow")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"]
AT_REST = """() => Promise.all([
    ...document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < 5000)
        .map((one) => one.finished),
    ...[...document.images].filter((one) => one.loading === "eager").map((one) => one.decode().catch(() => null)),
])"""  # what moves has arrived, what is drawn has been drawn
PATIENCE = 120.0  # seconds until a server must be up

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser; one worker runs it all, for the world is built once a worker."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass(frozen=True)
class Site:
    """A running server."""

    url: str

    def call(self, path: str, method: str = "GET", body: object = None) -> Any:
        """Return the JSON a path answers."""
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.url + path, data, {"content-type": "application/json"}, method=method)
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return json.loads(answer.read())

    def home(self, user_id: str) -> list[list[str]]:
        """Return the item ids of a user's page, row by row."""
        rows = self.call(f"/v1/pages/home?user_id={user_id}&device=web&hour=20")["rows"]
        return [[slot["item"]["item_id"] for slot in row["slots"]] for row in rows]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a server of a small demo world, built by the command a newcomer runs first."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed; on Debian: apt-get install chromium")
    built = ROOT / "src" / "frontrow" / "ui" / "index.html"
    assert built.is_file(), "the viewer's page is not built: run `make setup`, or `python hatch_build.py`"
    world = tmp_path_factory.mktemp("browser") / "world"
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    make = [str(FRONTROW), "demo", str(world), "--viewers", "150", "--days", "21", "--no-serve"]
    made = subprocess.run(make, env=environment, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    port = _free_port()
    serve = [str(FRONTROW), "serve", "--port", str(port), "--workers", "1", "--config", str(world / "frontrow.toml")]
    with (
        (world / "serve.log").open("w") as log,
        subprocess.Popen(serve, env=environment, cwd=world, stdout=log, stderr=subprocess.STDOUT) as server,
    ):
        try:
            running = Site(f"http://127.0.0.1:{port}")
            _await_ready(running, server, world / "serve.log")
            yield running
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_ready(site: Site, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            site.call("/v1/health/ready")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the server did not get ready:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the one browser of the session."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(site: Site, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Return how to open a page in a window of its own; an error in the page fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(path: str = "/", **options: Any) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "en-US", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(site.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@dataclass(frozen=True)
class Viewer:
    """A new profile: its id, and the titles it picked."""

    user_id: str
    picks: dict[str, str]  # title by item id

    @property
    def path(self) -> str:
        """Return where its page is."""
        return f"/?user={self.user_id}"


@pytest.fixture
def viewer(site: Site) -> Viewer:
    """Return a profile made for this test alone."""
    items = site.call("/v1/pages/picker?country=US")["items"][:9:3]
    user_id = f"viewer-{uuid.uuid4()}"
    picks = {item["item_id"]: item["title"] for item in items}
    record = {"user_id": user_id, "name": "Robin", "country": "US", "language": "en", "picks": list(picks)}
    site.call(f"/v1/users/{user_id}", "PUT", record)
    return Viewer(user_id, picks)


@pytest.fixture
def keep() -> Callable[[Page, str], None]:
    """Return how to keep a picture in the docs; only done when FRONTROW_SCREENSHOTS is set."""

    def kept(page: Page, name: str) -> None:
        if os.environ.get("FRONTROW_SCREENSHOTS"):
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            page.wait_for_timeout(700)
            page.evaluate(AT_REST)
            page.screenshot(path=SCREENSHOTS / f"{name}.jpg", type="jpeg", quality=88, scale="css")

    return kept
