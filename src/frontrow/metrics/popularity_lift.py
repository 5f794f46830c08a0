"""Popularity lift: how much more popular the recommended titles are than those the user chose."""

from __future__ import annotations

from frontrow.metrics import Doubles, Recommended, means, per_user
from frontrow.metrics.arp import arp


def popularity_lift(shown: Recommended) -> Doubles:
    """Return (n,) mean plays of the list over mean plays of the history, minus 1: +0.2 is a fifth more popular.

    NaN where the list or the history is empty, or nothing in the history was played.

    Notes
    -----
    H. Abdollahpouri et al., "The unfairness of popularity bias in recommendation", RMSE workshop 2019 (arXiv
    1907.13286), whose ΔGAP is this ratio of a group of users; here it is taken user by user.
    """
    own = means(shown.histories, shown.plays)
    return per_user(arp(shown), own) - 1.0
