"""What arranges a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from frontrow.core import Query, Row


class Assembler(Protocol):
    """Arranges offered rows into a page."""

    def __call__(self, query: Query, offered: Mapping[str, Sequence[Row]]) -> tuple[Row, ...]:
        """Return the rows of the page in order, from those offered by each row kind, without evidence yet."""
