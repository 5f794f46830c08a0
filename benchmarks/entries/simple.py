"""What every other model must beat: popularity, and the item-item models of the first release."""

from __future__ import annotations

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


# ml1m-loo: 500, as the published rerun that the harness is checked by. ml100k-temporal: 200, likewise.
ENTRIES: dict[str, dict[str, Learner]] = {"ml1m-loo": _all(500.0), "ml100k-temporal": _all(200.0)}
