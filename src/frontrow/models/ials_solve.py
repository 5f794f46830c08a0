"""The exact minimum of implicit feedback's loss for one side of the factors, the other held fixed."""

from __future__ import annotations

from typing import NamedTuple, Self

import numba
import numpy as np

from frontrow.core import Floats, Items
from frontrow.models.cholesky import add_rank, factorize, solve
from frontrow.models.sparse import Cells
from frontrow.models.tiles import LANES

_FAST = {"reassoc", "contract", "nsz"}
_GATHERED = 256  # vectors brought together at a time: with 128 factors they fit the second cache
_SHORT = 0.8  # of the factors: a history shorter than this is cheaper to solve by its own side


class Fixed(NamedTuple):
    """The side of the factors that stands still, turned so that its Gram matrix is diagonal."""

    vectors: Floats  # (n, factors) of the other side, columns padded to a multiple of 16 with zeros
    weighed: Floats  # (factors,) α₀ times the diagonal of their Gram matrix


class Sought(NamedTuple):
    """The side of the factors that is solved for."""

    vectors: Floats  # (n_rows, factors) written; where blocks step, also where they begin
    regs: Floats  # (n_rows,) the regularisation of each row, above 0


class Held(NamedTuple):
    """One row's equation: what it holds, and how strongly it is held back."""

    others: Items  # (n,) which of the fixed vectors are its positives
    confidence: Floats  # (n,) the sign is the target, the size the weight of missing it
    reg: float


class Room(NamedTuple):
    """Memory that solving one row after another reuses; ``block`` is the side of the matrix."""

    rows: Floats  # (≥ factors, ≥ _GATHERED; block) vectors of a history, or the same lying
    matrix: Floats  # (block, block)
    corner: Floats  # (8, 8)
    right: Floats  # (block,) right-hand side, then solution
    root: Floats  # (factors,) 1 / √D
    misses: Floats  # (longest history,) what is still missing from the target of each of its titles
    ones: Floats  # (longest history,) the confidence where none is told

    @classmethod
    def of(cls, factors: int, block: int, longest: int) -> Self:
        """Return room for histories up to the longest, factors and block multiples of 16."""
        shapes = ((max(_GATHERED, factors), block), (block, block), (8, 8), block, factors, longest)
        rows, matrix, corner, right, root, misses = (np.zeros(shape, np.float32) for shape in shapes)
        return cls(rows, matrix, corner, right, root, misses, ones=np.ones(longest, np.float32))


def solved(histories: Cells, fixed: Fixed, sought: Sought, block: int) -> None:
    """Write to each row of the vectors what minimises its loss; where block < factors, one step for each block.

    Parameters
    ----------
    histories
        Row u: which of the fixed vectors are its positives, with the signed confidence c: the target is c's sign.
        Without values all are 1.
    fixed, sought
        The two sides.
    block
        Factors solved for together, a multiple of 16; at least their number for the exact minimum.

    Notes
    -----
    The loss of a row is Σ_i |c_i| (sign c_i − w·h_i)² + w'Dw with D = α₀ H'H + reg I, which is diagonal here. Its
    minimum is (X'X + D)⁻¹X't, where X are the history's vectors times √|c| and t the signs times √|c|; a history
    shorter than the factors takes the same from its own side, D⁻¹X'(XD⁻¹X' + I)⁻¹t, in far fewer operations. With a
    block, each block in turn is set to its minimum given the rest of w (iALS++).
    """
    factors = fixed.vectors.shape[1]
    longest = int(np.diff(histories.offsets).max(initial=0))
    solve_rows(histories, fixed, sought, Room.of(factors, min(block, factors), longest))


@numba.njit(cache=True, nogil=True)
def solve_rows(histories: Cells, fixed: Fixed, sought: Sought, room: Room) -> None:
    """Solve each row by the cheapest of the three ways."""
    block, factors = len(room.matrix), sought.vectors.shape[1]
    for row in range(len(sought.vectors)):
        first, last = histories.offsets[row], histories.offsets[row + 1]
        confidence = histories.values[first:last] if len(histories.values) else room.ones[: last - first]
        held = Held(histories.columns[first:last], confidence, sought.regs[row])
        if first == last:
            sought.vectors[row] = 0
        elif last - first <= _SHORT * block:
            solve_short(held, fixed, sought.vectors[row], room)
        elif block < factors:
            solve_blocks(held, fixed, sought.vectors[row], room)
        else:
            solve_long(held, fixed, sought.vectors[row], room)


@numba.njit(cache=True, nogil=True, fastmath=_FAST)
def solve_short(held: Held, fixed: Fixed, vector: Floats, room: Room) -> None:
    """Solve from the side of the history: as many equations as it has titles."""
    factors = len(vector)
    side = gather_lying(held, fixed, room)
    start_matrix(room, side)
    for i in range(side):
        room.matrix[i, i] = 1
    add_rank(room.rows, factors, side, room.matrix)
    factorize(room.matrix, side, room.corner)
    solve(room.matrix, side, room.right)
    for k in range(factors):
        value = np.float32(0)
        for place in range(side):
            value += room.rows[k, place] * room.right[place]
        vector[k] = value * room.root[k]


@numba.njit(cache=True, nogil=True, fastmath=_FAST, error_model="numpy")
def gather_lying(held: Held, fixed: Fixed, room: Room) -> int:
    """Write (XD^(-1/2))' and t, padded with zeros to the multiple of 16 that is returned."""
    factors, n = len(room.root), len(held.others)
    side = -(-n // LANES) * LANES
    for k in range(factors):
        room.root[k] = np.float32(1) / np.sqrt(fixed.weighed[k] + held.reg)
        room.rows[k, n:side] = 0
    for place in range(n):
        scale = np.sqrt(np.abs(held.confidence[place]))
        other = held.others[place]
        room.right[place] = np.sign(held.confidence[place]) * scale
        for k in range(factors):
            room.rows[k, place] = fixed.vectors[other, k] * room.root[k] * scale
    room.right[n:side] = 0
    return side


@numba.njit(cache=True, nogil=True)
def solve_long(held: Held, fixed: Fixed, vector: Floats, room: Room) -> None:
    """Solve from the side of the factors: as many equations as there are factors."""
    factors = len(vector)
    start_matrix(room, factors)
    for i in range(factors):
        room.matrix[i, i] = fixed.weighed[i] + held.reg
    room.right[:] = 0
    for begin in range(0, len(held.others), _GATHERED):
        add_rank(room.rows, gather(held, fixed, room, begin), factors, room.matrix)
    factorize(room.matrix, factors, room.corner)
    solve(room.matrix, factors, room.right)
    vector[:] = room.right


@numba.njit(cache=True, nogil=True, fastmath=_FAST)
def gather(held: Held, fixed: Fixed, room: Room, begin: int) -> int:
    """Write the rows of X from ``begin`` on, as many as there is room for, add theirs to X't; return how many."""
    count, factors = min(_GATHERED, len(held.others) - begin), len(room.right)
    for place in range(count):
        scale = np.sqrt(np.abs(held.confidence[begin + place]))
        target = np.sign(held.confidence[begin + place]) * scale
        other = held.others[begin + place]
        for k in range(factors):
            entry = fixed.vectors[other, k] * scale
            room.rows[place, k] = entry
            room.right[k] += entry * target
    return count


@numba.njit(cache=True, nogil=True)
def start_matrix(room: Room, n: int) -> None:
    """Set to 0 what is read of the upper triangle."""
    for i in range(n):
        room.matrix[i, i - i % LANES : n] = 0


@numba.njit(cache=True, nogil=True)
def solve_blocks(held: Held, fixed: Fixed, vector: Floats, room: Room) -> None:
    """Set each block of the factors in turn to its minimum given the others."""
    for place in range(len(held.others)):
        room.misses[place] = np.sign(held.confidence[place])
    miss_less(held, fixed, vector, 0, room)
    for left in range(0, len(vector), len(room.matrix)):
        step = step_block(held, fixed, vector, left, room)
        vector[left : left + len(step)] += step
        miss_less(held, fixed, step, left, room)


@numba.njit(cache=True, nogil=True, fastmath=_FAST)
def miss_less(held: Held, fixed: Fixed, step: Floats, left: int, room: Room) -> None:
    """Take from the misses what the step in the factors from ``left`` on meets."""
    for place in range(len(held.others)):
        other = held.others[place]
        met = np.float32(0)
        for k in range(len(step)):
            met += fixed.vectors[other, left + k] * step[k]
        room.misses[place] -= met


@numba.njit(cache=True, nogil=True)
def step_block(held: Held, fixed: Fixed, vector: Floats, left: int, room: Room) -> Floats:
    """Return the step of the factors from ``left`` on to their minimum: −Hessian⁻¹ · gradient / 1."""
    n = min(len(room.matrix), len(vector) - left)
    start_matrix(room, n)
    for i in range(n):
        weight = fixed.weighed[left + i] + held.reg
        room.matrix[i, i] = weight
        room.right[i] = -weight * vector[left + i]
    for begin in range(0, len(held.others), _GATHERED):
        add_rank(room.rows, gather_block(held, fixed, room, begin, left), n, room.matrix)
    factorize(room.matrix, n, room.corner)
    solve(room.matrix, n, room.right)
    return room.right[:n]


@numba.njit(cache=True, nogil=True, fastmath=_FAST)
def gather_block(held: Held, fixed: Fixed, room: Room, begin: int, left: int) -> int:
    """Do for one block, and for the misses instead of the targets, what :func:`gather` does for all factors."""
    count, n = min(_GATHERED, len(held.others) - begin), min(len(room.right), fixed.vectors.shape[1] - left)
    for place in range(count):
        scale = np.sqrt(np.abs(held.confidence[begin + place]))
        miss = room.misses[begin + place] * scale
        other = held.others[begin + place]
        for k in range(n):
            entry = fixed.vectors[other, left + k] * scale
            room.rows[place, k] = entry
            room.right[k] += entry * miss
    return count
