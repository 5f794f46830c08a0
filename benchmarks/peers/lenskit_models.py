"""The models of LensKit: ``python -m benchmarks.peers.lenskit_models FOLDER K SETTINGS``, see ``outside``.

Settings: ``model`` (``ease``, ``als``, ``knn`` or ``slim``) and those of LensKit's component, by LensKit's names. Each
answers a query from the titles it knows.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from benchmarks.peers.exchange import Fit, Score, Scores, Settings, answer

for name in ("LK_NUM_PROCS", "LK_NUM_THREADS", "LK_NUM_BACKEND_THREADS"):
    os.environ.setdefault(name, "1")  # before LensKit is imported

from lenskit.als import ImplicitMFScorer  # noqa: E402
from lenskit.data import ItemList, RecQuery, from_interactions_df  # noqa: E402
from lenskit.knn import EASEScorer, ItemKNNScorer  # noqa: E402
from lenskit.knn.slim import SLIMScorer  # noqa: E402
from lenskit.training import TrainingOptions  # noqa: E402

SEED = 0


def fitted(scorer: Callable[..., Any], watched: csr_matrix, settings: Settings, **fixed: Any) -> Score:
    """Fit one of LensKit's scorers and return what asks it one query at a time."""
    users, items = watched.nonzero()
    data = from_interactions_df(pd.DataFrame({"user_id": users, "item_id": items}))
    model = scorer(**settings, **fixed)
    model.train(data, TrainingOptions(rng=SEED))
    every = np.arange(watched.shape[1])

    def score(known: csr_matrix) -> Scores:
        histories = np.split(known.indices, known.indptr[1:-1])
        queries = [RecQuery(history_items=ItemList(item_ids=history)) for history in histories]
        return np.array([model(query, ItemList(item_ids=every)).scores() for query in queries])

    return score


MODELS: dict[str, Fit] = {
    "ease": partial(fitted, EASEScorer),
    "als": partial(fitted, ImplicitMFScorer),
    "knn": partial(fitted, ItemKNNScorer, feedback="implicit"),
    "slim": partial(fitted, SLIMScorer),
}

if __name__ == "__main__":
    answer(MODELS)
