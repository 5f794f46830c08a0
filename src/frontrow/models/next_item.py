"""The linear next-item ridge: what is watched next, from a history that fades, in closed form."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import isfinite
from typing import ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import spotrf, spotrs
from scipy.sparse import csr_array

from frontrow.core import Floats, Items, Times
from frontrow.data.dataset import Dataset
from frontrow.data.ragged import Ragged
from frontrow.data.ranges import ABOVE_0, FROM_0_OR_INF, GB, SHARE, THRESHOLD, check
from frontrow.errors import BadConfig
from frontrow.models import Explained, Queries
from frontrow.models.compact_next_item import CompactNextItem, strongest
from frontrow.models.decayed import Doubles, Fading
from frontrow.models.ease import strongest_reasons
from frontrow.models.gram import Reals, refuse_above
from frontrow.models.liked import liked
from frontrow.models.next_item_rows import Events, add_followers, add_products, carry, in_blocks
from frontrow.models.sparse import places
from frontrow.models.statistics import Sums, padded


@dataclass(frozen=True)
class NextItemModel:
    """The full matrices of weights from a fading history to what follows.

    Parameters
    ----------
    weights
        (n_channels, n_items, n_items) float32: row i of a channel is what title i adds to the score of every title
        while it has not faded.
    decays, sitting, pause_s
        See :class:`frontrow.models.decayed.Fading`.
    """

    weights: Floats
    decays: Doubles
    sitting: NDArray[np.bool_]
    pause_s: float

    @property
    def fading(self) -> Fading:
        """How histories fade."""
        return Fading(self.decays, self.sitting, self.pause_s)

    def scores(self, queries: Queries) -> Floats:
        """Return (n_queries, n_items); without the times of the history, sittings are over."""
        n_items = self.weights.shape[1]
        scores = np.zeros((len(queries.histories), n_items), np.float32)
        for channel, weights in zip(self._left(queries), self.weights, strict=True):
            scores += _matrix(queries.histories, channel, n_items) @ weights
        return scores

    def explained(self, asked: Queries) -> Explained:
        """Return scores and reasons; a title disliked (weight ≤ 0) moves scores but is never a reason."""
        left = self._left(asked)
        counts = np.flatnonzero(left.any(axis=0))  # of a long history most have faded
        some = Queries.of(asked.histories.values[counts], asked.weights[counts])
        return strongest_reasons(self._added(some, left[:, counts]), some)

    def contributions(self, asked: Queries, items: Items) -> Floats:
        """Return (h, len(items)): what each of the h titles of the one history adds to each item's score."""
        return self._added(asked, self._left(asked))[:, items]

    def compact(self, k: int = 200) -> CompactNextItem:
        """Return the serving form: for each title the ``k`` titles of a history that argue most for or against it."""
        return strongest(self.weights, self.fading, k)

    def _added(self, asked: Queries, left: Doubles) -> Floats:
        added = np.zeros((left.shape[1], self.weights.shape[1]), np.float32)
        for channel, rows in zip(left, self.weights, strict=True):
            counts = np.flatnonzero(channel)
            added[counts] += channel[counts, None].astype(np.float32) * rows[asked.histories.values[counts]]
        return added

    def _left(self, queries: Queries) -> Doubles:
        """Return (n_channels, total) what each title of the histories weighs when the question is asked."""
        weighed: Doubles = self.fading.remains(queries) * queries.weights
        return weighed


def _matrix(histories: Ragged, left: Doubles, n_items: int) -> csr_array:
    """Return the faded histories as a sparse (n, n_items) float32 matrix, without what has faded."""
    counts = left != 0
    kept = np.zeros(len(left) + 1, np.int64)
    np.cumsum(counts, out=kept[1:])
    found = Ragged(histories.values[counts], kept[histories.offsets])
    return found.matrix(n_items, left[counts].astype(np.float32))


@dataclass(frozen=True)
class Followers(Sums):
    """S'S and S'T as statistics that add up over users.

    Parameters
    ----------
    grams
        (n_channels (n_channels + 1) / 2, n_items, n_items) float64 S_p'S_q for channels p ≤ q, (0, 0), (0, 1), … first.
    followers
        (n_channels, n_items, n_items) float64 T'S_p: row j is of title j as the one that follows.
    plays
        (n_items,) float64 How often each title is watched.
    """

    grams: Reals
    followers: Reals
    plays: Reals

    def grown(self, n_items: int) -> Self:
        shape = (n_items, n_items)
        return type(self)(
            padded(self.grams, (len(self.grams), *shape)),
            padded(self.followers, (len(self.followers), *shape)),
            padded(self.plays, (n_items,)),
        )


@dataclass(frozen=True)
class RidgeSettings:
    """How the next-item ridge reads histories and what it may take.

    Parameters
    ----------
    decays
        Factors in (0, 1] by which a title counts less with each title watched after it: one channel of the history
        each, with weights of its own.
    sitting_decays
        The same for channels that hold the titles of the present sitting alone, and are empty at the start of one.
    pause_s
        A sitting ends with a pause longer than this, in seconds; 0: when a page of answers was sent in one go.
    ahead
        What it counts in training that a title is the next, the next but one, ….
    reg
        Ridge penalty λ, in events: above 0.
    fame
        Scores are divided by (plays + 1) to the power of this, in [0, 1]; above 0 for less popular titles.
    threshold
        Titles with a grade not above this are left out of histories.
    graded
        Whether an entry of a history is the grade, instead of 1.
    max_gb
        GiB that fitting may take. Of a larger catalogue the full form is refused before anything is made; the sparse
        one fits the most watched titles that there is room for between one another, and no other has a score. With one
        decay 1 GiB has room for 6,192 titles.
    """

    decays: tuple[float, ...] = (0.5, 0.9)
    sitting_decays: tuple[float, ...] = ()
    pause_s: float = 0.0
    ahead: tuple[float, ...] = (1.0, 0.5, 0.25)
    reg: float = 150.0
    fame: float = 0.0
    threshold: float = 0.0
    graded: bool = False
    max_gb: float = 4.0

    LEARNER: ClassVar[str] = "next_item"  # its name in a configuration

    def __post_init__(self) -> None:
        factors = (*self.sitting_decays, *self.decays)
        if not (factors and all(0 < factor <= 1 for factor in factors)):
            raise BadConfig(
                f"{self.LEARNER} cannot have decays = {self.decays} and sitting_decays = {self.sitting_decays}.",
                "There is at least one decay, all are above 0 and at most 1.",
            )
        if not (self.ahead and all(map(isfinite, self.ahead))):
            raise BadConfig(f"{self.LEARNER} cannot have ahead = {self.ahead}.", "ahead is one finite number or more.")
        check(
            self.LEARNER, self, pause_s=FROM_0_OR_INF, reg=ABOVE_0, fame=SHARE, threshold=THRESHOLD, max_gb=GB
        )  # fmt: skip

    @property
    def fading(self) -> Fading:
        """How histories fade."""
        factors = (*self.sitting_decays, *self.decays)
        return Fading(np.array(factors, np.float64), np.arange(len(factors)) < len(self.sitting_decays), self.pause_s)

    @property
    def bytes_a_pair(self) -> int:
        """What fitting takes of memory a pair of titles."""
        n = len(self.fading)
        return 8 * (n * (n + 1) // 2 + n) + 4 * (n * n + 2 * n)


@dataclass(frozen=True)
class NextItem(RidgeSettings):
    """Predicts each title of a history from those before it, which count less the longer ago they were.

    Notes
    -----
    At each moment t of each user, with x_a the title watched as a-th, Δ the pause before an event and one channel c a
    decay g::

        s_c = Σ_{a ≤ t} d_c(a + 1) ⋯ d_c(t + 1) e(x_a)      d_c = g, in a sitting's channel 0 where Δ > pause_s
        target = Σ_k ahead_k e(x_{t+k})
        W = (S'S + λI)⁻¹ S'T,   scores = s W / (plays + 1)^fame

    The moment of a question is that of the target: the pause since the newest title is known when a page is asked for.
    S is never made. The pair of titles a ≤ b of one user adds d_p(a → b) R_pq(b) to S_p'S_q, where R follows from the
    end of the history backwards, so that the work is a product a pair of events that has not faded: linear in events.
    All of it is a sum over users. Fitting holds 8 (C (C + 1) / 2 + C) + 4 (C² + 2 C) bytes a pair of titles
    (``bytes_a_pair``), with C channels.

    References
    ----------
    .. [1] M. Choi et al., "Session-aware linear item-item models for session-based recommendation" (SLIST), WWW 2021,
       whose decay is by distance with one channel and no sittings.
    """

    def fit(self, data: Dataset, rng: np.random.Generator) -> NextItemModel:
        """Return the weights that predict what follows."""
        return self.solved(self.statistics(data))

    def among(self, data: Dataset, titles: Items) -> NextItemModel:
        """Return the weights between some titles, rising, alone: index i is the i-th of them.

        Moments are those before one of these titles. The others fade a history as ever, for serving counts them, but
        neither lead to anything nor follow.
        """
        seen = _seen(data, self.threshold, self.graded)
        some, steps = _only(seen, self.fading.within(seen.histories, seen.at), titles, len(data.catalogue))
        return self.solved(self._summed(some, steps, len(titles)))

    def statistics(self, data: Dataset) -> Followers:
        """Return S'S and S'T of the users of the data."""
        n_items = len(data.catalogue)
        refuse_above(self.max_gb, n_items, self.bytes_a_pair)
        seen = _seen(data, self.threshold, self.graded)
        return self._summed(seen, self.fading.within(seen.histories, seen.at), n_items)

    def _summed(self, seen: _Seen, steps: Doubles, n_items: int) -> Followers:
        return Followers(
            grams=_grams(seen, steps, n_items),
            followers=_followers(seen, steps, n_items, np.array(self.ahead, np.float64)),
            plays=np.bincount(seen.histories.values, minlength=n_items).astype(np.float64),
        )

    def solved(self, statistics: Followers) -> NextItemModel:
        """Return the model of the users in the statistics, which are left as they are."""
        fading = self.fading
        weights = ridge(statistics, self.reg)
        if self.fame:
            weights *= ((statistics.plays + 1.0) ** -self.fame).astype(np.float32)
        return NextItemModel(weights, fading.decays, fading.sitting, fading.pause_s)


class _Seen(NamedTuple):
    """The histories that count, and when they were watched."""

    histories: Ragged
    at: Times
    events: Events


def _seen(data: Dataset, threshold: float, graded: bool) -> _Seen:
    found = liked(data, threshold)
    values = found.grades.astype(np.float64) if graded else np.ones(len(found.grades))
    return _Seen(found.histories, data.at[data.grades > threshold], _events(found.histories, values))


def _events(lists: Ragged, values: Doubles) -> Events:
    return Events(
        items=lists.values,
        values=values,
        order=in_blocks(lists.values),
        starts=lists.offsets[:-1][lists.owners],
        ends=lists.offsets[1:][lists.owners],
    )


def _only(seen: _Seen, steps: Doubles, titles: Items, n_items: int) -> tuple[_Seen, Doubles]:
    """Return the events of some titles, and the steps between them: the products of those stepped over.

    A first event's step is 0, and so is the product that leads over it from another history.
    """
    place = places(titles, n_items)
    kept = np.flatnonzero(place[seen.histories.values] >= 0)
    lists = Ragged.grouped(seen.histories.owners[kept], place[seen.histories.values[kept]], len(seen.histories))
    some = _Seen(lists, seen.at[kept], _events(lists, seen.events.values[kept]))
    if not len(kept):
        return some, steps[:, :0]
    begins = np.concatenate([[0], kept[:-1] + 1])
    return some, np.multiply.reduceat(steps[:, : kept[-1] + 1], begins, axis=1)


def _grams(seen: _Seen, steps: Doubles, n_items: int) -> Reals:
    pairs = list(combinations_with_replacement(steps, 2))
    found = np.zeros((len(pairs), n_items, n_items))
    carried = np.empty(len(seen.at))
    for gram, (one, other) in zip(found, pairs, strict=True):
        carry(one, other, seen.histories.offsets, carried)
        add_products(seen.events, (one, other, carried), gram)
    return found


def _followers(seen: _Seen, steps: Doubles, n_items: int, ahead: Doubles) -> Reals:
    found = np.zeros((len(steps), n_items, n_items))
    for step, follower in zip(steps, found, strict=True):
        add_followers(seen.events, step, ahead, follower)
    return found


def ridge(statistics: Followers, reg: float) -> Floats:
    """Return (n_channels, n_items, n_items) float32 W = (S'S + λI)⁻¹ S'T.

    Raises
    ------
    BadConfig
        If the penalty is too small for the matrix to be solved in float32.
    """
    n_channels, n_items = statistics.followers.shape[:2]
    side = n_channels * n_items
    if not n_items:
        return np.zeros(statistics.followers.shape, np.float32)
    gram = np.zeros((side, side), np.float32)
    pairs = combinations_with_replacement(range(n_channels), 2)
    for block, (p, q) in zip(statistics.grams, pairs, strict=True):
        gram[p * n_items : (p + 1) * n_items, q * n_items : (q + 1) * n_items] = block
    gram[np.diag_indices(side)] += np.float32(reg)
    wanted = np.empty((n_items, side), np.float32)
    for channel, block in enumerate(statistics.followers):
        wanted[:, channel * n_items : (channel + 1) * n_items] = block
    # LAPACK reads columns: the upper triangle of our rows is the lower one of its columns.
    factor, info = spotrf(gram.T, lower=1, clean=0, overwrite_a=1)
    found, failed = spotrs(factor, wanted.T, lower=1, overwrite_b=1)
    if info or failed:
        raise BadConfig(f"S'S + reg · I cannot be solved with reg = {reg:g}.", "Raise reg.")
    return np.ascontiguousarray(found).reshape(n_channels, n_items, n_items)
