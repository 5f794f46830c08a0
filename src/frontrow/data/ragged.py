"""Lists of different length in two arrays: the items of each user, the genres of each title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from frontrow.core import Floats, Items


@dataclass(frozen=True, slots=True)
class Ragged:
    """``n`` lists of int32: list ``i`` is ``values[offsets[i]:offsets[i + 1]]``.

    Parameters
    ----------
    values
        (total,) int32.
    offsets
        (n + 1,) int64, from 0 to total, never falling.
    """

    values: Items
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, lists: Sequence[ArrayLike]) -> Self:
        """Return the given lists laid end to end."""
        arrays = [np.asarray(one, np.int32).reshape(-1) for one in lists]
        offsets = np.zeros(len(arrays) + 1, np.int64)
        np.cumsum([len(one) for one in arrays], out=offsets[1:])
        return cls(np.concatenate(arrays) if arrays else np.empty(0, np.int32), offsets)

    @classmethod
    def grouped(cls, group: Items, values: Items, n: int) -> Self:
        """Return ``n`` lists from pairs (group, value) sorted by group."""
        offsets = np.zeros(n + 1, np.int64)
        np.cumsum(np.bincount(group, minlength=n), out=offsets[1:])
        return cls(values, offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, index: int) -> Items:
        return self.values[self.offsets[index] : self.offsets[index + 1]]

    def __iter__(self) -> Iterator[Items]:
        return (self[index] for index in range(len(self)))

    @property
    def lengths(self) -> NDArray[np.int64]:
        """(n,) The length of each list."""
        return np.diff(self.offsets)

    @property
    def owners(self) -> Items:
        """(total,) The list each value belongs to."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.lengths)

    def matrix(self, n_columns: int, weights: Floats | None = None) -> csr_array:
        """Return the lists as a sparse (n, n_columns) float32 matrix: 1, or the weight, where a value stands."""
        data = np.ones(len(self.values), np.float32) if weights is None else weights
        return csr_array((data, self.values, self.offsets), shape=(len(self), n_columns))
