"""Average recommendation popularity: how much-played the recommended titles are."""

from __future__ import annotations

from frontrow.metrics import Doubles, Recommended, means


def arp(shown: Recommended) -> Doubles:
    """Return (n,) the mean training plays of the titles in each list; NaN for an empty list.

    Notes
    -----
    H. Yin et al., "Challenging the long tail recommendation", PVLDB 5(9), 2012.
    """
    return means(shown.shown, shown.plays)
