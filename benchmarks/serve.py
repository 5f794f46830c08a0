"""How long a home page takes over real HTTP, beside the least that a page can cost.

``python -m benchmarks.serve [--world DIR] [--json]``. The world is ``frontrow demo``'s, built when it is not there: its
viewers and their history are simulated; titles, page and server are what they are elsewhere. One worker process with
one BLAS thread answers; every request is of another viewer, in turn.

The page and the bound (:mod:`benchmarks.bound`) are measured in alternating rounds, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import msgspec
import numpy as np

from benchmarks import servers
from benchmarks.bound import BOUND, History
from benchmarks.client import Connection, Timing, timed
from benchmarks.report import Report, json_flag
from frontrow import bundle
from frontrow.api.server import FIGURES
from frontrow.app.profiles import Profiles
from frontrow.bundle import Bundles
from frontrow.cli.demo import build
from frontrow.config import Config, anchored
from frontrow.stores.registry import open_store

USERS = 300  # viewers whose pages are asked for
ROUNDS = 15
EACH = 100  # requests a round: a second at most, for a shared machine changes its pace by the second
CROWD = 8  # clients at the same time
COUNTRIES = ("US", "FR", "DE", "GB")


def main() -> None:
    """Measure, and print the figures."""
    arguments = _arguments()
    arguments.world.mkdir(parents=True, exist_ok=True)
    config = anchored(Config(), arguments.world)
    build(config)
    users = _users(config)
    title = "Home page over HTTP, one worker (viewers are simulated)"
    with (
        Report(arguments.json, title) as report,
        tempfile.TemporaryDirectory() as folder,
        servers.platform(config) as port,
        servers.bound({BOUND: _material(config, port, users, Path(folder)), FIGURES: folder}) as bound_port,
    ):
        for clients, case in ((1, "home/1-client"), (CROWD, f"home/{CROWD}-clients")):
            _measure(report, case, clients, (port, bound_port), users)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, parents=[json_flag()])
    parser.add_argument("--world", type=Path, default=Path("world"), help="a folder of `frontrow demo`")
    return parser.parse_args()


def _users(config: Config) -> list[str]:
    store = open_store(config.store.url)
    users = list(store.users.all())
    store.close()
    chosen = np.random.default_rng(0).choice(len(users), min(USERS, len(users)), replace=False)
    return [users[place] for place in chosen]


def _material(config: Config, port: int, users: list[str], folder: Path) -> str:
    """Return what the bound reads: the bundle in service, histories of the users and pages of theirs."""
    live = Bundles(config.bundles.directory).live()
    assert live is not None, "the world has a bundle"
    return os.pathsep.join(map(str, (live, _histories(config, live, users, folder), _pages(port, users, folder))))


def _histories(config: Config, live: Path, users: list[str], folder: Path) -> Path:
    knowledge = bundle.load(live).knowledge
    store = open_store(config.store.url)
    profiles = Profiles(store.log)
    known = [profiles.of(user, knowledge, record.picks) for user, record in store.users.get(users).items()]
    store.close()
    path = folder / "histories.jsonl"
    lines = [msgspec.json.encode(History(one.history.tolist(), one.weights.tolist())) for one in known]
    path.write_bytes(b"\n".join(lines))
    return path


def _pages(port: int, users: list[str], folder: Path) -> Path:
    """Ask for a page of each user, which warms the server, and keep some for the bound."""
    connection = Connection(port)
    answers = [connection.ask("GET", f"/v1/pages/home?user_id={user}")[1] for user in users]
    connection.close()
    path = folder / "pages.jsonl"
    path.write_bytes(b"\n".join(answers[:50]))
    return path


def _measure(report: Report, case: str, clients: int, ports: tuple[int, int], users: list[str]) -> None:
    rounds: tuple[list[Timing], list[Timing]] = ([], [])
    for turn in range(ROUNDS + 1):
        for port, kept in zip(ports, rounds, strict=True):
            kept.append(timed(port, _requests(users, clients, turn)))
    (home, rate), (bound, bound_rate) = (_figures(kept[1:]) for kept in rounds)  # the first round warms
    report.add(case, "p50_ms", float(np.percentile(home, 50)), "ms")
    report.add(case, "p99_ms", float(np.percentile(home, 99)), "ms")
    report.add(case, "pages_per_s", rate, "1/s")
    report.add(case, "bound_p50_ms", float(np.percentile(bound, 50)), "ms")
    report.add(case, "bound_pages_per_s", bound_rate, "1/s")
    report.add(case, "ratio_to_bound", bound_rate / rate)


def _figures(rounds: list[Timing]) -> tuple[np.ndarray, float]:
    """Return all times of a case, in milliseconds, and requests a second."""
    each = np.concatenate([one.each for one in rounds])
    return each, len(each) / sum(one.wall for one in rounds)


def _requests(users: list[str], clients: int, turn: int) -> list[list[tuple[str, str, bytes]]]:
    paths = [
        f"/v1/pages/home?user_id={users[(turn * EACH + number) % len(users)]}&device=tv&hour={number % 24}"
        for number in range(EACH)
    ]
    return [[("GET", path, b"") for path in paths[client::clients]] for client in range(clients)]


if __name__ == "__main__":
    main()
