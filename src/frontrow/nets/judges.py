"""The validation metric of nets: NDCG@10 of the newest entry of some users, over the whole catalogue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from frontrow.core import Floats
from frontrow.nets.batches import Events, tensors
from frontrow.nets.windows import Ints, windows

DEPTH = 10
_BLOCK = 512  # users scored at a time


@dataclass(frozen=True)
class NewestFound:
    """Asks a net for the newest entry of some users, given those before it, which are left out of the ranking.

    Parameters
    ----------
    events
        The whole histories.
    users
        Whose newest entry is asked for; each has one before it.
    length
        Entries a net reads.
    """

    events: Events
    users: Ints
    length: int

    def __call__(self, net: nn.Module) -> float:
        """Return the mean NDCG@10: 1 / log2(1 + rank) where the rank is 10 or better, else 0.

        A score that is not finite finds nothing, so a net that diverged is worth 0.
        """
        blocks = np.split(self.users, range(_BLOCK, len(self.users), _BLOCK))
        return float(np.concatenate([self._gains(net, users) for users in blocks]).mean())

    def _gains(self, net: nn.Module, users: Ints) -> Floats:
        entries, n_items = self.events.entries, self.events.n_items
        first, stop = self.events.first[users], self.events.stop[users] - 1
        assert entries.at is not None  # a data set knows
        read = windows(entries, first, stop, entries.at[stop], n_items=n_items, length=self.length)
        device = next(net.parameters()).device
        scores = net(*(one.to(device) for one in tensors(read))).float().cpu()
        lengths = stop - first
        user = np.repeat(np.arange(len(users)), lengths)
        known = np.repeat(first - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
        target = torch.from_numpy(entries.items[stop].astype(np.int64))[:, None]
        wanted = scores.gather(1, target)
        scores[user, entries.items[known]] = -torch.inf
        # 1 is best; a target watched before counts where it was, and what is no number counts against the net
        rank = (~(scores < wanted)).sum(1).clamp(min=1).numpy()
        found = (rank <= DEPTH) & wanted.isfinite()[:, 0].numpy()
        return np.where(found, 1 / np.log2(1 + rank), 0).astype(np.float32)


def held_out(events: Events, n: int, length: int, rng: np.random.Generator) -> NewestFound | None:
    """Return the question after the newest entry of ``n`` users who liked it and have at least three.

    None where there is nobody: a net is not the worse for not finding what was disliked.
    """
    several = np.flatnonzero(events.stop - events.first >= 3)  # noqa: PLR2004 (two stay to learn from)
    users = rng.permutation(several[events.liked[events.stop[several] - 1]])[:n]
    return NewestFound(events, np.sort(users), length) if len(users) else None
