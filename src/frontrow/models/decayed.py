"""Histories that fade: how much each title of a history still counts at the moment of a question."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from frontrow.core import Bools, Times
from frontrow.data.ragged import Ragged
from frontrow.models import Queries
from frontrow.models.sparse import read_only

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

    def within(self, histories: Ragged, at: Times | None) -> Doubles:
        """Return (n_channels, total) the factor of the step to each title from the one before it, 0 to a first one.

        Steps of unknown length, where nobody knows the times, lead to a new sitting.
        """
        total = len(histories.values)
        apart = np.ones(total, np.bool_) if at is None else ~(np.diff(at, prepend=at[:1]) <= self.pause_s)
        steps = np.repeat(self.decays[:, None], total, axis=1)
        steps[np.ix_(self.sitting, apart)] = 0.0
        steps[:, histories.offsets[:-1][histories.lengths > 0]] = 0.0
        return steps

    def remains(self, queries: Queries) -> Doubles:
        """Return (n_channels, total) how much each title of the histories counts when the question is asked."""
        histories = queries.histories
        at = np.full(len(histories.values), np.nan) if queries.at is None else queries.at
        found = np.zeros((len(self), len(histories.values)))
        given = (read_only(histories.offsets, np.int64), read_only(at, np.float64), read_only(queries.now, np.float64))
        fade((read_only(self.decays, np.float64), read_only(self.sitting, np.bool_), self.pause_s), given, found)
        return found


@numba.njit(cache=True, nogil=True)
def fade(
    fading: tuple[Doubles, Bools, float], histories: tuple[NDArray[np.int64], Times, Times], found: Doubles
) -> None:
    """Multiply the steps from each title to the question, which is the last step; stop where little is left.

    Parameters
    ----------
    fading
        As in :class:`Fading`.
    histories
        Where each begins and the last ends; the time of each title, no number where nobody knows it, which makes the
        steps beside it those to a new sitting; when each question is asked.
    """
    decays, sitting, pause_s = fading
    offsets, at, now = histories
    for channel in range(len(decays)):
        for query in range(len(offsets) - 1):
            left, later = 1.0, now[query]
            for position in range(offsets[query + 1] - 1, offsets[query] - 1, -1):
                together = later - at[position] <= pause_s
                left *= decays[channel] if together or not sitting[channel] else 0.0
                if left < FAINT:
                    break
                found[channel, position] = left
                later = at[position]
