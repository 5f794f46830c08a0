"""The titles whose vectors have the greatest inner product with a query's, over the whole catalogue."""

from __future__ import annotations

from typing import Protocol

from frontrow.core import Floats, Items

# Titles × dimensions above which an approximate search is worth what it misses: an exact one takes some 5 ms there
# (`python -m benchmarks.score` measures both).
APPROXIMATE_FROM = 100_000_000


class Nearest(Protocol):
    """An index over the vectors of a catalogue."""

    def best(self, queries: Floats, k: int) -> tuple[Items, Floats]:
        """Return ((b, k), (b, k)): for each of (b, d) queries the best titles and their inner products, best first.

        Equal products stand in catalogue order; where there are fewer than ``k`` titles, a list ends in -1.
        """


def nearest(vectors: Floats) -> Nearest:
    """Return an index over (n_items, d) vectors: exact, but where the catalogue is very large and usearch installed."""
    from frontrow.nearest.approximate import ApproximateNearest, installed  # noqa: PLC0415 # the protocol comes first
    from frontrow.nearest.exact import ExactNearest  # noqa: PLC0415

    if vectors.size > APPROXIMATE_FROM and installed():
        return ApproximateNearest.of(vectors)
    return ExactNearest.of(vectors)
