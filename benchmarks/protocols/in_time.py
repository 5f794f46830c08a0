"""A split at one moment for all users, so that nothing learnt is later than a target.

D. Gusak et al., "Time to split: exploring data splitting strategies for offline evaluation of sequential recommenders",
RecSys 2025: quantile 0.9, validation by time, trained on what is before the validation's moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np

from benchmarks.protocols.split import Ints, Log, Split, before, learnt
from frontrow.core import Bools
from frontrow.data.catalogue import Catalogue
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged

QUANTILE = 0.9
LEAST = 2  # entries a user must have to be learnt from
THINNED = 10  # of the targets of a successive validation, one in so many is asked for

Targets = Literal["last", "successive"]


class _Cut(NamedTuple):
    past: Bools  # (total,) of the users with enough entries by the moment, those up to it
    moment: float


def in_time(log: Log, catalogue: Catalogue, *kinds: Targets) -> Iterator[Split]:
    """Yield the splits of a log whose users' entries are in order of time, over the same data.

    Parameters
    ----------
    kinds
        Of targets, a split each. ``last``: the last entry of each user who has one after the moment; ``successive``:
        every entry after it that has another before it.
    """
    test = _cut(log, np.ones(len(log.user), np.bool_))
    inner = _cut(log, test.past)
    data = learnt(log.where(inner.past), catalogue, log.n_users, now=inner.moment)
    for targets in kinds:
        validation = _after(log.where(test.past), inner.moment, targets, data, thinned=THINNED)
        yield _after(log, test.moment, targets, data, validation)


def _cut(log: Log, part: Bools) -> _Cut:
    moment = float(np.quantile(log.at[part], QUANTILE))
    past = part & (log.at <= moment)
    enough = np.bincount(log.user[past], minlength=log.n_users) >= LEAST
    return _Cut(past & enough[log.user], moment)


def _after(
    log: Log, moment: float, targets: Targets, data: Dataset, validation: Split | None = None, *, thinned: int = 1
) -> Split:
    events = _targets(log, moment, targets)
    if targets == "successive":
        events = events[::thinned]
    one_each = Ragged(log.item[events], np.arange(len(events) + 1))
    users = log.user[events] if targets == "successive" else None
    return Split(data, before(log, events), one_each, validation=validation, users=users)


def _targets(log: Log, moment: float, targets: Targets) -> Ints:
    late = log.at > moment
    if targets == "last":
        last = np.append(log.user[1:] != log.user[:-1], True)
        return np.flatnonzero(late & last)
    return np.flatnonzero(late & (log.place > 0))
