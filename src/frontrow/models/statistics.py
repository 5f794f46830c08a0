"""Learning that goes on: statistics that are sums over users, so that a user can be added and exactly taken away.

A learner whose model follows from a sum over users need not see its data twice. With S(D) the statistics of a data
set::

    S(all) = S(some) + S(the others)            new users
    S(now) = S(before) - S(old row) + S(new row)    new events of a user
    S(without) = S(all) - S(that user)          a user forgotten
    S.grown(n)                                  titles added at the end of the catalogue

and ``solved(S)`` is the model that fitting on the same users would have given.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Protocol, Self, TypeVar, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Items
from frontrow.data.dataset import Dataset, Plays
from frontrow.data.ragged import Ragged
from frontrow.errors import BadInput
from frontrow.models import Learner, Model


class Statistics(Protocol):
    """What a learner keeps of its users: arrays that add up."""

    def __add__(self, other: Self) -> Self: ...

    def __sub__(self, other: Self) -> Self: ...

    def grown(self, n_items: int) -> Self:
        """Return the same statistics over a catalogue with more titles at its end: nobody has watched those yet."""


S = TypeVar("S", bound=Statistics)


@runtime_checkable
class AdditiveLearner(Learner, Protocol[S]):
    """A learner whose model depends on its data only through a sum over users; ``fit`` is both steps."""

    def statistics(self, data: Dataset) -> S:
        """Return the sum over the users of the data; a user's part depends on that user's row alone.

        Whole numbers are kept in float32, which is exact up to 16,777,216, all others in float64: a sum is then the
        same, or the same to 1e-12, in whatever order users came, went and came back.
        """

    def solved(self, statistics: S) -> Model:
        """Return the model of the users in the statistics; they are left as they are."""


@dataclass(frozen=True)
class Sums:
    """A frozen dataclass of arrays, added and subtracted field by field; fields that are no arrays must be equal."""

    def __add__(self, other: Self) -> Self:
        return self._with(other, np.add)

    def __sub__(self, other: Self) -> Self:
        return self._with(other, np.subtract)

    def _with(self, other: Self, operation: np.ufunc) -> Self:
        found = {}
        for field in fields(self):
            mine, theirs = getattr(self, field.name), getattr(other, field.name)
            if not isinstance(mine, np.ndarray):
                alike = mine == theirs
            elif alike := mine.shape == theirs.shape:
                found[field.name] = operation(mine, theirs)
            if not alike:
                raise BadInput(
                    f"statistics whose {field.name} differ are of other catalogues or learners.",
                    "Make both over the same catalogue, or bring one to it by grown().",
                )
        return replace(self, **found)


def padded(array: NDArray[np.floating], shape: tuple[int, ...]) -> NDArray[np.floating]:
    """Return an array of a larger shape: the old one in its first corner, 0 elsewhere."""
    larger = np.zeros(shape, array.dtype)
    larger[tuple(slice(n) for n in array.shape)] = array
    return larger


def of_users(data: Dataset, users: Items) -> Dataset:
    """Return the data of the given users alone, in that order: what to add to statistics, or to take from them.

    Parameters
    ----------
    users
        (n,) User indices, none twice.
    """
    lengths = data.histories.lengths[users]
    offsets = np.zeros(len(users) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    entries = np.repeat(data.histories.offsets[:-1][users] - offsets[:-1], lengths) + np.arange(offsets[-1])
    place = np.full(len(data.users), -1, np.int32)
    place[users] = np.arange(len(users), dtype=np.int32)
    rows = np.flatnonzero(place[data.plays.user] >= 0)
    plays = data.plays
    return replace(
        data,
        users=type(data.users)(tuple(data.users[user] for user in users)),
        histories=Ragged(data.histories.values[entries], offsets),
        grades=data.grades[entries],
        at=data.at[entries],
        plays=Plays(
            place[plays.user[rows]], plays.item[rows], plays.at[rows], plays.seconds[rows], plays.country[rows]
        ),
    )
