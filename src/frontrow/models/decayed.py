"""Histories that fade: how much each title of a history still counts at the moment of a question."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Floats, Items, Times
from frontrow.data.ragged import Ragged
from frontrow.models import Queries

Doubles = NDArray[np.float64]
FAINT = 1e-3  # what counts less than this is left out


@dataclass(frozen=True)
class Fading:
    """The channels of a history: in each, a title counts less with every title that follows it.

    Parameters
    ----------
    decays
        (n_channels,) The factor g, in (0, 1], a step.
    sitting
        (n_channels,) True where the channel is empty again when a new sitting begins.
    pause_s
        A sitting ends with a pause longer than this, in seconds; 0: at the end of a page answered in one go.
    """

    decays: Doubles
    sitting: Bools
    pause_s: float

    def __len__(self) -> int:
        return len(self.decays)

    def steps(self, gaps: Times | None, n: int) -> Doubles:
        """Return (n_channels, n) the factor of each step, from the seconds it took; None where nobody knows those.

        Steps of unknown length lead to a new sitting.
        """
        steps = np.repeat(self.decays[:, None], n, axis=1)
        apart = np.ones(n, np.bool_) if gaps is None else ~(gaps <= self.pause_s)
        steps[np.ix_(self.sitting, apart)] = 0.0
        return steps

    def within(self, histories: Ragged, at: Times | None) -> Doubles:
        """Return (n_channels, total) the factor of the step to each title from the one before it, 0 to a first one."""
        total = len(histories.values)
        steps = self.steps(None if at is None else np.diff(at, prepend=at[:1]), total)
        steps[:, histories.offsets[:-1][histories.lengths > 0]] = 0.0
        return steps

    def remains(self, queries: Queries) -> Doubles:
        """Return (n_channels, total) how much each title of the histories counts when the question is asked."""
        histories, at = queries.histories, queries.at
        asked = np.flatnonzero(histories.lengths > 0)
        newest = histories.offsets[1:][asked] - 1
        final = np.zeros((len(self), len(histories)))
        final[:, asked] = self.steps(None if at is None else queries.now[asked] - at[newest], len(asked))
        found = np.zeros((len(self), len(histories.values)))
        fade(self.within(histories, at), final, histories.offsets, found)
        return found


def alone(history: Items, weights: Floats) -> Queries:
    """Return the batch of one history of which no times are known."""
    return Queries(Ragged(history, np.array([0, len(history)])), weights, np.zeros(1), ("",))


@numba.njit(cache=True, nogil=True)
def fade(steps: Doubles, final: Doubles, offsets: NDArray[np.int64], found: Doubles) -> None:
    """Multiply the steps from each title to the question, which is the last step; stop where little is left."""
    for channel in range(len(steps)):
        for query in range(len(offsets) - 1):
            left = final[channel, query]
            for position in range(offsets[query + 1] - 1, offsets[query] - 1, -1):
                if left < FAINT:
                    break
                found[channel, position] = left
                left *= steps[channel, position]
