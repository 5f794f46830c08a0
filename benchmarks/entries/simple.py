"""What every other model must beat: popularity, and the item-item models of the first release."""

from __future__ import annotations

from typing import Any

from benchmarks.chance import Chance
from benchmarks.ungraded import Ungraded
from frontrow.models import Learner
from frontrow.models.ease import Ease
from frontrow.models.item_knn import ItemKNN
from frontrow.models.popularity import Popularity
from frontrow.models.sparse_ease import SparseEase

PLAIN = Popularity(half_life_days=float("inf"))
LAST_WEEK = Popularity(half_life_days=float("inf"), window_days=7.0)


def _all(reg: float) -> dict[str, Learner]:
    """Return the simple models; ``reg`` is EASE's."""
    return {
        "popularity": PLAIN,
        "popularity-7-days": LAST_WEEK,
        "item_knn": Ungraded(ItemKNN()),
        "ease": Ungraded(Ease(reg)),
        "sparse_ease": Ungraded(SparseEase(reg)),
    }


# Ease(500) is the setting of the published reruns, Ease(200) that of the calibration benchmark on MovieLens 100K; the
# others are the defaults. They are the fixed reference of each protocol; tuned forms stand in the other files.
ENTRIES: dict[str, dict[str, Learner]] = {
    "ml1m-loo": _all(500.0),
    "ml1m-time": _all(500.0),
    "strong-ml1m": _all(500.0),
    "strong-ml100k": _all(200.0),
    "strong-ml100k-tenths": {"popularity": PLAIN},
    "gowalla": {"popularity": PLAIN, "item_knn": Ungraded(ItemKNN()), "sparse_ease": Ungraded(SparseEase(k=400))},
    "cold-items": {"popularity": PLAIN, "chance": Chance()},
    "cold-users": _all(500.0),
    "latest-time": _all(200.0),
    "ml100k-temporal": _all(200.0),
}


def _ease(trial: Any) -> Learner:
    return Ungraded(Ease(trial.suggest_float("reg", 10.0, 3000.0, log=True)))


def _item_knn(trial: Any) -> Learner:
    k, shrink = trial.suggest_int("k", 10, 400, log=True), trial.suggest_float("shrink", 0.1, 300.0, log=True)
    return Ungraded(ItemKNN(k=k, shrink=shrink))


SPACES = {
    name: {"ease": _ease, "item_knn": _item_knn}
    for name in ENTRIES
    if name not in ("gowalla", "cold-items", "strong-ml100k-tenths")
}

NOTES: dict[str, dict[str, str]] = {
    "cold-items": {"popularity": "A cold movie has no plays: all scores are equal and the order is the catalogue's."},
    "gowalla": {
        "popularity": "The data have no times, so popularity of the last 7 days is the same.",
        "sparse_ease": "As configured by default; of so many places it is the local form, each among 200 others.",
    },
}
