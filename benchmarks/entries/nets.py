"""Nets over histories in order; trained with PyTorch (extra ``deep``), measured as they are served, by ONNX Runtime."""

from __future__ import annotations

from frontrow.models import Learner
from frontrow.models.decay_bag import DecayBag

ENTRIES: dict[str, dict[str, Learner]] = {
    # NDCG@10 on validation of short runs (three epochs)
    "ml1m-loo": {"decay_bag": DecayBag()},
}
