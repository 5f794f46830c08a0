"""Products of vectors of users and titles, each user's the same whoever stands beside."""

from __future__ import annotations

import numpy as np

from frontrow.core import Floats

_TOGETHER = 16  # users in one product: always as many, since the order of the sums depends on how many there are


def products(users: Floats, items: Floats) -> Floats:
    """Return (n_users, n_items), the products of all pairs."""
    scores = np.empty((len(users), len(items)), np.float32)
    room = np.zeros((_TOGETHER, users.shape[1]), np.float32)
    for first in range(0, len(users), _TOGETHER):
        part = users[first : first + _TOGETHER]
        room[: len(part)] = part
        scores[first : first + _TOGETHER] = (room @ items.T)[: len(part)]
    return scores
