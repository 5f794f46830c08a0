"""Calibration: how far the genres of a list are from the proportions of the history."""

from __future__ import annotations

import numpy as np

from frontrow.data.catalogue import Catalogue
from frontrow.data.ragged import Ragged
from frontrow.metrics import Doubles, Recommended, per_user

SMOOTHING = 0.01  # α: the share of p mixed into q, so that a genre missing from a list costs a finite amount


def c_kl(shown: Recommended) -> Doubles:
    """Return (n,) the divergence of each list's genres from the history's, 0 for a calibrated one, at most ln(1/α).

    NaN where no title of the history has a genre.

    Notes
    -----
    C_KL(p, q) = Σ_g p(g) · ln(p(g) / q̃(g)), q̃ = (1 − α) q + α p with α = 0.01; p(g|i) splits a title evenly among its
    genres, p(g|u) is its mean over the history and q(g|u) over the list. H. Steck, "Calibrated recommendations",
    RecSys 2018; here with every title of the history weighing the same.
    """
    p, q = genre_shares(shown.histories, shown.catalogue), genre_shares(shown.shown, shown.catalogue)
    mixed = (1.0 - SMOOTHING) * q + SMOOTHING * p
    ratio = np.divide(p, mixed, out=np.ones_like(p), where=p > 0)
    divergence = np.maximum((p * np.log(ratio)).sum(axis=1), 0.0)  # rounding may leave it just below 0
    return per_user(divergence, p.sum(axis=1))


def genre_shares(lists: Ragged, catalogue: Catalogue) -> Doubles:
    """Return (n, n_genres) the share of each genre in each list, a title split evenly among its genres.

    A row sums to 1, or to 0 where no title of the list has a genre; titles without genre do not count.
    """
    of_title = catalogue.has_genre.T.astype(np.float64)  # (n_items, n_genres)
    of_title /= np.maximum(of_title.sum(axis=1, keepdims=True), 1.0)
    total = np.asarray(lists.matrix(len(catalogue)).astype(np.float64) @ of_title)
    mass = total.sum(axis=1, keepdims=True)
    shares: Doubles = np.divide(total, mass, out=np.zeros_like(total), where=mass > 0)
    return shares
