"""Figures others have published under the same protocols, each with where it was read.

Read: the table, notebook or log was opened. Remembered: from the literature, the table was not at hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Published(NamedTuple):
    """A row of somebody's table."""

    model: str
    figures: Mapping[str, float]
    source: str


_ORDERED = "transformer_benchmark (blondered), read; stable order"
_HSTU = "HSTU, ICML 2024, README read; another order of ties"
_RECTOOLS = "RecTools tutorial on HSTU, read; knows the time of the query"
_SPLIT = "Time to Split, RecSys 2025: results in its repository, read; the best of its grid on its validation"
_OPEN = "Open-CF-Benchmark in the README of UltraGCN, read"


def _next(hr: float, ndcg: float) -> dict[str, float]:
    return {"ndcg@10": ndcg, "hr@10": hr}


def _graph(recall: float, ndcg: float) -> dict[str, float]:
    return {"recall@20": recall, "ndcg@20": ndcg}


def _in_time(last: tuple[float, ...], successive: tuple[float, ...]) -> dict[str, float]:
    """Return NDCG@10 and, where it is known, HR@10 of both kinds of target."""
    names = ("ndcg@10", "hr@10")
    both = {"last": last, "successive": successive}
    return {f"{name}/{label}": value for label, each in both.items() for name, value in zip(names, each, strict=False)}


PUBLISHED: Mapping[str, tuple[Published, ...]] = {
    "ml1m-loo": (
        Published("HSTU-large", _next(0.3642, 0.2164), _RECTOOLS),
        Published("HSTU-large", _next(0.3294, 0.1893), _HSTU),
        Published("HSTU", _next(0.3226, 0.1880), _RECTOOLS),
        Published("SASRec, 3,000 negatives", _next(0.3159, 0.1857), "RecSys 2023 (Klenitskiy), read; order not stated"),
        Published("FuXi-α", _next(0.3164, 0.1813), _ORDERED),
        Published("eSASRec", _next(0.3133, 0.1772), _ORDERED),
        Published("HSTU", _next(0.3037, 0.1719), _ORDERED),
        Published("SASRec, sampled softmax", _next(0.2929, 0.1684), _ORDERED),
        Published("BERT4Rec", _next(0.2843, 0.1537), "RecSys 2023 (Klenitskiy), read; order not stated"),
        Published("SASRec", _next(0.2500, 0.1341), "RecSys 2023 (Klenitskiy), read; order not stated"),
    ),
    "ml1m-time": (
        Published(
            "SASRec, cross-entropy", _in_time((0.0948, 0.1596), (0.1083, 0.1983)), _SPLIT + " (of 108, the 107th)"
        ),
        Published("SASRec, first of the grid", _in_time((0.0802, 0.1414), (0.0793, 0.1489)), "the same, its first row"),
        Published("BERT4Rec", _in_time((0.0665,), (0.0805,)), "the same, its first row"),
        Published("GRU4Rec", _in_time((0.0247,), (0.0276,)), "the same, its first row"),
    ),
    "gowalla": (
        Published("BSPM-EM", _graph(0.1920, 0.1597), "SIGIR 2023, remembered"),
        Published("UltraGCN", _graph(0.1862, 0.1580), "README of UltraGCN, read"),
        Published("GF-CF", _graph(0.1849, 0.1518), "CIKM 2021, remembered"),
        Published("Turbo-CF", _graph(0.1835, 0.1531), "repository of Turbo-CF, read"),
        Published("LightGCN", _graph(0.1830, 0.1554), "README of UltraGCN, read"),
        Published("EASE", _graph(0.1765, 0.1467), _OPEN),
        Published("ItemKNN", _graph(0.1570, 0.1214), _OPEN),
        Published("NGCF", _graph(0.1570, 0.1327), "README of UltraGCN, read"),
    ),
    "cold-items": (
        Published(
            "MARec, eq. 9", {"hr@10": 0.2928, "ndcg@10": 0.3071}, "RecSys 2024, read; on HetRec, not on these data"
        ),
    ),
    "cold-users": (),
    "strong-ml1m": (),
    "strong-ml100k": (),
    "latest-time": (),
    "ml100k-temporal": (),
}
