"""A graph over the vectors (HNSW, by usearch), for catalogues of millions of titles: fast, and now and then a miss."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Self

import numpy as np

from frontrow.core import NO_ITEM, Floats, Items
from frontrow.errors import BadConfig

_CONNECTIVITY = 16  # neighbours of a node
_EXPANSION_ADD = 128  # nodes looked at while building
_EXPANSION_SEARCH = 256  # nodes looked at in a search: .99 of the best 100 among a million titles
_OVERFETCH = 2  # as many candidates as asked for, whose products are then taken in float32


def installed() -> bool:
    """Return whether the library of this index is there (extra ``ann``)."""
    return find_spec("usearch") is not None


@dataclass(frozen=True)
class ApproximateNearest:
    """Search by inner product that may miss a title.

    Parameters
    ----------
    vectors
        (n_items, d) float32.
    index
        The graph.

    References
    ----------
    .. [1] Yu. A. Malkov, D. A. Yashunin, "Efficient and robust approximate nearest neighbor search using hierarchical
       navigable small world graphs", IEEE TPAMI 42(4), 2020.
    """

    vectors: Floats
    index: Any

    @classmethod
    def of(cls, vectors: Floats) -> Self:
        """Build the graph over (n_items, d) float32 vectors.

        Raises
        ------
        BadConfig
            If usearch is not installed.
        """
        if not installed():
            raise BadConfig("approximate search needs usearch.", "`pip install frontrow[ann]`.")
        from usearch.index import Index  # noqa: PLC0415 # an optional part

        vectors = np.ascontiguousarray(vectors, np.float32)
        index = Index(
            ndim=vectors.shape[1],
            metric="ip",
            dtype="f16",
            connectivity=_CONNECTIVITY,
            expansion_add=_EXPANSION_ADD,
            expansion_search=_EXPANSION_SEARCH,
        )
        index.add(np.arange(len(vectors), dtype=np.uint64), vectors, threads=1)
        return cls(vectors, index)

    def best(self, queries: Floats, k: int) -> tuple[Items, Floats]:
        items = np.full((len(queries), k), NO_ITEM, np.int32)
        products = np.full((len(queries), k), -np.inf, np.float32)
        for place, query in enumerate(np.asarray(queries, np.float32)):
            matches = self.index.search(query, min(_OVERFETCH * k, len(self.vectors)), threads=1)
            near = np.sort(np.asarray(matches.keys).astype(np.int32))
            found = self.vectors[near] @ query
            order = np.argsort(-found, kind="stable")[:k]
            items[place, : len(order)], products[place, : len(order)] = near[order], found[order]
        return items, products
