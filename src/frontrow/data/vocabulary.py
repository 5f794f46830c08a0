"""Ids outside, indices inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from frontrow.core import Items


@dataclass(frozen=True)
class Vocabulary:
    """Distinct names in a fixed order; a name's index is its position.

    Raises
    ------
    ValueError
        If a name stands twice.
    """

    names: tuple[str, ...]
    _index: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {name: position for position, name in enumerate(self.names)}
        if len(index) != len(self.names):
            twice = next(name for position, name in enumerate(self.names) if index[name] != position)
            raise ValueError(f"the name {twice!r} stands twice in a vocabulary")
        object.__setattr__(self, "_index", index)

    @classmethod
    def of(cls, names: Iterable[str]) -> Vocabulary:
        """Return the distinct names in order of first appearance."""
        return cls(tuple(dict.fromkeys(names)))

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self._index

    def __getitem__(self, index: int) -> str:
        return self.names[index]

    def index(self, name: str) -> int:
        """Return the index of a name, -1 when unknown."""
        return self._index.get(name, -1)

    def indices(self, names: Iterable[str]) -> Items:
        """Return (n,) the index of each name, -1 where unknown."""
        return np.fromiter((self._index.get(name, -1) for name in names), np.int32)

    def select(self, indices: Sequence[int] | Items) -> list[str]:
        """Return the names at the given indices."""
        return [self.names[index] for index in indices]
