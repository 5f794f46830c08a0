"""What arranges a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from frontrow.core import Query, Row


class Assembler(Protocol):
    """Arranges offered rows into a page."""

    def __call__(self, query: Query, offered: Sequence[Row]) -> tuple[Row, ...]:
        """Return the rows of the page in order, from those offered (kind after kind), without evidence yet."""
