"""A small world that is real all through: a store with titles and events, a bundle trained on them, the API over it."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from litestar.testing import TestClient

from frontrow.api.application import application
from frontrow.api.edge import Edge
from frontrow.api.worker import platform_of
from frontrow.app import App
from frontrow.config import Config, anchored
from frontrow.core import Event, Kind
from frontrow.data.catalogue import Episode, Title
from frontrow.stores.registry import open_store
from frontrow.train import train

GENRES = ("Drama", "Comedy", "Crime", "Science fiction", "Romance")
N_TITLES = 160
N_USERS = 80
PLAYS = 14  # a user
DAY = 86_400.0
NOW = float(int(time.time()))  # bundles are young: trending and new releases have something to say


def make_titles() -> list[Title]:
    """Return titles of five genres; every tenth is a series, every seventh for adults, every ninth only in France."""
    return [
        Title(
            item_id=f"t{number}",
            title=f"Title {number}",
            kind="series" if number % 10 == 0 else "movie",
            year=1980 + number % 45,
            runtime=3600.0 + 60 * (number % 50),
            maturity=18 if number % 7 == 0 else 6,
            genres=(GENRES[number % len(GENRES)],),
            countries=(("FR", "DE", "US")[number % 3],),
            territories=("FR",) if number % 9 == 0 else (),
            synopsis=f"The {number}th story. It has a second sentence.",
            added_at=NOW - (number % 90) * DAY,
            episodes=tuple(
                Episode(episode_id=f"t{number}e{place}", season=1 + place // 3, number=1 + place % 3, runtime=1800.0)
                for place in range(6)
            )
            if number % 10 == 0
            else (),
        )
        for number in range(N_TITLES)
    ]


def make_events(titles: list[Title]) -> list[Event]:
    """Return plays to the end by users who like one genre; the last of a user lie within a week."""
    rng = np.random.default_rng(1)
    events: list[Event] = []
    for user in range(N_USERS):
        liked = [title for place, title in enumerate(titles) if place % len(GENRES) == user % len(GENRES)]
        for turn, place in enumerate(rng.choice(len(liked), PLAYS, replace=False)):
            at = NOW - (PLAYS - turn) * 2 * DAY + user
            given: dict[str, Any] = {
                "user_id": f"u{user}",
                "item_id": liked[place].item_id,
                "play_id": f"p{user}-{turn}",
            }
            given["country"] = "FR" if user % 2 else "DE"
            events.append(Event(event_id=f"a{user}-{turn}", kind=Kind.PLAY, at=at, **given))
            watched = liked[place].runtime
            events.append(
                Event(
                    event_id=f"z{user}-{turn}",
                    kind=Kind.STOP,
                    at=at + watched,
                    value=watched,
                    position=watched,
                    **given,
                )
            )
    return events


@dataclass(frozen=True)
class World:
    """A folder with a store and bundles, and the configuration that names them."""

    folder: Path
    config: Config

    def copied_to(self, folder: Path) -> "World":
        """Return a world of one's own to change."""
        shutil.copytree(self.folder, folder)
        return World(folder, anchored(Config(server=self.config.server), folder))


@pytest.fixture(scope="session")
def first_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Return the world that others are copied from."""
    folder = tmp_path_factory.mktemp("world")
    config = anchored(Config(), folder)
    titles = make_titles()
    store = open_store(config.store.url)
    store.titles.put({title.item_id: title for title in titles})
    store.log.append(make_events(titles))
    train(store, config, NOW)
    store.close()
    return World(folder, replace(config, server=replace(config.server, poll_seconds=0.05)))


@pytest.fixture
def world(first_world: World, tmp_path: Path) -> World:
    """Return a world that a test may change."""
    return first_world.copied_to(tmp_path / "world")


@pytest.fixture
def app(world: World) -> App:
    """Return the platform over a world; the client starts and closes it."""
    return platform_of(world.config)


@pytest.fixture
def client(app: App) -> Iterator[TestClient[Edge]]:
    """Return a client of the API."""
    with TestClient(application(app)) as made:
        yield made


@pytest.fixture(scope="session")
def event() -> Callable[..., dict[str, Any]]:
    """Return a builder of events as a client sends them."""
    numbers = iter(range(1_000_000))

    def build(kind: str = "play", user_id: str = "new", item_id: str = "t1", **more: Any) -> dict[str, Any]:
        return {
            "event_id": f"e{next(numbers)}-{time.time_ns()}",
            "kind": kind,
            "at": time.time(),
            "user_id": user_id,
            "item_id": item_id,
            **more,
        }

    return build


class Server:
    """A real server: a main process and its workers, in a process group of their own.

    Parameters
    ----------
    world
        What it serves.
    workers
        How many processes answer.
    """

    def __init__(self, world: World, workers: int = 2) -> None:
        self.port = free_port()
        settings = f"[server]\nport = {self.port}\nworkers = {workers}\npoll_seconds = 0.05\n"
        path = world.folder / f"server-{self.port}.toml"
        path.write_text(settings)
        self.temporary = world.folder / "temporary"  # what a killed server leaves there goes with the world
        self.temporary.mkdir(exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(path)],
            env={**os.environ, "TMPDIR": str(self.temporary)},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def wait(self, patience: float = 60.0) -> None:
        """Return when it answers that it is ready."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise RuntimeError(self._said())
            try:
                if self.request("GET", "/v1/health/ready")[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the server was not ready in time")

    def connect(self) -> http.client.HTTPConnection:
        """Return a connection that stays open; one connection is answered by one worker."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def request(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Ask on a connection of its own, so that any worker may answer."""
        connection = self.connect()
        try:
            return ask(connection, method, path, body)
        finally:
            connection.close()

    def kill(self) -> None:
        """End the whole process group at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self._said()

    def stop(self) -> int:
        """Ask it to end, wait, and return its exit code."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        self._said()
        return self.process.returncode

    def _said(self) -> str:
        return self.process.communicate()[1].decode()


_SERVE = """
import sys
from pathlib import Path
from frontrow.config import read_config
from frontrow.api.server import serve
serve(read_config(Path(sys.argv[1])))
"""


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def ask(connection: http.client.HTTPConnection, method: str, path: str, body: object = None) -> tuple[int, bytes]:
    """Send a request and return status and body."""
    given = None if body is None else msgspec.json.encode(body)
    connection.request(method, path, given, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, answer.read()


StartServer = Callable[[World, int], Server]


@pytest.fixture
def start_server() -> Iterator[StartServer]:
    """Return a starter of servers; those still running at the end are killed."""
    started: list[Server] = []

    def start(world: World, workers: int = 2) -> Server:
        started.append(Server(world, workers))
        return started[-1]

    yield start
    for server in started:
        if server.process.poll() is None:
            server.kill()


@pytest.fixture(scope="session")
def server_type() -> type[Server]:
    """Return the class of real servers, for those that live longer than a test."""
    return Server
