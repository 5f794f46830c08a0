"""The models of implicit: ``python -m benchmarks.peers.implicit_models FOLDER K SETTINGS``, see ``outside``.

Settings: ``model`` (``als`` or ``knn``) and what its function below reads.
"""

from __future__ import annotations

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender
from scipy.sparse import csr_matrix

from benchmarks.peers.exchange import Score, Scores, Settings, answer

SEED = 0
WEIGHTINGS = {"bm25": BM25Recommender, "cosine": CosineRecommender, "tf-idf": TFIDFRecommender}


def als(watched: csr_matrix, settings: Settings) -> Score:
    """Fit implicit ALS; factors of a query's user are computed from what it knows (``recalculate_user``)."""
    model = AlternatingLeastSquares(
        int(settings["factors"]),
        regularization=settings["reg"],
        alpha=settings["alpha"],
        iterations=int(settings["epochs"]),
        num_threads=1,
        random_state=SEED,
    )
    model.fit(watched, show_progress=False)

    def score(known: csr_matrix) -> Scores:
        users = model.recalculate_user(np.arange(known.shape[0]), known)
        return np.asarray(users @ model.item_factors.T)

    return score


def knn(watched: csr_matrix, settings: Settings) -> Score:
    """Fit an item neighbourhood; ``k1`` and ``b`` are those of BM25."""
    weighting = settings["weighting"]
    shape = {"K1": settings["k1"], "B": settings["b"]} if weighting == "bm25" else {}
    model = WEIGHTINGS[weighting](K=int(settings["neighbours"]), num_threads=1, **shape)
    model.fit(watched, show_progress=False)
    return lambda known: (known @ model.similarity).toarray()


if __name__ == "__main__":
    answer({"als": als, "knn": knn})
