"""Satisfaction, and what comes of it: leaving at the end of a paid month, and coming back."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from frontrow.core import Bools, Floats, Items, Times
from frontrow.simulate.parameters import Satisfaction
from frontrow.simulate.watching import logistic
from frontrow.simulate.world import DAY


def moved(stock: Floats, enjoyment: Floats, settings: Satisfaction) -> Floats:
    """Return the stock after a title: a step of ``learning`` towards its enjoyment."""
    return np.asarray(stock + settings.learning * (enjoyment - stock), np.float32)


def disappointed(stock: Floats, settings: Satisfaction) -> Floats:
    """Return the stock after a visit that ended with nothing."""
    return np.asarray(stock * (1.0 - settings.nothing), np.float32)


def hazard(stock: Floats, settings: Satisfaction) -> Floats:
    """Return the probability of cancelling at the end of a month: σ(churn + churn_slope·(satisfaction − ½))."""
    return logistic(settings.churn + settings.churn_slope * (stock - 0.5))


def leaving(
    stock: Floats, account: Items, since: Times, *, day: float, settings: Satisfaction, rng: Generator
) -> Bools:
    """Return (accounts,) which would cancel on a day: it ends a paid month of theirs, and their hazard strikes.

    Parameters
    ----------
    stock, account, since
        (viewers,) Satisfaction; account index; when it subscribed. An account feels the mean of its profiles.
    """
    months = np.floor(day / DAY) - np.floor(since / DAY)
    due = (months > 0) & (months % settings.month == 0)
    mean = np.bincount(account, stock) / np.bincount(account)
    strikes = rng.random(len(mean)) < hazard(mean.astype(np.float32), settings)
    ends = np.zeros(len(mean), np.bool_)
    ends[account[due]] = True
    return strikes & ends


def returning(accounts: int, settings: Satisfaction, rng: Generator) -> Bools:
    """Return (accounts,) which would come back on a day, had they left."""
    back: Bools = rng.random(accounts) < settings.comeback
    return back
