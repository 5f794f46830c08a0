"""Plays counted by country: what popularity and trends start from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats, Items
from frontrow.data.dataset import Dataset

DAY = 86_400.0  # seconds


def counted(data: Dataset, weight: NDArray[np.float64], by_country: bool = True) -> Floats:
    """Return (n_countries + 1, n_items): the weights of the plays summed by title, row 0 over all countries.

    Parameters
    ----------
    data
        Its plays are counted; a play whose country is unknown counts in row 0 alone.
    weight
        (n_plays,) What each play counts for, 0 for nothing.
    by_country
        False counts row 0 alone.
    """
    n_items = len(data.catalogue)
    table = np.zeros((1 + (len(data.countries) if by_country else 0), n_items))
    table[0] = np.bincount(data.plays.item, weight, minlength=n_items)
    if by_country:
        known = data.plays.country >= 0
        cell = data.plays.country[known].astype(np.int64) * n_items + data.plays.item[known]
        table[1:] = np.bincount(cell, weight[known], minlength=table[1:].size).reshape(table[1:].shape)
    return table.astype(np.float32)


def country_rows(countries: tuple[str, ...], asked: Sequence[str]) -> Items:
    """Return (n,) the row of each asked country in a table by country: 0, all countries, where it is unknown."""
    rows = {country: 1 + position for position, country in enumerate(countries)}
    return np.fromiter((rows.get(country, 0) for country in asked), np.int32, len(asked))
