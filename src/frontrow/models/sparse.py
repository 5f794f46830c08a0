"""Sparse item-item weights: one pass over a history gives scores and the reason for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numba
import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_array

from frontrow.core import Floats, Items
from frontrow.models import Explained, Queries

Number = TypeVar("Number", np.int64, np.int32, np.float32, np.float64, np.bool_)


class Triplets(NamedTuple):
    """Entries of a matrix, one a position, in no order."""

    sources: NDArray[np.integer]
    targets: NDArray[np.integer]
    weights: Floats


class Cells(NamedTuple):
    """Compressed sparse rows: row i is ``columns`` and ``values`` from ``offsets[i]`` to ``offsets[i + 1]``."""

    offsets: NDArray[np.int64]
    columns: Items
    values: Floats


@dataclass(frozen=True)
class SparseItemWeights:
    """A linear item-item model: the score of title j is Σ over the history of weight(i) · B(i, j).

    ``B`` is kept by the title of the history, as compressed sparse rows.

    Parameters
    ----------
    offsets
        (n_items + 1,) int64. Row i of B is ``targets`` and ``weights`` from ``offsets[i]`` to ``offsets[i + 1]``.
    targets
        (total,) int32 The columns, rising within a row.
    weights
        (total,) float32 The values.
    """

    offsets: NDArray[np.int64]
    targets: Items
    weights: Floats

    def __post_init__(self) -> None:
        kept = cells(self.offsets, self.targets, self.weights)
        for name, array in zip(("offsets", "targets", "weights"), kept, strict=True):
            object.__setattr__(self, name, array)

    @property
    def _rows(self) -> Cells:
        return Cells(self.offsets, self.targets, self.weights)

    @property
    def n_items(self) -> int:
        """The number of titles of the catalogue."""
        return len(self.offsets) - 1

    def scores(self, queries: Queries) -> Floats:
        scores = np.zeros((len(queries.histories), self.n_items), np.float32)
        add_rows(cells(queries.histories.offsets, queries.histories.values, queries.weights), self._rows, scores)
        return scores

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons for one history in a single pass.

        A title disliked (weight ≤ 0) moves scores but is never a reason; among equals the earlier title is named.
        """
        found = Explained.nothing(self.n_items)
        explain(*_graded(asked), self._rows, found)
        return found

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        place = places(items, self.n_items)
        added = np.zeros((len(asked.weights), len(items)), np.float32)
        add_chosen(*_graded(asked), self._rows, place, added)
        return added[:, place[items]]

    def neighbours(self, item: int) -> tuple[Items, Floats]:
        """Return the titles that a viewing of ``item`` argues for, and how strongly, best first.

        These are the positive weights of its row: the same numbers that "because you watched" shows.
        """
        row = slice(self.offsets[item], self.offsets[item + 1])
        targets, weights = self.targets[row], self.weights[row]
        order = np.argsort(-weights, kind="stable")
        order = order[weights[order] > 0]
        return targets[order], weights[order]


def _graded(asked: Queries) -> tuple[Items, Floats]:
    return read_only(asked.histories.values, np.int32), read_only(asked.weights, np.float32)


def cells(offsets: ArrayLike, columns: ArrayLike, values: ArrayLike) -> Cells:
    """Return the cells of compressed sparse rows in the types that compiled code expects."""
    return Cells(read_only(offsets, np.int64), read_only(columns, np.int32), read_only(values, np.float32))


def read_only(array: ArrayLike, dtype: type[Number]) -> NDArray[Number]:
    """Return a read-only view: compiled code then meets one type, whether an array was mapped, built or lent."""
    view = np.ascontiguousarray(array, dtype).view()
    view.flags.writeable = False
    return view


def places(items: Items, n_items: int) -> Items:
    """Return (n_items,) int32 where each title stands in ``items``, −1 where it does not; the last place of one that
    stands there twice.
    """
    place = np.full(n_items, -1, np.int32)
    place[items] = np.arange(len(items), dtype=np.int32)
    return place


def by_source(n_items: int, sources: NDArray[np.integer], targets: NDArray[np.integer], weights: Floats) -> Cells:
    """Return the compressed rows of a matrix given as triplets (source, target, weight) without repeats."""
    found = coo_array((weights, (sources, targets)), shape=(n_items, int(targets.max(initial=-1)) + 1)).tocsr()
    found.sort_indices()
    return cells(found.indptr, found.indices, found.data)


def strongest_sources(strength: Floats, weights: Floats, k: int) -> Triplets:
    """Return the ``k`` entries of each row of ``weights`` whose ``strength`` is greatest, without zeros.

    Both are (n_targets, n_sources); the targets count from 0.
    """
    sources = np.argpartition(-strength, min(k, strength.shape[1]) - 1, axis=1)[:, :k]
    kept = np.take_along_axis(weights, sources, axis=1)
    target, position = np.nonzero(kept)
    return Triplets(sources[target, position], target, kept[target, position])


def joined(n_items: int, parts: Sequence[Triplets]) -> Cells:
    """Return the compressed rows of blocks of targets laid end to end."""
    if not parts:
        return cells(np.zeros(n_items + 1), [], [])
    sources, targets, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    return by_source(n_items, sources, targets, weights)


# Indices are unsigned in the loops below: a signed one is checked for "counted from the end" at each access.


@numba.njit(cache=True, nogil=True)
def add_rows(histories: Cells, weights: Cells, scores: Floats) -> None:
    """Add to each row of ``scores`` the weighted rows of its history."""
    for query in range(len(histories.offsets) - 1):
        for position in range(histories.offsets[query], histories.offsets[query + 1]):
            add_row(histories.columns[position], histories.values[position], weights, scores[query])


@numba.njit(cache=True, nogil=True)
def add_row(source: int, grade: float, weights: Cells, scores: Floats) -> None:
    """Add one weighted row to the scores."""
    columns, values = weights.columns, weights.values
    for cell in range(weights.offsets[source], weights.offsets[source + 1]):
        scores[np.uint64(columns[np.uint64(cell)])] += grade * values[np.uint64(cell)]


@numba.njit(cache=True, nogil=True)
def add_chosen(history: Items, grades: Floats, weights: Cells, place: Items, added: Floats) -> None:
    """Add what the row of each title of a history gives to the titles that have a place, at theirs."""
    for position in range(len(history)):
        for cell in range(weights.offsets[history[position]], weights.offsets[history[position] + 1]):
            at = place[np.uint64(weights.columns[np.uint64(cell)])]
            if at >= 0:
                added[position, at] += grades[position] * weights.values[np.uint64(cell)]


@numba.njit(cache=True, nogil=True)
def explain(history: Items, grades: Floats, weights: Cells, found: Explained) -> None:
    """Add the weighted rows of a history to the scores, keeping the strongest positive contribution to each."""
    for position in range(len(history)):
        if grades[position] > 0:
            argue(history[position], grades[position], weights, found)
        else:
            add_row(history[position], grades[position], weights, found.scores)


@numba.njit(cache=True, nogil=True)
def argue(source: int, grade: float, weights: Cells, found: Explained) -> None:
    """Add one weighted row to the scores, and name it where it adds more than any before."""
    columns, values = weights.columns, weights.values
    for cell in range(weights.offsets[source], weights.offsets[source + 1]):
        target = np.uint64(columns[np.uint64(cell)])
        added = grade * values[np.uint64(cell)]
        found.scores[target] += added
        if added > found.contribution[target]:
            found.contribution[target] = added
            found.because[target] = source
