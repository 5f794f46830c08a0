"""A small world: 240 titles, 300 viewers, two weeks that end on Saturday 7 November 2026."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from frontrow.core import Times
from frontrow.data.catalogue import Catalogue, Episode, Person, Title
from frontrow.data.events import EventColumns, concatenated
from frontrow.simulate import Parameters, populated, read_parameters, simulate
from frontrow.simulate.choice import Mind
from frontrow.simulate.pages import ShownPages, Visits
from frontrow.simulate.population import Population

DAY = 86_400.0
UNTIL = 1_794_009_600.0  # 2026-11-07T00:00:00Z
GENRES = ("Animation", "Comedy", "Drama", "Family", "Horror", "Romance", "Thriller", "War")


def made_title(index: int, rng: np.random.Generator) -> Title:
    series = index % 6 == 0
    episodes = tuple(
        Episode(episode_id=f"t{index}-e{number}", number=number, runtime=1500.0) for number in range(1, 9) if series
    )
    return Title(
        item_id=f"t{index}",
        title=f"The {GENRES[index % 8]} of {index}",
        kind="series" if series else "movie",
        year=1960 + int(rng.integers(60)),
        runtime=1500.0 if series else float(rng.integers(80, 150) * 60),
        maturity=int(rng.choice([0, 6, 12, 16, 18])),
        genres=(GENRES[index % 8],),
        countries=(str(rng.choice(["US", "GB", "FR"])),),
        languages=(str(rng.choice(["en", "fr"])),),
        territories=("US", "GB") if index % 10 == 1 else (),
        people=(Person(name=f"P{index % 20}"),),
        added_at=UNTIL - (3 * DAY if index % 15 == 2 else 100 * DAY),
        episodes=episodes,
    )


@pytest.fixture(scope="session")
def titles() -> tuple[Title, ...]:
    rng = np.random.default_rng(5)
    return tuple(made_title(index, rng) for index in range(240))


@pytest.fixture(scope="session")
def catalogue(titles: tuple[Title, ...]) -> Catalogue:
    return Catalogue.of(titles)


@pytest.fixture(scope="session")
def small() -> Parameters:
    packaged = read_parameters()
    return replace(
        packaged,
        people=replace(packaged.people, viewers=300, days=14),
        choice=replace(packaged.choice, considered=30),
        taste=replace(packaged.taste, archetypes=8),
    )


@pytest.fixture(scope="session")
def until() -> float:
    return UNTIL


@pytest.fixture(scope="session")
def days(titles: tuple[Title, ...], small: Parameters) -> list[EventColumns]:
    return list(simulate(titles, small, 1, UNTIL))


@pytest.fixture(scope="session")
def log(days: list[EventColumns]) -> EventColumns:
    return concatenated(days)


@pytest.fixture
def population(titles: tuple[Title, ...], small: Parameters) -> Population:
    return populated(titles, small, 1, UNTIL)


@pytest.fixture
def mind(population: Population) -> Mind:
    one = population
    return Mind(one.taste, one.finished, one.refused, one.unfinished, one.considered)


@pytest.fixture
def visits(population: Population) -> Visits:
    """Everybody, on a television, at eight in the evening of the first day."""
    n = len(population.viewers)
    at: Times = np.full(n, UNTIL - 13 * DAY + 20 * 3600.0)
    return Visits(np.arange(n, dtype=np.int32), np.zeros(n, np.int32), at, np.full(n, 20, np.int32))


MakePages = Callable[[Visits, np.ndarray], ShownPages]


@pytest.fixture
def pages_of() -> MakePages:
    """Pages of the given items (n, rows, slots), with the first artwork, each certain."""

    def make(visits: Visits, items: np.ndarray) -> ShownPages:
        shape = items.shape
        return ShownPages(
            tuple(f"page-{number}" for number in range(len(visits))),
            visits,
            items.astype(np.int32),
            np.zeros(shape[:2], np.int32),
            ("genre",),
            np.where(items < 0, -1, 0).astype(np.int32),
            np.ones(shape, np.float32),
        )

    return make
