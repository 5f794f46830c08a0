"""What every test may ask for."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
from hypothesis import settings
from numpy.typing import ArrayLike

from frontrow.core import Profile, Query, Resume
from frontrow.data.catalogue import Catalogue, Episode, Title
from frontrow.data.dataset import Dataset, Plays
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary
from frontrow.knowledge import Knowledge
from frontrow.models import Model
from frontrow.models.ease import Ease
from frontrow.models.ials import Ials
from frontrow.models.item_knn import ItemKNN
from frontrow.models.popularity import Popularity
from frontrow.models.sparse_next_item import SparseNextItem
from frontrow.models.trending import Trending

# a kernel compiles in its first example, and the machine may be busy: no example is failed for being slow
settings.register_profile("frontrow", deadline=None)
settings.load_profile("frontrow")

DAY = 86_400.0  # seconds


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data sets; the test is skipped where it is absent."""
    folder = Path(os.environ.get("FRONTROW_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no data sets at {folder}; set FRONTROW_DATA")
    return folder


class MakeData(Protocol):
    """Builds a data set from lists."""

    def __call__(
        self,
        histories: Sequence[ArrayLike],
        n_items: int,
        *,
        grades: Sequence[float] | None = None,
        plays: Sequence[tuple[int, int, float, str]] | None = None,
        genres: Sequence[Sequence[str]] = (),
        now: float = 1000.0 * 86_400,
    ) -> Dataset: ...


@pytest.fixture(scope="session")
def make_data() -> MakeData:
    """Return a builder of data sets: histories of item indices, and plays as (user, item, days before now, country)."""
    return _data


def _data(
    histories: Sequence[ArrayLike],
    n_items: int,
    *,
    grades: Sequence[float] | None = None,
    plays: Sequence[tuple[int, int, float, str]] | None = None,
    genres: Sequence[Sequence[str]] = (),
    now: float = 1000.0 * 86_400,
) -> Dataset:
    ragged = Ragged.of(histories)
    if plays is None:
        plays = [(int(u), int(i), 1.0, "") for u, i in zip(ragged.owners, ragged.values, strict=True)]
    countries = Vocabulary.of(sorted({country for *_, country in plays if country}))
    titles = [
        Title(item_id=f"i{i}", title=f"Title {i}", genres=tuple(genres[i]) if genres else ()) for i in range(n_items)
    ]
    order = sorted(range(len(plays)), key=lambda position: -plays[position][2])
    rows = [plays[position] for position in order]
    return Dataset(
        catalogue=Catalogue.of(titles),
        users=Vocabulary(tuple(f"u{u}" for u in range(len(ragged)))),
        histories=ragged,
        grades=np.ones(len(ragged.values), np.float32) if grades is None else np.array(grades, np.float32),
        at=np.full(len(ragged.values), now - 86_400.0),
        plays=Plays(
            user=np.array([row[0] for row in rows], np.int32),
            item=np.array([row[1] for row in rows], np.int32),
            at=np.array([now - row[2] * 86_400.0 for row in rows], np.float64),
            seconds=np.ones(len(rows), np.float32),
            country=countries.indices([row[3] for row in rows]),
        ),
        countries=countries,
        now=now,
    )


NOW = 1000.0 * DAY  # of every world
COUNTRIES = ("DE", "FR", "US")
GENRES = ("Comedy", "Crime", "Drama", "Horror", "Thriller", "Western")


@dataclass(frozen=True)
class World:
    """A random catalogue, what real learners made of random viewing, and random viewers who ask for pages."""

    knowledge: Knowledge

    def query(self, rng: np.random.Generator, page_id: str = "page") -> Query:
        """Return a query of a random viewer: any history, watched or picked or disliked, any country, any age."""
        n = len(self.knowledge.catalogue)
        history = rng.permutation(n)[: rng.integers(0, max(n // 2, 1) + 1)].astype(np.int32)
        watched = history[rng.random(len(history)) < 0.8]
        return Query(
            user_id=f"u{rng.integers(10)}",
            page_id=page_id,
            now=NOW,
            country=str(rng.choice(["", "XX", *COUNTRIES])),
            maturity=int(rng.choice([0, 6, 12, 16, 18])),
            profile=Profile(
                history=history,
                weights=rng.choice([-1.0, 0.5, 1.0, 2.0], len(history)).astype(np.float32),
                watched_at=np.sort(NOW - rng.uniform(0, 200, len(history)) * DAY),
                watched=watched,
                hidden=rng.permutation(n)[: rng.integers(0, n // 5 + 1)].astype(np.int32),
                listed=rng.permutation(n)[: rng.integers(0, 6)].astype(np.int32),
                resume=tuple(Resume(int(item), -1, 300.0, 5400.0, NOW - float(item)) for item in watched[:3]),
                finished=watched[3:],
                thumbs={int(item): 2 for item in watched[:2]},
            ),
        )

    def forbidden(self, query: Query) -> set[int]:
        """Return the titles that must not be shown, read from the records one by one."""
        hidden = set(query.profile.hidden.tolist())
        return {
            item
            for item, title in enumerate(self.knowledge.catalogue.titles)
            if title.maturity > query.maturity
            or (title.territories and query.country not in title.territories)
            or title.added_at > query.now
            or item in hidden
        }


MakeWorld = Callable[[int, int], World]


@pytest.fixture(scope="session")
def make_world() -> MakeWorld:
    """Return a builder of worlds from a seed and a number of titles."""
    return _world


def _world(seed: int, n_items: int) -> World:
    rng = np.random.default_rng(seed)
    catalogue = Catalogue.of([_title(rng, item) for item in range(n_items)])
    histories = [rng.permutation(n_items)[: rng.integers(1, n_items // 3 + 2)].tolist() for _ in range(60)]
    plays = [
        (user, int(item), float(rng.exponential(20.0)), str(rng.choice(["", *COUNTRIES])))
        for user, history in enumerate(histories)
        for item in history
    ]
    data = replace(_data(histories, n_items, plays=plays, now=NOW), catalogue=catalogue)
    models: dict[str, Model] = {
        "ease": Ease(reg=20.0).fit(data, rng).compact(min(20, n_items)),
        "ials": Ials(factors=8, epochs=3).fit(data, rng),
        "item_knn": ItemKNN().fit(data, rng),
        "next": SparseNextItem(decays=(0.8,), reg=20.0).fit(data, rng),
        "popular": Popularity().fit(data, rng),
        "recent": Popularity(half_life_days=float("inf"), window_days=7.0).fit(data, rng),
        "trending": Trending().fit(data, rng),
    }
    return World(Knowledge(catalogue, models, NOW, "test"))


def _title(rng: np.random.Generator, item: int) -> Title:
    series = bool(rng.random() < 0.2)
    return Title(
        item_id=f"i{item}",
        title=f"Title {item}",
        kind="series" if series else "movie",
        year=int(rng.integers(1960, 2025)),
        runtime=5400.0,
        maturity=int(rng.choice([0, 6, 12, 16, 18])),
        genres=tuple(sorted({str(genre) for genre in rng.choice(GENRES, rng.integers(0, 4))})),
        territories=tuple(sorted({str(code) for code in rng.choice(COUNTRIES, 2)})) if rng.random() < 0.4 else (),
        added_at=NOW + float(rng.uniform(-400, 40)) * DAY,
        episodes=(Episode(episode_id=f"e{item}", number=1),) if series else (),
    )
