"""What every test may ask for."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest

from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.dataset import Dataset, Plays
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary


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
        histories: Sequence[Sequence[int]],
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
    histories: Sequence[Sequence[int]],
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
