"""EASE of RecTools: ``python -m benchmarks.peers.rectools_models FOLDER K SETTINGS``, see ``outside``.

Its ALS and its neighbours are those of implicit, which stand in ``implicit_models``; its nets need more packages.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from rectools.dataset import Dataset, IdMap, Interactions
from rectools.models import EASEModel
from scipy.sparse import csr_matrix

from benchmarks.peers.exchange import Score, Settings, answer


def ease(watched: csr_matrix, settings: Settings) -> Score:
    """Fit EASE; what a query knows is multiplied with its weights, as RecTools does for users it has seen."""
    users, items = watched.nonzero()
    pairs = pd.DataFrame({"user_id": users, "item_id": items, "weight": 1.0, "datetime": pd.Timestamp(2000, 1, 1)})
    dataset = Dataset(
        IdMap.from_values(np.arange(watched.shape[0])),
        IdMap.from_values(np.arange(watched.shape[1])),
        Interactions(pairs),
    )
    model = EASEModel(regularization=settings["reg"], recommend_n_threads=1).fit(dataset)
    return lambda known: known @ model.weight


if __name__ == "__main__":
    answer({"ease": ease})
