"""Histories of any size, shaped like those of a film service: few titles have most viewers, few users most events."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Items
from frontrow.data.catalogue import Catalogue, Title
from frontrow.data.dataset import Dataset, Plays
from frontrow.data.ragged import Ragged
from frontrow.data.vocabulary import Vocabulary
from frontrow.errors import BadInput

Floats64 = NDArray[np.float64]
ML20M = (136_677, 20_108, 10_000_000)  # users, titles and events of ML-20M under the Mult-VAE protocol, rounded
_SPREAD = 1.1  # standard deviation of the logarithm of a user's activity: of ML-20M
_HEAD = 30.0  # titles of about equal fame at the top of the power law
_FALL = 1.2  # its exponent


def synthetic_histories(n_users: int, n_items: int, n_events: int, seed: int) -> Ragged:
    """Return ``n_events`` distinct pairs of a user and a title, each user's in random order.

    The activity of users is log-normal, at most half of the catalogue; the fame of titles falls as (rank + 30)^-1.2,
    and a title's index says nothing of its fame. With the sizes of :data:`ML20M` there are 2.5 · 10⁹ ordered pairs of
    titles watched by the same user, which is the work of a Gram matrix.

    Raises
    ------
    BadInput
        If more than a quarter of all pairs are asked for.
    """
    if n_events > n_users * n_items // 4:
        raise BadInput(
            f"{n_events} events of {n_users} users and {n_items} titles.", "At most a quarter of all pairs is drawn."
        )
    rng = np.random.default_rng(seed)
    lengths = _lengths(rng, n_users, n_events, n_items // 2)
    offsets = np.zeros(n_users + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    fame = np.cumsum((np.arange(n_items) + _HEAD) ** -_FALL)
    by_fame = rng.permutation(n_items).astype(np.int32)
    values = np.empty(n_events, np.int32)
    draw(rng, offsets, fame, by_fame, values)
    return Ragged(values, offsets)


def _lengths(rng: np.random.Generator, n_users: int, n_events: int, most: int) -> NDArray[np.int64]:
    """Return (n_users,) log-normal lengths that add up to ``n_events``, none above ``most``."""
    activity = np.cumsum(rng.lognormal(0.0, _SPREAD, n_users))
    lengths: NDArray[np.int64] = np.diff(np.round(activity * (n_events / activity[-1])), prepend=0.0).astype(np.int64)
    while (over := int(np.maximum(lengths - most, 0).sum())) > 0:
        lengths = np.minimum(lengths, most) + rng.multinomial(over, np.full(n_users, 1 / n_users))
    return lengths


@numba.njit(cache=True, nogil=True)
def draw(rng: np.random.Generator, offsets: NDArray[np.int64], fame: Floats64, by_fame: Items, values: Items) -> None:
    """Fill each user's part with distinct titles drawn by fame (cumulative, the most famous first)."""
    has = np.full(len(by_fame), -1, np.int32)  # the last user who drew the title
    for user in range(len(offsets) - 1):
        for place in range(offsets[user], offsets[user + 1]):
            item = by_fame[np.searchsorted(fame, rng.random() * fame[-1])]
            while has[item] == user:
                item = by_fame[np.searchsorted(fame, rng.random() * fame[-1])]
            has[item] = user
            values[place] = item


def synthetic_data(n_users: int, n_items: int, n_events: int, seed: int) -> Dataset:
    """Return :func:`synthetic_histories` as a data set: grades of 1, an hour between two events of a user."""
    histories = synthetic_histories(n_users, n_items, n_events, seed)
    place = np.arange(n_events) - histories.offsets[:-1][histories.owners]
    at = place.astype(np.float64) * 3600.0  # seconds
    order = np.argsort(at, kind="stable")
    ones = np.ones(n_events, np.float32)
    owners = histories.owners
    return Dataset(
        catalogue=Catalogue.of(Title(item_id=f"i{item}", title=f"Title {item}") for item in range(n_items)),
        users=Vocabulary(tuple(f"u{user}" for user in range(n_users))),
        histories=histories,
        grades=ones,
        at=at,
        plays=Plays(owners[order], histories.values[order], at[order], ones, np.full(n_events, -1, np.int32)),
        countries=Vocabulary(()),
        now=float(at.max(initial=0.0)) + 3600.0,
    )
